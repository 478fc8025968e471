// The channel: what is typed is asked, and what comes is shown.
import { acts, extras, manner, prose, span } from "./answer.js";
import { watch } from "./card.js";
import { button, day, el, link } from "./dom.js";
import * as panel from "./panel.js";
import { commands, key as suggestionKey, shut } from "./suggest.js";

const box = document.getElementById("box");
const send = document.getElementById("send");
const messages = document.getElementById("messages");
const welcome = document.getElementById("welcome");
let under = null; // what can be stopped
let turns = [];   // what was asked and answered, for this tab to show again
let conversation = "";

const store = {
  load() {
    try {
      const kept = JSON.parse(sessionStorage.getItem("storybot") || "{}");
      turns = Array.isArray(kept.turns) ? kept.turns : [];
      conversation = kept.conversation || "";
    } catch { /* begun anew */ }
  },
  save() {
    try {
      sessionStorage.setItem("storybot", JSON.stringify({ turns: turns.slice(-50), conversation }));
    } catch { /* it is full or forbidden: nothing is shown again */ }
  },
};

function newName() {
  return [...crypto.getRandomValues(new Uint8Array(12))].map((b) => b.toString(16).padStart(2, "0")).join("");
}

function message(who, text) {
  const face = who === "You" ? el("span", { class: "face", "aria-hidden": "true" }, "You") : el("img", { class: "face", alt: "", width: 36, height: 36 });
  if (face.tagName === "IMG") face.src = "/assets/icon.svg";
  const said = el("div", who === "You" ? { class: "said", dir: "auto" } : { class: "body" }, text);
  const meta = el("small", {}, "");
  const li = el("li", { class: "message " + (who === "You" ? "person" : "bot") }, face, el("h3", {}, who, meta), said);
  messages.append(li);
  welcome.hidden = true;
  return { li, said, meta };
}

// toQuestion brings a question to the top: what is answered then grows below
// it, and nothing that is being read moves.
const toQuestion = (m) => m.li.scrollIntoView({ block: "start" });

function showAnswer(m, turn) {
  const a = turn.answer, versions = turn.receipt.versions;
  m.meta.textContent = manner(a);
  m.said.replaceChildren(prose(a.text, a.citations, versions, a.claims, a.notes.some((n) => n.kind === "unchecked")));
  m.li.append(el("div", {}, ...extras(a, versions), acts(a, turn.receipt, () => ask(turn.typed))));
}

function sorry(m, words, typed, kind = "problem") {
  m.said.classList.remove("waiting");
  m.said.append(el("p", { class: kind, role: "status" }, words));
  m.li.append(el("div", { class: "acts" }, button("Retry", () => ask(typed))));
}

// read calls hear with each event of a stream.
async function read(reply, hear) {
  const reader = reply.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const blocks = (rest + value).split("\n\n");
    rest = blocks.pop();
    for (const block of blocks) {
      const name = /^event: (.*)$/m.exec(block), data = /^data: (.*)$/m.exec(block);
      if (name && data) hear(name[1], JSON.parse(data[1]));
    }
  }
}

// reading shows the stories that are being read, a card each.
const reading = (stories) => el("div", { class: "reading", role: "status" }, el("p", { class: "quiet" }, "Reading " + (stories.length === 1 ? "1 story" : stories.length + " stories")),
  el("ul", {}, stories.slice(0, 6).map((s) => el("li", { dir: "auto" }, el("span", {}, s.title), about(s)))));

async function stream(m, path, body, typed) {
  const turn = { typed, receipt: { feedback: "", versions: {} }, answer: null };
  const shown = { text: "", citations: [] };
  let failed = "";
  const reply = await fetch(path, { method: "POST", signal: under.signal, headers: { "Content-Type": "application/json", Accept: "text/event-stream" }, body: JSON.stringify({ ...body, conversation }) });
  if (!reply.ok) throw new Error((await reply.json()).error);
  await read(reply, (event, data) => {
    if (event === "claim") {
      shown.citations.push(...data.added);
      shown.text += data.opens + data.text;
      m.said.replaceChildren(prose(shown.text, shown.citations));
    } else if (event === "sources") m.said.replaceChildren(reading(data.stories));
    else if (event === "interim") m.said.replaceChildren(...data.notes.slice(0, 1).map((n) => el("p", { class: "quiet", role: "status" }, n.text)), prose(data.text, data.citations));
    else if (event === "receipt") turn.receipt = data;
    else if (event === "answer") turn.answer = data;
    else if (event === "error") failed = data.error;
  });
  if (failed || !turn.answer) throw new Error(failed || "the answer was cut off");
  m.said.classList.remove("waiting");
  showAnswer(m, turn);
  turns.push(turn);
  store.save();
}

