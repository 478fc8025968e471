// What is asked of the bot over a network, which may fail.
import { words } from "./words.js";

const pause = 400; // ms: a network that has changed is there by then, and a page that is being left is gone

// reach fetches, and once more where no reply came at all: the connection had grown stale, the network has
// just changed, or a proxy has just begun anew. Then the bot cannot be reached.
export async function reach(path, options = {}) {
  for (let again = false; ; again = true) {
    try {
      return await fetch(path, options);
    } catch (cause) {
      if (options.signal && options.signal.aborted) throw cause;
      if (again) throw new Error(words.Unreachable, { cause });
    }
    await new Promise((done) => setTimeout(done, pause));
  }
}

// refusal is what the bot says of a reply without an answer. What a proxy says in the bot's place is no word of its own.
export async function refusal(reply) {
  const said = await reply.json().catch(() => null);
  return new Error(said && said.error || words.Unreachable);
}
