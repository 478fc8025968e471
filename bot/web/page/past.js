// Earlier conversations of this browser: what was asked is kept here, the answers by their addresses.
import { button, day, el } from "./dom.js";
import { reach } from "./reach.js";
import { lang } from "./words.js";

const place = document.getElementById("earlier");
const most = 20, mostTurns = 50;

function load() {
  try {
    const kept = JSON.parse(localStorage.getItem("storybot-past") || "[]");
    return Array.isArray(kept) ? kept.filter((c) => c && typeof c.conversation === "string" && Array.isArray(c.turns) && c.turns.length) : [];
  } catch {
    return [];
  }
}

function save(all) {
  try {
    localStorage.setItem("storybot-past", JSON.stringify(all.slice(0, most)));
  } catch { /* it is full or forbidden: they are not listed */ }
}

// keep remembers a turn of a conversation, if its answer has an address.
export function keep(conversation, turn) {
  if (!turn.receipt.address) return;
  const all = load();
  const c = all.find((one) => one.conversation === conversation) || { conversation, turns: [] };
  c.day = new Date().toISOString().slice(0, 10);
  c.turns = [...c.turns, { typed: turn.typed, address: turn.receipt.address }].slice(-mostTurns);
  save([c, ...all.filter((one) => one !== c)]);
}

// open fetches the answers of a conversation; those that are not kept any more are left out, and it is
// forgotten with the last of them.
export async function open(c) {
  let away = false; // nobody says that they are not kept
  const turns = await Promise.all(c.turns.map(async ({ typed, address }) => {
    if (!/^\/a\/[\w-]+$/.test(address)) return null;
    const reply = await reach("." + address + ".json?lang=" + lang).catch(() => null);
    away ||= !reply || reply.status >= 500;
    if (!reply || !reply.ok) return null;
    const { versions, langs, answer } = await reply.json();
    return { typed, answer, receipt: { feedback: "", address, versions, langs, nearest: [] } };
  }));
  const left = turns.filter(Boolean);
  if (!left.length && !away) save(load().filter((one) => one.conversation !== c.conversation));
  return left;
}

// list shows them, each to be gone on with.
export function list(again) {
  const all = load();
  place.hidden = !all.length;
  place.querySelector("ul").replaceChildren(...all.map((c) => el("li", {}, button(c.turns[0].typed, () => again(c), { dir: "auto" }), " ", el("span", { class: "quiet" }, day(c.day)))));
}

place.querySelector(":scope > button").addEventListener("click", () => {
  save([]);
  place.hidden = true;
});