async function get(path) {
  const reply = await fetch(path, { signal: under.signal });
  const data = await reply.json();
  if (!reply.ok) throw new Error(data.error);
  return data;
}

const about = (s) => el("span", { class: "quiet", dir: "auto" }, [s.outlet, day(s.published), s.label === "news" ? "" : s.label].filter(Boolean).join(", "));

// marked cuts text where it has one of words, and marks those: what is typed, and what begins so.
function marked(text, words) {
  const sought = (words.match(/[\p{L}\p{N}]{3,}/gu) || []).map((w) => w.slice(0, Math.max(4, w.length - 2)));
  if (!sought.length) return [text];
  return text.split(new RegExp("(?<![\\p{L}\\p{N}])((?:" + sought.join("|") + ")[\\p{L}\\p{N}]*)", "giu")).map((part, i) => i % 2 ? el("mark", {}, part) : part);
}

async function search(m, words) {
  const r = await get("/api/search?limit=8&per_story=1&q=" + encodeURIComponent(words));
  m.meta.textContent = [r.hits.length === 1 ? "1 passage found" : r.hits.length ? r.hits.length + " passages found" : "nothing found", span(r.took_ms)].filter(Boolean).join(" · ");
  m.said.replaceChildren(r.hits.length ? el("ul", { class: "found" }, r.hits.map((h) => el("li", {},
    link("/story/" + encodeURIComponent(h.story) + "?start=" + h.start + "&end=" + h.end + "#passage", { class: "opens" }, h.title), " ", about(h), el("q", { dir: "auto" }, ...marked(h.text, words))))) : el("p", {}, "No passage has these words."));
}

async function stories(m, words) {
  const r = await get("/api/stories?limit=50&q=" + encodeURIComponent(words));
  m.meta.textContent = r.total === 1 ? "1 story" : r.total + " stories";
  m.said.replaceChildren(r.total ? el("ul", { class: "found" }, r.stories.map((s) => el("li", {}, link("/story/" + encodeURIComponent(s.id), { class: "opens" }, s.title), " ", about(s)))) : el("p", {}, "No story's title, outlet or authors have these words."));
  if (r.total > r.stories.length) m.said.append(el("p", { class: "quiet" }, "The " + r.stories.length + " newest of " + r.total + ": add words to narrow them down."));
}

function help(m) {
  m.said.replaceChildren(el("p", {}, "Ask a question in your own words; follow-ups may lean on what was said before."),
    el("dl", { class: "helping" }, commands.flatMap((c) => [el("dt", {}, el("code", {}, "/" + c.name)), el("dd", {}, [c.what, c.does].filter(Boolean).join(": "))])),
    el("p", { class: "quiet" }, "Enter asks, Escape stops or closes, the up arrow brings your last question back."));
}

// run does what was typed.
async function run(m, typed) {
  const [, command, rest] = /^\/(\w+)\s*([^]*)$/.exec(typed) || [null, "", typed];
  const wanted = commands.find((c) => c.name === command.toLowerCase());
  if (command && !wanted) throw new Error("there is no command /" + command + "; /help lists them");
  if (wanted && !rest && ["summary", "timeline", "search"].includes(wanted.name)) throw new Error("/" + wanted.name + " needs " + wanted.what);
  switch (wanted ? wanted.name : "") {
    case "help": return help(m);
    case "search": return search(m, rest);
    case "stories": return stories(m, rest);
    case "timeline": return stream(m, "/api/timeline", { question: rest }, typed);
    case "summary": {
      const [, style, topic] = /^(brief|bullets|long)\s+([^]+)$/i.exec(rest) || [null, "", rest];
      return stream(m, "/api/summary", { question: topic, style }, typed);
    }
    default: return stream(m, "/api/ask", { question: typed }, typed);
  }
}

