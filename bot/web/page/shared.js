// An answer at its own address, as it was given.
import { extras, prose, speak } from "./answer.js";
import { watch } from "./card.js";
import { day, el } from "./dom.js";
import { fill, lang, words } from "./words.js";

const article = document.querySelector(".given");
const reply = await fetch("a/" + article.dataset.key + ".json?lang=" + lang);
if (reply.ok) {
  const { asked, versions, langs, answer } = await reply.json();
  document.getElementById("when").textContent = fill(words.Answered, { day: day(asked.slice(0, 10)) });
  speak(answer.citations, langs);
  document.getElementById("said").replaceChildren(prose(answer.text, answer.citations, versions, answer.claims, answer.notes.some((n) => n.kind === "unchecked")));
  document.getElementById("beside").replaceChildren(...extras(answer, versions));
  watch(article);
} else {
  document.getElementById("said").replaceChildren(el("p", { class: "problem" }, words.NoAnswer));
}
