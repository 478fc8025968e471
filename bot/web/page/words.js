// What the page says, in the language that it came in.
export const words = JSON.parse(document.getElementById("words").textContent);

// lang is the page's language, in which answers are told; empty: the reader's is none that is spoken here.
export const lang = "guessed" in document.documentElement.dataset ? "" : words.Lang;

// fill puts values into the placeholders of a text.
export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => name in values ? values[name] : all);

// say is a text about n things.
export const say = (c, n) => fill(n === 1 || n === 0 && words.ZeroIsOne ? c.One : c.Many, { n });

// label is a label of stories as readers see it; news has none.
export const label = (l) => !l || l === "news" ? "" : words[l.charAt(0).toUpperCase() + l.slice(1)] || l;