function busy(on) {
  send.textContent = on ? "Stop" : "Ask";
  send.setAttribute("aria-label", on ? "Stop the answer" : "Ask");
  messages.setAttribute("aria-busy", String(on));
}

async function ask(typed) {
  typed = typed.trim();
  if (!typed || under) return;
  under = new AbortController();
  if (!conversation) conversation = newName();
  const question = message("You", typed);
  const m = message("Storybot", "");
  m.said.classList.add("waiting");
  busy(true);
  toQuestion(question);
  try {
    await run(m, typed);
  } catch (e) {
    const stopped = under.signal.aborted;
    m.said.querySelectorAll("[role=status]").forEach((p) => p.remove()); // nothing is being read any more
    if (stopped) sorry(m, "Stopped.", typed, "quiet");
    else sorry(m, e instanceof TypeError ? "The bot cannot be reached." : sentence(e.message), typed);
  }
  m.said.classList.remove("waiting");
  under = null;
  busy(false);
}

const sentence = (s) => s.charAt(0).toUpperCase() + s.slice(1) + (/[.!?]$/.test(s) ? "" : ".");

document.getElementById("ask").addEventListener("submit", (e) => {
  e.preventDefault();
  shut();
  if (under) return under.abort();
  const typed = box.value;
  box.value = "";
  ask(typed);
});

box.addEventListener("keydown", (e) => {
  if (e.isComposing || suggestionKey(e)) return;
  if (e.key === "ArrowUp" && !box.value && turns.length) {
    box.value = turns[turns.length - 1].typed;
    e.preventDefault();
  }
});

document.addEventListener("keydown", (e) => {
  if (e.key !== "Escape" || e.defaultPrevented) return;
  if (under) under.abort();
  else panel.close();
});

messages.addEventListener("click", (e) => {
  const a = e.target.closest("a[href^='" + location.origin + "/story/'], a.chip, a.opens, .sources a");
  if (!a || e.ctrlKey || e.metaKey || e.shiftKey || e.button) return;
  e.preventDefault();
  panel.open(a);
});

// Pointing at a source lights the claims that rest on it.
for (const [event, on] of [["pointerover", true], ["pointerout", false], ["focusin", true], ["focusout", false]]) {
  messages.addEventListener(event, (e) => {
    const c = e.target.closest(".sources .chip");
    if (c) c.closest(".message").querySelectorAll('.body .chip[data-n="' + c.dataset.n + '"]').forEach((o) => o.closest(".claim").classList.toggle("lit", on));
  });
}

watch(messages);

document.getElementById("fresh").addEventListener("click", () => {
  if (under) under.abort();
  turns = [];
  conversation = "";
  store.save();
  messages.replaceChildren();
  panel.close();
  welcome.hidden = false;
  box.focus();
});

const examples = document.getElementById("examples");
examples.addEventListener("click", (e) => {
  const b = e.target.closest("button");
  if (b) ask(b.textContent);
});

store.load();
let last = null;
for (const turn of turns) {
  last = message("You", turn.typed);
  showAnswer(message("Storybot", ""), turn);
}
if (last) toQuestion(last);

// propose shows what can be asked.
async function propose() {
  const reply = await fetch("/api/examples");
  const list = (await reply.json()).examples || [];
  examples.replaceChildren(...list.map((x) => el("li", {}, el("button", { type: "button", dir: "auto" }, x.ask))));
}

// headlines shows the newest stories.
async function headlines() {
  const list = (await (await fetch("/api/stories?limit=3")).json()).stories || [];
  document.getElementById("newest").replaceChildren(...list.map((s) => el("li", {}, link("/story/" + encodeURIComponent(s.id), { dir: "auto" }, s.title), " ", about(s))));
}

// wake waits until the stories are loaded, and tells what there is then.
async function wake() {
  const shelf = document.getElementById("shelf");
  while ("loading" in shelf.dataset) {
    await new Promise((done) => setTimeout(done, 700));
    const page = new DOMParser().parseFromString(await (await fetch("/")).text(), "text/html").getElementById("shelf");
    if ("loading" in page.dataset) continue;
    shelf.replaceWith(document.adoptNode(page));
    break;
  }
  await Promise.all([examples.children.length ? null : propose(), headlines()]);
}
wake().catch(() => {}); // the box works without
