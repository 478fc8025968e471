// The channel: what is typed is asked, and what comes is shown.
import { acts, extras, manner, pointing, prose, speak } from "./answer.js";
import { watch } from "./card.js";
import { button, day, el, link } from "./dom.js";
import * as panel from "./panel.js";
import * as past from "./past.js";
import { reach, refusal } from "./reach.js";
import { commands, key as suggestionKey, shut } from "./suggest.js";
import { fill, label, lang, say, words } from "./words.js";

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

const bot = "Storybot";

function message(who, text) {
  const person = who !== bot;
  const face = person ? el("span", { class: "face", "aria-hidden": "true" }, who) : el("img", { class: "face", alt: "", width: 36, height: 36 });
  if (face.tagName === "IMG") face.src = "assets/icon.svg";
  const said = el("div", person ? { class: "said", dir: "auto" } : { class: "body" }, text);
  const meta = el("small", {}, "");
  const li = el("li", { class: "message " + (person ? "person" : "bot") }, face, el("h3", {}, who, meta), said);
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
  speak(a.citations, turn.receipt.langs);
  if (a.mode === "none") m.said.replaceChildren(pointing(a.text, turn.receipt.nearest || []));
  else m.said.replaceChildren(prose(a.text, a.citations, versions, a.claims, a.notes.some((n) => n.kind === "unchecked")));
  m.li.append(el("div", {}, ...extras(a, versions), acts(a, turn.receipt, () => ask(turn.typed))));
}

function sorry(m, told, typed, kind = "problem") {
  m.said.classList.remove("waiting");
  m.said.append(el("p", { class: kind, role: "status" }, told));
  m.li.append(el("div", { class: "acts" }, button(words.Retry, () => ask(typed))));
}

