// How an answer is shown and copied.
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
  return link(storyLink(c, versions), { class: "chip", "data-n": c.n, title: name, "aria-label": "Source " + c.n + ": " + name }, String(c.n));
}

// claims cuts a line into claims: text with the citations that follow it.
function claims(line, cited, versions) {
  const made = [];
  let text = "", chips = [];
  const close = () => {
    const [, most, last] = /^([^]*?)(\S{1,20})?$/.exec(text.trimEnd()); // a chip never stands alone on a line
    if (text || chips.length) made.push(el("span", { class: "claim" }, most, el("span", { class: "last" }, last || "", ...chips)), " ");
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

// prose shows the text of an answer with its citations.
export function prose(text, citations, versions) {
  const cited = new Map(citations.map((c) => [c.n, c]));
  const body = document.createDocumentFragment();
  let list = null;
  for (const line of text.split("\n")) {
    if (!line.trim()) continue;
    if (line.startsWith("- ")) {
      list = list || body.appendChild(el("ul"));
      list.append(el("li", {}, ...claims(line.slice(2), cited, versions)));
      continue;
    }
    list = null;
    body.append(el("p", {}, ...claims(line, cited, versions)));
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
      el("span", {}, link(storyLink(c, versions), {}, c.title), " ",
        el("span", { class: "about" }, [c.outlet, day(c.published)].filter(Boolean).join(", ")), " ",
        c.label && c.label !== "news" ? el("strong", { class: "label " + c.label.replace(/\W/g, "") }, c.label) : ""));
  }));
}

function notes(a) {
  if (!a.notes.length) return "";
  return el("ul", { class: "notes", "aria-label": "Notes" }, a.notes.map((n) => el("li", {}, n.text)));
}

function dropped(a) {
  const n = a.dropped.length;
  if (!n) return "";
  return el("details", { class: "dropped" },
    el("summary", {}, n === 1 ? "1 sentence was left out: the stories do not bear it out" : n + " sentences were left out: the stories do not bear them out"),
    el("ul", {}, a.dropped.map((d) => el("li", {}, el("del", {}, d.sentence), " ", d.why))));
}

// manner says how an answer came about.
export function manner(a) {
  const how = { model: "written, each sentence checked", extract: "quoted from the stories", list: "from the list of stories", none: "the stories do not say" }[a.mode] || a.mode;
  return [how, a.mode === "model" || a.mode === "extract" ? "sure " + Math.round(100 * a.confidence) + " %" : "", a.took_ms + " ms"].filter(Boolean).join(" · ");
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
  }), button("Retry", retry));
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
