// Says moments in words, on the wall clock of the demo's own zone, and finds "donderdag 14:00". It never asks what time
// it is: the moment is always given.
import { locale } from "./language.js";

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const made = new Map();

function formatter(shape, zone, tongue = locale()) {
  const key = JSON.stringify([shape, zone, tongue]);
  if (!made.has(key)) made.set(key, new Intl.DateTimeFormat(tongue, { ...shape, timeZone: zone }));
  return made.get(key);
}

export function timeInWords(moment, zone) {
  return formatter({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" }, zone).format(moment);
}

export function dayInWords(moment, zone, year = undefined) {
  const day = formatter({ weekday: "long", day: "numeric", month: "long", year }, zone).format(moment);
  return day.replaceAll(",", "");
}

/** "maandag 23 november 2026, 09:00" */
export function momentInWords(moment, zone) {
  return `${dayInWords(moment, zone, "numeric")}, ${timeInWords(moment, zone)}`;
}

/** Name a day of the week, counted from Monday as 0. */
export function weekdayInWords(weekday) {
  return formatter({ weekday: "long" }, "UTC").format(new Date(Date.UTC(2024, 0, 1 + weekday)));
}

/** Read a moment off the wall clock: `date` is "2026-11-23", `time` "09:00", `weekday` counts from Monday as 0. */
export function wallClock(moment, zone) {
  const shape = { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  const part = Object.fromEntries(
    formatter(shape, zone, "en-GB").formatToParts(moment).map(({ type, value }) => [type, value]),
  );
  const date = `${part.year}-${part.month}-${part.day}`;
  return { date, time: `${part.hour}:${part.minute}`, weekday: (new Date(`${date}T00:00Z`).getUTCDay() + 6) % 7 };
}

/** The moment at which the wall clock shows this date and time; null when they are no date and time. */
export function momentOf(date, time, zone) {
  const wall = Date.parse(`${date}T${time}Z`);
  if (Number.isNaN(wall)) return null;
  const guess = wall - offset(wall, zone);
  return new Date(wall - offset(guess, zone));
}

function offset(moment, zone) {
  const seen = wallClock(new Date(moment), zone);
  return Date.parse(`${seen.date}T${seen.time}Z`) - Math.floor(moment / MINUTE) * MINUTE;
}

/** Read a time as people write it, "14:00", "14.00", "1400" or "14 uur", as "14:00"; null when it is no time. */
export function timeFrom(written) {
  const [, hour, minute = "00"] = /^\s*(\d{1,2})(?:[:.]?(\d{2}))?\s*(?:uur|h)?\s*$/i.exec(written) ?? [];
  return Number(hour) < 24 && Number(minute) < 60 ? `${hour.padStart(2, "0")}:${minute}` : null;
}

/** The first moment after `now` that is this day of the week at this time. */
export function nextWeekday(now, weekday, time, zone) {
  const today = wallClock(now, zone);
  const ahead = (weekday - today.weekday + 7) % 7;
  const midnight = Date.parse(`${today.date}T00:00Z`);
  for (const days of [ahead, ahead + 7]) {
    const date = new Date(midnight + days * DAY).toISOString().slice(0, 10);
    const moment = momentOf(date, time, zone);
    if (moment === null || moment > now) return moment;
  }
  return null;
}
