/** Days since 1970-01-01 in the proleptic Gregorian calendar. No time zone, no clock. */
export type Day = number;

/** Day number of an ISO date. */
export function dayOf(iso: string): Day {
  return Date.UTC(Number(iso.slice(0, 4)), Number(iso.slice(5, 7)) - 1, Number(iso.slice(8, 10))) / 86_400_000;
}

const texts = new Map<Day, string>();

/** ISO date of a day; each is worked out once. */
export function isoDay(day: Day): string {
  let text = texts.get(day);
  if (text === undefined) {
    text = new Date(day * 86_400_000).toISOString().slice(0, 10);
    texts.set(day, text);
  }
  return text;
}

/** `YYYY-MM-DDTHH:MM`, minutes counted from midnight, London local time. */
export function isoMinute(day: Day, minutes: number): string {
  const hour = Math.floor(minutes / 60);
  const minute = minutes % 60;
  return `${isoDay(day)}T${hour < 10 ? '0' : ''}${hour}:${minute < 10 ? '0' : ''}${minute}`;
}

/** `dd/mm/yyyy` or `dd/mm/yyyy HH:MM` of an ISO date; any other text stays as it is. */
export function britishDate(iso: string): string {
  if (!/^\d{4}-\d\d-\d\d(T\d\d:\d\d)?$/.test(iso)) return iso;
  const day = `${iso.slice(8, 10)}/${iso.slice(5, 7)}/${iso.slice(0, 4)}`;
  return iso.length > 10 ? `${day} ${iso.slice(11)}` : day;
}
