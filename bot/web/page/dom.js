// What is shown is made here, and here alone: text becomes text nodes, never markup.
import { fill, words } from "./words.js";

// el makes an element. Of what comes from elsewhere only text and, by way of
// link, addresses may be given to it.
export function el(name, attributes, ...children) {
  const e = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on") || key === "href" || key === "src" || key === "style") throw new Error(key + " is not set here");
    e.setAttribute(key, value === true ? "" : value);
  }
  for (const child of children.flat()) {
    if (child !== undefined && child !== null && child !== "") e.append(child);
  }
  return e;
}

// button makes a button that calls act.
export function button(text, act, attributes) {
  const b = el("button", { type: "button", ...attributes }, text);
  b.addEventListener("click", act);
  return b;
}

// link leads to a page of this channel or of the web; any other address is
// shown as its text.
export function link(address, attributes, ...children) {
  const a = el("a", attributes, ...children);
  let to;
  try {
    to = new URL(address, document.baseURI);
  } catch {
    return el("span", {}, ...children);
  }
  const ours = to.origin === location.origin && /^story\/[^/\\]/.test(address);
  if (!ours && (!/^https?:\/\//i.test(address) || to.username)) return el("span", {}, ...children);
  a.href = to.href;
  if (!ours) a.rel = "noopener noreferrer external";
  return a;
}

// day writes 2019-01-03 as 3 Jan 2019.
export function day(text) {
  const [, y, m, d] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text || "") || [];
  return words.Months[m - 1] ? fill(words.Day, { d: Number(d), m: words.Months[m - 1], y }) : "";
}
