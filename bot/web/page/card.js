// Pointing at a number shows what stands there: the sentence, its outlet and its day.
import { day, el } from "./dom.js";
import { label } from "./words.js";

const shown = new WeakMap(); // the citation of each chip
const card = document.body.appendChild(el("div", { id: "card", role: "tooltip", hidden: true }));

// remember has chip show c.
export function remember(chip, c) {
  shown.set(chip, c);
  return chip;
}

function show(chip) {
  const c = shown.get(chip);
  if (!c) return;
  card.replaceChildren(el("q", { dir: "auto", lang: c.lang }, c.quote.length > 320 ? c.quote.slice(0, 320).trimEnd() + "…" : c.quote),
    el("p", {}, el("bdi", {}, c.outlet || c.title), day(c.published) ? ", " + day(c.published) : "", " ",
      label(c.label) ? el("strong", { class: "label " + c.label.replace(/\W/g, "") }, label(c.label)) : "", chip.dataset.state ? " · " + chip.dataset.state : ""));
  card.hidden = false;
  const at = chip.getBoundingClientRect(), size = card.getBoundingClientRect();
  card.style.left = Math.max(8, Math.min(at.left, document.documentElement.clientWidth - size.width - 8)) + "px";
  const below = at.bottom + 8;
  card.style.top = (below + size.height < innerHeight - 90 ? below : Math.max(8, at.top - size.height - 8)) + "px";
  chip.setAttribute("aria-describedby", "card");
}

function hide(chip) {
  card.hidden = true;
  chip.removeAttribute("aria-describedby");
}

// watch shows the cards of the chips within area.
export function watch(area) {
  for (const [event, act] of [["pointerover", show], ["pointerout", hide], ["focusin", show], ["focusout", hide]]) {
    area.addEventListener(event, (e) => {
      const chip = e.target.closest(".chip");
      if (chip && !(event === "pointerover" && e.pointerType === "touch")) act(chip);
    });
  }
  document.addEventListener("keydown", (e) => { if (e.key === "Escape") card.hidden = true; });
  addEventListener("scroll", () => { card.hidden = true; }, { passive: true });
  area.addEventListener("click", () => { card.hidden = true; });
}
