// Loaded into the program before it starts (`--import`): makes calls of the file system fail, and counts them.
// A fault is { kind, at, code?, on?, short? }: the at-th call (1-based) of that kind fails with the code (default EIO), and if `on` is
// set, all later ones too. With `change` (append, cut, replace or remove) and `path`, the file is changed before the call instead. With `short` every call of that kind does a part of what it is asked to, which is no error.
// The fault is given as JSON in FAULT, or at run time by `globalThis.failingIo.set(fault)`. Loading of modules and what the system
// itself keeps (`/proc`) are left alone. The kind `input` is that part of `read` which reads the files to be checked.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

let fault = JSON.parse(process.env.FAULT ?? '{}');
let counts = {};
globalThis.failingIo = {
  set(next) {
    fault = next;
    counts = {};
  },
  counts: () => counts,
};
const real = { ...fs };

/** What somebody else may do to an input meanwhile. A replacement has the same size and time. */
const CHANGES = {
  append: (path) => real.appendFileSync(path, 'x\n'),
  cut: (path) => real.truncateSync(path, real.statSync(path).size - 1),
  replace(path) {
    const { atime, mtime } = real.statSync(path);
    real.writeFileSync(`${path}.new`, real.readFileSync(path, 'latin1').replaceAll('e', 'o'), 'latin1');
    real.utimesSync(`${path}.new`, atime, mtime);
    real.renameSync(`${path}.new`, path);
  },
  remove: (path) => real.unlinkSync(path),
};

function refuse(kind) {
  counts[kind] = (counts[kind] ?? 0) + 1;
  if (fault.kind !== kind || fault.short) return;
  if (fault.change !== undefined) return counts[kind] === fault.at ? CHANGES[fault.change](fault.path) : undefined;
  if (counts[kind] !== fault.at && !(fault.on && counts[kind] > fault.at)) return;
  const code = fault.code ?? 'EIO';
  throw Object.assign(new Error(`${code}: made to fail, ${kind}`), { code, errno: -5, syscall: kind });
}

const isOther = (path) => /[\\/](node_modules|dist|bin|proc)[\\/]|failing-io/.test(String(path));
/** Descriptors of files that are left alone; 0 to 2 are the standard streams. */
const left = new Set([0, 1, 2]);
/** Descriptors of files to be checked: of those that were opened with promises. */
const inputs = new Set();
const portion = (kind, length) => (fault.short && fault.kind === kind ? Math.max(1, length >> 1) : length);

/** Kind of call → functions of node:fs that make it. */
const KINDS = {
  open: ['openSync', 'open'],
  read: ['readSync', 'readFileSync', 'read'],
  list: ['readdirSync'],
  write: ['writeSync', 'write', 'writev'],
  fsync: ['fsyncSync', 'fsync'],
  rename: ['renameSync', 'rename'],
  close: ['closeSync'],
  mkdir: ['mkdirSync'],
  remove: ['rmSync', 'unlinkSync'],
  stat: ['statSync', 'lstatSync'],
};
const byDescriptor = new Set(['readSync', 'writeSync', 'read', 'write', 'writev', 'fsyncSync', 'fsync', 'closeSync']);

for (const [kind, names] of Object.entries(KINDS))
  for (const name of names) {
    fs[name] = (...args) => {
      if (byDescriptor.has(name) ? !left.has(args[0]) : !isOther(args[0])) {
        const done = args.at(-1);
        try {
          refuse(kind);
          if (name === 'readSync' && inputs.has(args[0])) refuse('input');
        } catch (error) {
          if (name === 'closeSync') real.closeSync(...args);
          if (typeof done !== 'function') throw error;
          return setImmediate(done, error);
        }
        if (name === 'writeSync' && typeof args[1] !== 'string') {
          const [, bytes, at = 0, length = bytes.length - at] = args;
          return real.writeSync(args[0], bytes, at, portion('write', length), args[4]);
        }
        if (name === 'readSync') args[3] = portion('read', args[3] ?? args[1].length);
      }
      const result = real[name](...args);
      if (name === 'openSync' && isOther(args[0])) left.add(result);
      if (name === 'closeSync') left.delete(args[0]);
      return result;
    };
  }

/** Files opened with promises. */
const { open } = fs.promises;
const some = await open(process.execPath);
const handles = Object.getPrototypeOf(some);
await some.close();
for (const [kind, name] of [
  ['read', 'read'],
  ['write', 'write'],
  ['write', 'writeFile'],
  ['fsync', 'sync'],
  ['close', 'close'],
  ['stat', 'stat'],
]) {
  const act = handles[name];
  handles[name] = async function (...args) {
    try {
      refuse(kind);
      if (name === 'read') refuse('input');
    } catch (error) {
      if (kind === 'close') {
        inputs.delete(this.fd);
        await act.call(this);
      }
      throw error;
    }
    if (name === 'read') args[2] = portion('read', args[2]);
    if (name === 'close') inputs.delete(this.fd);
    return act.apply(this, args);
  };
}
fs.promises.open = async (...args) => {
  refuse('open');
  const handle = await open(...args);
  inputs.add(handle.fd);
  return handle;
};
syncBuiltinESMExports();
