// Loaded into the program before it starts: its clock goes eleven years fast, jumps about, and stands in no useful relation to files.
const RealDate = Date;
let jump = 0;
const fast = () => {
  jump = (jump + 7_919_000) % 86_400_000;
  return RealDate.now() + 347_155_200_000 + jump;
};
globalThis.Date = class extends RealDate {
  constructor(...args) {
    if (args.length === 0) super(fast());
    else super(...args);
  }
  static now() {
    return fast();
  }
};
