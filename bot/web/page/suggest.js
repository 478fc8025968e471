// What can be typed into the box, suggested while typing.
import { el } from "./dom.js";
import { words } from "./words.js";

export const commands = [["summary", words.Summary], ["timeline", words.Timeline], ["digest", words.Digest], ["search", words.Search], ["stories", words.List], ["help", words.Help]]
  .map(([name, c]) => ({ name, what: name === "help" ? "" : c.Takes, does: c.Does }));

const box = document.getElementById("box");
const list = document.getElementById("suggestions");
let at = -1, turn = 0;

function show(items, kind) {
  at = -1;
  list.dataset.kind = kind || "";
  list.replaceChildren(...items.map((s, i) => {
    const li = el("li", { role: "option", id: "suggestion-" + i, "aria-selected": "false" }, el("span", {}, s.shown), s.about ? el("small", {}, s.about) : "");
    li.dataset.text = s.text;
    li.addEventListener("pointerdown", (e) => {
      e.preventDefault();
      take(li);
    });
    return li;
  }));
  list.hidden = !items.length;
  box.setAttribute("aria-expanded", String(!list.hidden));
  box.removeAttribute("aria-activedescendant");
}

function take(li) {
  box.value = li.dataset.text;
  show([]);
  box.focus();
  suggest();
}

function move(by) {
  const all = [...list.children];
  at = (at + by + all.length + (at < 0 && by < 0 ? 1 : 0)) % all.length;
  all.forEach((li, i) => li.setAttribute("aria-selected", String(i === at)));
  box.setAttribute("aria-activedescendant", all[at].id);
  all[at].scrollIntoView({ block: "nearest" });
}

async function suggest() {
  const mine = ++turn;
  const text = box.value;
  const typed = /^\/(\w*)$/.exec(text);
  if (typed) {
    show(commands.filter((c) => c.name.startsWith(typed[1].toLowerCase()) && c.name !== typed[1]).map((c) => ({ shown: "/" + c.name + (c.what ? " " + c.what : ""), about: c.does, text: "/" + c.name + (c.what ? " " : "") })));
    return;
  }
  const story = /^\/summary\s+((?:brief|bullets|long)\s+)?(.*)$/i.exec(text);
  if (!story) return show([]);
  if (list.dataset.kind !== "stories") show([]);
  await new Promise((done) => setTimeout(done, 120));
  if (mine !== turn) return;
  const reply = await fetch("api/stories?limit=6&q=" + encodeURIComponent(story[2])).then((r) => r.ok ? r.json() : null).catch(() => null);
  if (mine !== turn || !reply) return;
  show(reply.stories.filter((s) => s.title !== story[2]).map((s) => ({ shown: s.title, about: s.outlet, text: "/summary " + (story[1] || "") + s.title })), "stories");
}

// key does what a key does to the suggestions, and says whether it did.
export function key(e) {
  if (list.hidden) return false;
  if (e.key === "ArrowDown") move(1);
  else if (e.key === "ArrowUp") move(-1);
  else if (e.key === "Escape") shut();
  else if (e.key === "Tab" && !e.shiftKey) take(list.children[Math.max(at, 0)]);
  else if (e.key === "Enter" && at >= 0) take(list.children[at]);
  else return false;
  e.preventDefault();
  return true;
}

export function shut() {
  turn++;
  show([]);
}

box.addEventListener("input", suggest);
box.addEventListener("blur", shut);
