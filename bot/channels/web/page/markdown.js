// Draws the light Markdown of a message: **bold**, "- " lists, with "  - " lists in them, and "> " quotes. Everything else is literal, as are people's own
// words in what the bot says. All of it becomes text nodes: HTML in a message is shown, never run.
import { el } from "./dom.js";

/** Turn a text into elements, each with its own writing direction. */
export function blocks(text, quotes = true) {
  const drawn = [];
  for (const group of grouped(text.split(/\r\n|\r|\n/), quotes)) {
    if (group.kind === "list") drawn.push(list(group.lines));
    else if (group.kind === "quote") drawn.push(el("blockquote", {}, ...blocks(group.lines.join("\n"), false)));
    else drawn.push(el("p", { dir: "auto" }, ...inline(group.lines.join("\n"))));
  }
  return drawn;
}

/** What begins further on stands in a list of its own, within the line above it. */
function list(lines) {
  const drawn = el("ul", { dir: "auto" });
  for (const line of lines) {
    const above = line.startsWith("  - ") ? drawn.lastElementChild : null;
    if (above && !above.querySelector("ul")) above.append(el("ul", { dir: "auto" }));
    (above?.querySelector("ul") ?? drawn).append(el("li", { dir: "auto" }, ...inline(line.replace(/^ *- /, ""))));
  }
  return drawn;
}

function grouped(lines, quotes) {
  const groups = [];
  let open = null;
  for (const line of lines) {
    const { kind, rest } = kindOf(line, quotes);
    if (kind === "blank") {
      open = null;
    } else if (open?.kind === kind) {
      open.lines.push(rest);
    } else {
      open = { kind, lines: [rest] };
      groups.push(open);
    }
  }
  return groups;
}

function kindOf(line, quotes) {
  if (/^( {2})?- /.test(line)) return { kind: "list", rest: line };
  if (quotes && line.startsWith("> ")) return { kind: "quote", rest: line.slice(2) };
  if (quotes && line === ">") return { kind: "quote", rest: "" };
  return line.trim() === "" ? { kind: "blank" } : { kind: "text", rest: line };
}

/** What a person wrote, between the two signs with which the bot quotes it. */
const QUOTED = /(\u2068[^\u2069]*\u2069)/;

/** The bot's own words may be bold; a person's are shown as they were written. */
function inline(text) {
  return text.split(QUOTED).flatMap((piece, at) => (at % 2 ? [piece] : bolded(piece)));
}

/** Cut at every `**`; what stands between two of them, without spaces at its edges, is bold. */
function bolded(text) {
  const pieces = text.split("**");
  const drawn = [];
  for (let at = 0; at < pieces.length; at += 1) {
    const bold = at > 0 && at + 1 < pieces.length && /^\S(.*\S)?$/s.test(pieces[at]);
    if (bold) {
      drawn.push(el("strong", {}, pieces[at]), pieces[at + 1]);
      at += 1;
    } else {
      drawn.push(at > 0 ? `**${pieces[at]}` : pieces[at]);
    }
  }
  return drawn;
}
