// A citation opens beside the answer: the same page as the reader's, its story alone.
const panel = document.getElementById("panel");
const source = document.getElementById("source");
let from = null, turn = 0;

export async function open(a) {
  const mine = ++turn;
  let story;
  try {
    const reply = await fetch(a.href);
    story = new DOMParser().parseFromString(await reply.text(), "text/html").querySelector(".story, main");
    if (!story) throw new Error("no story");
  } catch {
    location.href = a.href;
    return;
  }
  if (mine !== turn) return; // another was opened meanwhile
  document.querySelectorAll(".chip[aria-expanded]").forEach((c) => c.removeAttribute("aria-expanded"));
  from = a;
  if (a.classList.contains("chip")) a.setAttribute("aria-expanded", "true");
  source.replaceChildren(document.adoptNode(story));
  document.getElementById("whole").href = a.href;
  if (!panel.open) {
    if (matchMedia("(min-width: 64rem)").matches) panel.show();
    else panel.showModal();
  }
  source.focus();
  const mark = source.querySelector("mark");
  source.scrollTop = 0;
  if (mark) source.scrollTop = mark.getBoundingClientRect().top - source.getBoundingClientRect().top - source.clientHeight / 3;
}

export function close() {
  if (panel.open) panel.close();
}

panel.addEventListener("close", () => {
  if (!from) return;
  from.removeAttribute("aria-expanded");
  from.focus({ preventScroll: true });
  from = null;
});
document.getElementById("shut").addEventListener("click", close);