// read calls hear with each event of a stream.
async function read(reply, hear) {
  const reader = reply.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read().catch((cause) => { throw new Error(words.CutOff, { cause }); });
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
const reading = (stories) => el("div", { class: "reading", role: "status" }, el("p", { class: "quiet" }, say(words.Reading, stories.length)),
  el("ul", {}, stories.slice(0, 6).map((s) => el("li", { dir: "auto" }, el("span", {}, s.title), about(s)))));

async function stream(m, path, body, typed) {
  const turn = { typed, receipt: { feedback: "", versions: {}, langs: {}, nearest: [] }, answer: null };
  const shown = { text: "", citations: [] };
  let failed = "";
  const reply = await reach(path, { method: "POST", signal: under.signal, headers: { "Content-Type": "application/json", Accept: "text/event-stream" }, body: JSON.stringify({ ...body, conversation, lang }) });
  if (!reply.ok) throw await refusal(reply);
  await read(reply, (event, data) => {
    if (event === "claim") {
      shown.citations.push(...data.added);
      shown.text += data.opens + data.text;
      m.said.replaceChildren(prose(shown.text, shown.citations));
    } else if (event === "sources") m.said.replaceChildren(reading(data.stories));
    else if (event === "interim") m.said.replaceChildren(...data.notes.slice(0, 1).map((n) => el("p", { class: "quiet", role: "status", lang: words.Lang }, n.text)), prose(data.text, data.citations));
    else if (event === "receipt") turn.receipt = data;
    else if (event === "answer") turn.answer = data;
    else if (event === "error") failed = data.error;
  });
  if (failed || !turn.answer) throw new Error(failed || words.CutOff);
  m.said.classList.remove("waiting");
  showAnswer(m, turn);
  turns.push(turn);
  store.save();
  past.keep(conversation, turn);
}

async function get(path) {
  const reply = await reach(path, { signal: under.signal });
  if (!reply.ok) throw await refusal(reply);
  return reply.json();
}

const about = (s) => el("span", { class: "quiet", dir: "auto" }, [s.outlet, day(s.published), label(s.label)].filter(Boolean).join(", "));

// search shows what the page of a search has found, which marks its words and has its filter.
async function search(m, address, signal) {
  const reply = await reach(address, { signal });
  if (!reply.ok) throw await refusal(reply);
  const found = new DOMParser().parseFromString(await reply.text(), "text/html").querySelector(".results");
  if (!found) throw new Error(words.Unreachable); // a proxy's page
  m.said.replaceChildren(document.adoptNode(found));
  m.meta.textContent = found.querySelector(".count") ? found.querySelector(".count").textContent : "";
}

async function stories(m, sought) {
  const r = await get("api/stories?limit=50&q=" + encodeURIComponent(sought));
  m.meta.textContent = say(words.Stories, r.total);
  m.said.replaceChildren(r.total ? el("ul", { class: "found" }, r.stories.map((s) => el("li", {}, link("story/" + encodeURIComponent(s.id), { class: "opens" }, s.title), " ", about(s)))) : el("p", {}, words.NoTitles));
  if (r.total > r.stories.length) m.said.append(el("p", { class: "quiet" }, fill(words.Newest, { n: r.stories.length, total: r.total })));
}

function help(m) {
  m.said.replaceChildren(el("p", {}, words.HelpAsk),
    el("dl", { class: "helping" }, commands.flatMap((c) => [el("dt", {}, el("code", {}, "/" + c.name)), el("dd", {}, [c.what, c.does].filter(Boolean).join(": "))])),
    el("p", { class: "quiet" }, words.HelpKeys));
}

// run does what was typed.
async function run(m, typed) {
  const [, command, rest] = /^\/(\w+)\s*([^]*)$/.exec(typed) || [null, "", typed];
  const wanted = commands.find((c) => c.name === command.toLowerCase());
  if (command && !wanted) throw new Error(fill(words.NoCommand, { name: command }));
  if (wanted && !rest && ["summary", "timeline", "search"].includes(wanted.name)) throw new Error(fill(words.NeedsWords, { name: wanted.name, what: wanted.what }));
  switch (wanted ? wanted.name : "") {
    case "help": return help(m);
    case "search": return search(m, "search?q=" + encodeURIComponent(rest), under.signal);
    case "stories": return stories(m, rest);
    case "timeline": case "digest": return stream(m, "api/" + wanted.name, { question: rest }, typed);
    case "summary": {
      const [, style, topic] = /^(brief|bullets|long)\s+([^]+)$/i.exec(rest) || [null, "", rest];
      return stream(m, "api/summary", { question: topic, style }, typed);
    }
    default: return stream(m, "api/ask", { question: typed, story: only.dataset.story }, typed);
  }
}

function busy(on) {
  send.textContent = on ? words.Stop : words.Ask;
  send.setAttribute("aria-label", on ? words.StopAnswer : words.Ask);
  messages.setAttribute("aria-busy", String(on));
}

async function ask(typed) {
  typed = typed.trim();
  if (!typed || under) return;
  under = new AbortController();
  if (!conversation) conversation = newName();
  const question = message(words.You, typed);
  const m = message(bot, "");
  m.said.classList.add("waiting");
  busy(true);
  toQuestion(question);
  try {
    await run(m, typed);
  } catch (e) {
    const stopped = under.signal.aborted;
    m.said.querySelectorAll("[role=status]").forEach((p) => p.remove()); // nothing is being read any more
    if (stopped) sorry(m, words.Stopped, typed, "quiet");
    else sorry(m, e.constructor === Error ? sentence(e.message) : words.CutOff, typed); // another kind is a fault of this page
    if (!stopped && (e.cause || e.constructor !== Error)) console.error(e);
  }
  m.said.classList.remove("waiting");
  under = null;
  busy(false);
}

const sentence = (s) => s.charAt(0).toUpperCase() + s.slice(1) + (/[.!?]$/.test(s) ? "" : ".");

addEventListener("pagehide", () => { // what is asked ends with the page, which may be gone back to
  if (under) under.abort();
});

document.getElementById("ask").addEventListener("submit", (e) => {
  e.preventDefault();
  shut();
  if (under) return under.abort();
  const typed = box.value;
  box.value = "";
  ask(typed);
});

document.querySelector(".skip").addEventListener("click", (e) => { // an address that ends in # would be one of the base
  e.preventDefault();
  box.focus();
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
  const a = e.target.closest("a[href^='" + new URL("story/", document.baseURI).href + "'], a.chip, a.opens, .sources a");
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
  past.list(again);
  box.focus();
});

// again goes on with an earlier conversation.
async function again(kept) {
  const got = await past.open(kept);
  if (!got.length) return past.list(again);
  turns = got;
  conversation = kept.conversation;
  store.save();
  showTurns();
}

// onlyAbout has one story alone be asked about; without an ID, all are.
const only = document.getElementById("about");
function onlyAbout(id, title) {
  if (id) only.dataset.story = id;
  else delete only.dataset.story;
  only.querySelector("span").textContent = fill(words.AboutOnly, { title });
  only.hidden = !id;
}
only.querySelector("button").addEventListener("click", () => {
  onlyAbout("", "");
  history.replaceState(null, "", "./");
  box.focus();
});

// What is asked at a story that is open is asked about it.
document.getElementById("source").addEventListener("submit", (e) => {
  e.preventDefault();
  const asked = new FormData(e.target), title = e.target.closest(".story").querySelector("h1").textContent;
  if (under) return;
  panel.close();
  onlyAbout(asked.get("story"), title);
  ask(asked.get("q"));
});

// What is chosen in the filter of a search is searched for again, in its place.
for (const event of ["submit", "change"]) {
  messages.addEventListener(event, (e) => {
    const form = e.target.closest(".filter");
    if (!form) return;
    e.preventDefault();
    const li = form.closest(".message"), m = { said: li.querySelector(".body"), meta: li.querySelector("h3 small") };
    search(m, "search?" + new URLSearchParams(new FormData(form))).then(() => m.said.querySelector("summary").focus(), () => {});
  });
}

const examples = document.getElementById("examples");
examples.addEventListener("click", (e) => {
  const b = e.target.closest("button");
  if (b) ask(b.textContent);
});

function showTurns() {
  let last = null;
  for (const turn of turns) {
    last = message(words.You, turn.typed);
    showAnswer(message(bot, ""), turn);
  }
  if (last) toQuestion(last);
}
store.load();
showTurns();
past.list(again);
if ("ask" in box.dataset) {
  const typed = box.value;
  box.value = "";
  history.replaceState(null, "", only.dataset.story ? "./?story=" + encodeURIComponent(only.dataset.story) : "./");
  ask(typed);
}

// propose shows what can be asked.
async function propose() {
  const reply = await fetch("api/examples");
  const list = (await reply.json()).examples || [];
  examples.replaceChildren(...list.map((x) => el("li", {}, el("button", { type: "button", dir: "auto" }, x.ask))));
}

// headlines shows the newest stories.
async function headlines() {
  const list = (await (await fetch("api/stories?limit=3")).json()).stories || [];
  document.getElementById("newest").replaceChildren(...list.map((s) => el("li", {}, link("story/" + encodeURIComponent(s.id), { dir: "auto" }, s.title), " ", about(s))));
}

// wake waits until the stories are loaded, and tells what there is then.
async function wake() {
  const shelf = document.getElementById("shelf");
  while ("loading" in shelf.dataset) {
    await new Promise((done) => setTimeout(done, 700));
    const page = new DOMParser().parseFromString(await (await fetch("./")).text(), "text/html").getElementById("shelf");
    if ("loading" in page.dataset) continue;
    shelf.replaceWith(document.adoptNode(page));
    break;
  }
  await Promise.all([examples.children.length ? null : propose(), headlines()]);
}
wake().catch(() => {}); // the box works without
