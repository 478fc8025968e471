// How an answer is shown and copied.
import { remember } from "./card.js";
import { button, day, el, link } from "./dom.js";

// storyLink is where the reader opens a citation.
export function storyLink(c, versions) {
  const v = new URLSearchParams();
  const version = versions && versions[c.n];
  if (version) v.set("version", version);
  v.set("start", c.start);
  v.set("end", c.end);
  return "/story/" + encodeURIComponent(c.story) + "?" + v + "#passage";
}

function chip(c, versions) {
  const name = [c.outlet, c.title, day(c.published)].filter(Boolean).join(", ");
  return remember(link(storyLink(c, versions), { class: "chip", "data-n": c.n, "aria-label": "Source " + c.n + ": " + name }, String(c.n)), c);
}

// bare is a claim's text without its marks: by it a claim of the answer is found again.
const bare = (text) => text.replace(/\[\d+\]/g, "").replace(/^[-\s]+|[\s.!?,;:]+$/g, "").replace(/\s+/g, " ");

// standing tells how a claim stands that is not simply so: [class, word], or nothing.
function standing(claim, unchecked) {
  if (!claim) return null;
  if (claim.state === "superseded") return ["superseded", "older"];
  if (claim.state === "disputed") return ["disputed", "disputed"];
  if (claim.state === "latest") return ["latest", "latest"];
  return unchecked && claim.checked === "rules" && claim.citations.length ? ["unchecked", "not checked by the model"] : null;
}

// claims cuts a line into claims: text with the citations that follow it, and how each stands.
function claims(line, cited, versions, stands) {
  const made = [];
  let text = "", chips = [];
  const close = () => {
    const [, most, last] = /^([^]*?)(\S{1,20})?$/.exec(text.trimEnd()); // a chip never stands alone on a line
    const state = stands(text);
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
  return el("ul", { class: "sources", "aria-label": "Sources" }, [...stories.values()].map((cs) => {
    const c = cs[0];
    return el("li", {}, el("span", { class: "marks" }, cs.map((one) => chip(one, versions))),
      el("span", {}, link(storyLink(c, versions), { dir: "auto" }, c.title), " ",
        el("span", { class: "about", dir: "auto" }, [c.outlet, day(c.published)].filter(Boolean).join(", ")), " ",
        c.label && c.label !== "news" ? el("strong", { class: "label " + c.label.replace(/\W/g, "") }, c.label) : ""));
  }));
}

function notes(a) {
  if (!a.notes.length) return "";
  return el("ul", { class: "notes", "aria-label": "Notes" }, a.notes.map((n) => el("li", { dir: "auto" }, n.text)));
}

function dropped(a) {
  const n = a.dropped.length;
  if (!n) return "";
  return el("details", { class: "dropped" },
    el("summary", {}, n === 1 ? "1 sentence was left out: the stories do not bear it out" : n + " sentences were left out: the stories do not bear them out"),
    el("ul", {}, a.dropped.map((d) => el("li", {}, el("del", {}, d.sentence), " ", d.why))));
}

// span writes how long something took, if it was long enough to be noticed.
export const span = (ms) => ms < 1000 ? "" : (ms / 1000).toFixed(1) + " s";

// manner says how an answer came about; how sure it is, where it is not.
export function manner(a) {
  const how = { model: "written, each sentence checked", extract: "quoted from the stories", list: "from the list of stories", none: "the stories do not say" }[a.mode] || a.mode;
  return [how, (a.mode === "model" || a.mode === "extract") && a.confidence < 0.5 ? "unsure" : "", span(a.took_ms)].filter(Boolean).join(" · ");
}

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
    const where = /^https?:\/\//i.test(c.url) ? c.url : new URL(storyLink(c, versions), location.origin).href;
    const about = [c.outlet, day(c.published), c.label !== "news" ? c.label : ""].filter(Boolean).map(plain).join(", ");
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
  row.append(button("Copy", async () => {
    await copy(markdown(a, receipt.versions));
    told.textContent = "Copied with its sources";
  }), receipt.address ? button("Link", async () => {
    await copy(new URL(receipt.address, location.origin).href);
    told.textContent = "Copied its address: whoever has it can read this answer";
  }) : "", button("Retry", retry));
  if (receipt.feedback) {
    const both = [["Helpful", true], ["Not helpful", false]].map(([name, helpful]) => button(name, async () => {
      const reply = await fetch("/api/feedback", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ feedback: receipt.feedback, helpful }) }).catch(() => null);
      told.textContent = reply && reply.ok ? "Thank you" : "That could not be kept";
      if (reply && reply.ok) both.forEach((b) => b.setAttribute("aria-pressed", String(b.textContent === name)));
    }, { "aria-pressed": "false" }));
    row.append(...both);
  }
  row.append(told);
  return row;
}
