// Speaks with the server's JSON API. Every failure becomes a Refused: one sentence and what to do, ready to be shown.
import { words } from "./language.js";

const PATIENCE = 20_000;

export class Refused extends Error {
  constructor(error, mend = "") {
    super(error);
    this.error = error;
    this.mend = mend;
  }
}

const part = encodeURIComponent;
const person = (id) => `people/${part(id)}`;
const room = (id) => `rooms/${part(id)}`;

async function call(method, path, body, patience = PATIENCE) {
  const request = { method, ...written(body), signal: patience && AbortSignal.timeout(patience) };
  let response;
  try {
    response = await fetch(`/chat/api/${path}`, request);
  } catch {
    throw new Refused(words().unreachable, words().unreachableMend);
  }
  const answer = await response.json().catch(() => null);
  if (!response.ok) throw new Refused(answer?.error ?? words().unexpected, answer?.mend ?? words().unexpectedMend);
  return answer;
}

function written(body) {
  if (body === undefined || body instanceof FormData) return { body };
  return { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } };
}

export const people = () => call("GET", "people");
export const rooms = () => call("GET", "rooms");
export const clock = () => call("GET", "clock");
/** Moving takes as long as what falls due on the way, so it never runs out of patience. */
export const moveClock = (move) => call("POST", "clock", move, null);
export const timeline = async (after) => (await call("GET", `timeline?after=${after}`)).events;
export const personMessages = async (id, after) => (await call("GET", `${person(id)}/messages?after=${after}`)).messages;
export const roomMessages = async (id, after) => (await call("GET", `${room(id)}/messages?after=${after}`)).messages;
export const speakTo = (id, language) => call("PUT", `${person(id)}/language`, { language });

export const say = (id, message) => call("POST", `${person(id)}/messages`, message);
export const edit = (id, message, text) => call("PATCH", `${person(id)}/messages/${part(message)}`, { text });
export const remove = (id, message) => call("DELETE", `${person(id)}/messages/${part(message)}`);
export const act = (id, action) => call("POST", `${person(id)}/actions`, action);
export const post = (id, message) => call("POST", `${room(id)}/messages`, message);

export function upload(id, file) {
  const body = new FormData();
  body.append("file", file);
  return call("POST", `${person(id)}/files`, body, 6 * PATIENCE);
}

export const fileAddress = (id, file) => `/chat/api/${person(id)}/files/${part(file)}`;
