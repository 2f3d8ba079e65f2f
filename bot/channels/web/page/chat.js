// Starts the page: fetches who there is, opens the columns, and brings each live event to where it belongs.
import * as api from "./api.js";
import { Board } from "./board.js";
import { Clock } from "./clock.js";
import { PersonColumn, RoomColumn } from "./column.js";
import { Complaint } from "./complaint.js";
import { GoTo } from "./goto.js";
import { adopt, language, says, silence, speak, worded } from "./language.js";
import { keep, kept } from "./memory.js";
import { listen } from "./stream.js";
import { Timeline } from "./timeline.js";

const GRACE = 1_500;
const byId = (id) => document.getElementById(id);
const complaint = new Complaint(byId("page-complaint"));

function board(people, rooms, zone) {
  const names = new Map([["bot", "Leerbot"], ...people.map(({ id, name }) => [id, name])]);
  const groups = new Map(people.flatMap((person) => person.groups.map(({ id, name }) => [id, name])));
  const nameOf = (id) => names.get(id) ?? id;
  const columnFor = (Kind, given) => {
    const column = new Kind(given, { zone, nameOf, several: groups.size > 1, group: groups.get(given.group), close: () => drawn.close(column) });
    return column;
  };
  const persons = people.map((person) => columnFor(PersonColumn, person));
  const roomColumns = rooms.map((room) => columnFor(RoomColumn, room));
  const drawn = new Board(persons, roomColumns, byDefault(people, persons, roomColumns));
  return drawn;
}

/** Two members and the room of their team. */
function byDefault(people, persons, rooms) {
  const members = persons.filter((_, at) => people[at].roles.includes("member"));
  return [...(members.length ? members : persons).slice(0, 2), ...rooms.slice(0, 1)];
}

function hearAll({ columns, drawn, clock, timeline }) {
  const column = (event) => columns.find(({ kind, id }) => event[kind] === id);
  let waiting = null;
  const back = () => {
    clearTimeout(waiting);
    waiting = null;
    silence(byId("connection"));
    for (const each of columns) {
      each.log.behind = true;
      if (each.shown) each.catchUp();
    }
    timeline.catchUp(api.timeline).catch((refusal) => complaint.show(refusal));
    api.clock().then(({ now }) => clock.set(now), (refusal) => complaint.show(refusal));
  };
  const lost = () => {
    for (const each of columns) each.log.behind = true;
    timeline.behind = true;
    // A line that is back at once is not worth a word.
    waiting ??= setTimeout(() => says(byId("connection"), "lost"), GRACE);
  };
  const message = (event) => { if (column(event)) drawn.hear(column(event), event.message); };
  listen({ heard: { message, clock: ({ now }) => clock.set(now), timeline: (event) => timeline.hear(event) }, lost, back });
}

/** The page speaks at once; what the bot says to each person from now on follows. */
async function switchLanguage(people) {
  const chosen = language() === "nl" ? "en" : "nl";
  speak(chosen);
  keep("language", chosen);
  complaint.clear();
  try {
    await Promise.all(people.map(({ id }) => api.speakTo(id, chosen)));
  } catch (refusal) {
    complaint.show(refusal);
  }
}

async function start() {
  adopt(document);
  worded(byId("language"), (text, button) => {
    button.textContent = text.otherLanguage;
    button.lang = language() === "nl" ? "en" : "nl";
  });
  speak(kept("language") === "en" ? "en" : "nl");
  const [people, rooms, time] = await Promise.all([api.people(), api.rooms(), api.clock()]);
  // In a browser that is new here, the page speaks as the bot already does.
  if (kept("language") === null && people.every((person) => person.language === "en")) speak("en");
  byId("language").addEventListener("click", () => switchLanguage(people));
  const drawn = board(people, rooms, time.zone);
  const { columns } = drawn;
  const columnOf = ({ person, room }) => columns.find(({ kind, id }) => (kind === "person" ? person : room) === id);
  const jump = (event) => {
    drawn.show(columnOf(event));
    columnOf(event).jump(event.message);
  };
  const timeline = new Timeline({ zone: time.zone, jump, nameOf: (event) => columnOf(event)?.name ?? "" });
  const clock = new Clock(time, (happened) => {
    timeline.moved(happened);
    // A move can bring more at once than a live line carries.
    for (const column of columns) if (column.shown) column.catchUp();
  });
  new GoTo(clock);
  hearAll({ columns, drawn, clock, timeline });
}

start().catch((refusal) => complaint.show(refusal));
