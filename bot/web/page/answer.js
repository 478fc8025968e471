// How an answer is shown and copied.
import { remember } from "./card.js";
import { button, day, el, link } from "./dom.js";
import { fill, label, say, words } from "./words.js";

// storyLink is where the reader opens a citation.
export function storyLink(c, versions) {
  const v = new URLSearchParams();
  const version = versions && versions[c.n];
  if (version) v.set("version", version);
  v.set("start", c.start);
  v.set("end", c.end);
  return "story/" + encodeURIComponent(c.story) + "?" + v + "#passage";
}

function chip(c, versions) {
  const name = [c.outlet, c.title, day(c.published)].filter(Boolean).join(", ");
  return remember(link(storyLink(c, versions), { class: "chip", "data-n": c.n, "aria-label": fill(words.Source, { n: c.n, name }) }, String(c.n)), c);
}

// bare is a claim's text without its marks: by it a claim of the answer is found again.
const bare = (text) => text.replace(/\[\d+\]/g, "").replace(/^[-\s]+|[\s.!?,;:]+$/g, "").replace(/\s+/g, " ");

// standing tells how a claim stands that is not simply so: [class, word], or nothing.
function standing(claim, unchecked) {
  if (!claim) return null;
  if (claim.state === "superseded") return ["superseded", words.Older];
  if (claim.state === "disputed") return ["disputed", words.Disputed];
  if (claim.state === "latest") return ["latest", words.Latest];
  return unchecked && claim.checked === "rules" && claim.citations.length ? ["unchecked", words.Unchecked] : null;
}

// ending cuts off what a chip keeps to: a word, or of scripts without spaces a few characters.
const ending = /^([^]*?)([\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]\S{0,2}|[^\s\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]{1,20})?$/u;

// claims cuts a line into claims: text with the citations that follow it, and how each stands.
function claims(line, cited, versions, stands) {
  const made = [];
  let text = "", chips = [];
  const close = () => {
    const [, most, last] = ending.exec(text.trimEnd()); // a chip never stands alone on a line
    const state = stands(text);
    if (state) chips.forEach((c) => c.dataset && (c.dataset.state = state[1]));
    if (text || chips.length) made.push(el("span", { class: "claim" + (state ? " " + state[0] : "") }, el("span", { class: "words" }, most), el("span", { class: "last" }, el("span", { class: "words" }, last || ""), ...chips),
      state ? el("small", { class: "state" }, state[1]) : ""), " ");
    text = "";
    chips = [];
  };
  for (const part of line.split(/(\[\d{1,4}\])/)) {
    const mark = /^\[(\d+)\]$/.exec(part);
    const c = mark && cited.get(Number(mark[1]));
    if (c) {
      chips.push(chip(c, versions));
      continue;
    }
    if (chips.length && part.trim()) {
      const end = /^\s*[.!?,;:]+(?=\s|$)/.exec(part); // what closes the claim before
      if (end) chips.push(end[0]);
      close();
      text = end ? part.slice(end[0].length).trimStart() : part.trimStart();
    } else if (!chips.length) {
      text += part;
    }
  }
  close();
  return made;
}

// A row of a timeline or digest: its day, and what happened.
const dated = /^(?:- )?((?:\d{1,2} )?(?:\p{L}+ )?\d{4}): (.+)$/u;

// prose shows the text of an answer with its citations: paragraphs, lists, and rows of days as
// a rail. said are the claims of a whole answer, which tell how each stands.
export function prose(text, citations, versions, said = [], unchecked = false) {
  const cited = new Map(citations.map((c) => [c.n, c]));
  const known = new Map(said.map((c) => [bare(c.text), c]));
  const stands = (words) => standing(known.get(bare(words)), unchecked);
  const body = document.createDocumentFragment();
  let list = null, kind = "", last = "";
  const into = (name, attributes) => {
    if (!list || kind !== attributes.class) [list, kind, last] = [body.appendChild(el(name, attributes)), attributes.class, ""];
    return list;
  };
  for (const line of text.split("\n")) {
    if (!line.trim()) continue;
    const row = dated.exec(line);
    if (row) {
      into("ol", { class: "rail" }).append(el("li", { dir: "auto" }, row[1] === last ? "" : el("strong", { class: "day" }, row[1]), el("span", {}, ...claims(row[2], cited, versions, stands))));
      last = row[1];
    } else if (line.startsWith("- ")) {
      into("ul", { class: "items" }).append(el("li", { dir: "auto" }, ...claims(line.slice(2), cited, versions, stands)));
    } else {
      list = null;
      body.append(el("p", { dir: "auto" }, ...claims(line, cited, versions, stands)));
    }
  }
  return body;
}

function sources(a, versions) {
  const stories = new Map();
  for (const c of a.citations) stories.set(c.story, [...(stories.get(c.story) || []), c]);
  if (!stories.size) return "";
  return el("ul", { class: "sources", "aria-label": words.Sources }, [...stories.values()].map((cs) => {
    const c = cs[0];
    return el("li", {}, el("span", { class: "marks" }, cs.map((one) => chip(one, versions))),
      el("span", {}, link(storyLink(c, versions), { dir: "auto" }, c.title), " ",
        el("span", { class: "about", dir: "auto" }, [c.outlet, day(c.published)].filter(Boolean).join(", ")), " ",
        label(c.label) ? el("strong", { class: "label " + c.label.replace(/\W/g, "") }, label(c.label)) : ""));
  }));
}

