// Builds elements. Text always goes in as text: nothing here, or anywhere on this page, parses HTML.

/** Build one element; `on…` attributes are listeners, false and null leave an attribute out. */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

const SVG = "http://www.w3.org/2000/svg";
const SHAPES = {
  eye: ["M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8z", "M8 6a2 2 0 1 0 0 4 2 2 0 0 0 0-4z"],
  clip: ["M13 7.5 8 12.3a3 3 0 0 1-4.3-4.2l5.4-5.3a2 2 0 0 1 2.9 2.8l-5.3 5.2a1 1 0 0 1-1.4-1.4L9.8 5"],
  page: ["M4 1.5h5l3.5 3.5v9.5h-8.5z", "M9 1.5V5h3.5"],
  cross: ["M4 4l8 8", "M12 4l-8 8"],
  notice: ["M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13z", "M8 4.5v4.2", "M8 11v.5"],
  down: ["M8 3v10", "M4 9l4 4 4-4"],
};

/** Draw one small line icon; it decorates words and never replaces them. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  for (const [key, value] of Object.entries({ viewBox: "0 0 16 16", class: "icon", "aria-hidden": "true" })) {
    svg.setAttribute(key, value);
  }
  for (const shape of SHAPES[name]) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", shape);
    svg.append(path);
  }
  return svg;
}

let made = 0;

/** Give an id that no other element on the page has. */
export function newId(prefix) {
  made += 1;
  return `${prefix}-${made}`;
}