// notes shows what the bot notes of an answer.
function notes(a) {
  if (!a.notes.length) return "";
  return el("ul", { class: "notes", "aria-label": words.Notes }, a.notes.map((n) => el("li", { dir: "auto", lang: words.Lang }, n.text)));
}

function dropped(a) {
  const n = a.dropped.length;
  if (!n) return "";
  return el("details", { class: "dropped" },
    el("summary", {}, say(words.LeftOut, n)),
    el("ul", {}, a.dropped.map((d) => el("li", {}, el("del", {}, d.sentence), " ", d.why))));
}

// span writes how long something took, if it was long enough to be noticed.
export const span = (ms) => ms < 1000 ? "" : fill(words.Seconds, { n: (ms / 1000).toLocaleString(words.Lang, { minimumFractionDigits: 1, maximumFractionDigits: 1 }) });

// manner says how an answer came about; how sure it is, where it is not.
export function manner(a) {
  const how = { model: words.Written, extract: words.Quoted, list: words.Listed, none: words.NotSaid }[a.mode] || a.mode;
  return [how, (a.mode === "model" || a.mode === "extract") && a.confidence < 0.5 ? words.Unsure : "", span(a.took_ms)].filter(Boolean).join(" · ");
}

// speak gives each citation the language of its story.
export function speak(citations, langs) {
  for (const c of citations) c.lang = langs && langs[c.n];
}

// pointing is a text in which the stories that it names are links.
export const pointing = (text, stories) => el("p", { dir: "auto" }, stories.reduce((parts, s) => parts.flatMap((part) => {
  const marks = typeof part === "string" ? ["“", "„", "«", "« "].find((quote) => part.includes(quote + s.title)) : "";
  if (!marks) return [part];
  const at = part.indexOf(marks + s.title) + marks.length;
  return [part.slice(0, at), link("story/" + encodeURIComponent(s.story), { class: "opens" }, s.title), part.slice(at + s.title.length)];
}), [text]));

// extras shows what belongs to an answer beside its text.
export function extras(a, versions) {
  return [sources(a, versions), notes(a), dropped(a)].filter(Boolean);
}

// markdown writes an answer with its sources, to be pasted elsewhere.
export function markdown(a, versions) {
  const plain = (text) => text.replace(/([\\`*_[\]<>()#|~!&])/g, "\\$1").replace(/:(?=\/\/)|(?<=[a-z])\.(?=[a-z]{2})|@(?=\w)/gi, "$&\u2060").replace(/\s+/g, " ");
  // A line keeps what the bot itself put into it: the mark of a list and the numbers of sources.
  const line = (text) => {
    const [, mark, rest] = /^(\s*(?:[-*] |\d+\. )?)(.*)$/.exec(text);
    return mark + plain(rest).replace(/\\\[(\d+)\\\]/g, "[$1]").replace(/^([-+=])/, "\\$1");
  };
  const lines = ["**" + plain(a.question) + "**", "", ...a.text.split("\n").map(line), ""];
  for (const c of a.citations) {
    const where = /^https?:\/\//i.test(c.url) ? c.url : new URL(storyLink(c, versions), document.baseURI).href;
    const about = [c.outlet, day(c.published), label(c.label)].filter(Boolean).map(plain).join(", ");
    lines.push("[" + c.n + "] [" + plain(c.title) + "](<" + where.replace(/[<>\s]/g, encodeURIComponent) + ">)" + (about ? ", " + about : ""), "", "> " + plain(c.quote), "");
  }
  for (const n of a.notes) lines.push("*" + plain(n.text) + "*", "");
  return lines.join("\n").trim() + "\n";
}

// copy puts text on the clipboard, also where the page is not at a safe address.
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = el("textarea", { class: "unseen", "aria-hidden": "true" });
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
}

// acts are the buttons below an answer.
export function acts(a, receipt, retry) {
  const row = el("div", { class: "acts" });
  const told = el("span", { class: "said-so", role: "status" });
  row.append(button(words.Copy, async () => {
    await copy(markdown(a, receipt.versions));
    told.textContent = words.Copied;
  }), receipt.address ? button(words.Link, async () => {
    await copy(new URL("." + receipt.address, document.baseURI).href);
    told.textContent = words.LinkCopied;
  }) : "", button(words.Retry, retry));
  if (receipt.feedback) {
    const both = [[words.Helpful, true], [words.NotHelpful, false]].map(([name, helpful]) => button(name, async () => {
      const reply = await fetch("api/feedback", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ feedback: receipt.feedback, helpful }) }).catch(() => null);
      told.textContent = reply && reply.ok ? words.Thanks : words.NotKept;
      if (reply && reply.ok) both.forEach((b) => b.setAttribute("aria-pressed", String(b.textContent === name)));
    }, { "aria-pressed": "false" }));
    row.append(...both);
  }
  row.append(told);
  return row;
}
