// Keeps what is typed into a form that is sent as a whole, such as a private note, until the page shows it.
// Belongs here: text areas with data-keep. Not here: answers, which save themselves (answer.js).

import { Kept } from "./kept.js";
import { fill } from "./words.js";

const frame = document.querySelector("[data-kept-under]");
const area = frame?.querySelector("textarea[data-keep]");
if (area) start(frame, area);

async function start(frame, area) {
  const kept = new Kept(frame.dataset.keptUnder, "keeps" in frame.dataset);
  const name = area.dataset.keep;
  const keep = () => (area.value.trim() ? kept.keep(name, area.value) : kept.drop(name));
  area.addEventListener("input", keep);
  const shown = new Set([...document.querySelectorAll(".note-text")].map((note) => tidy(note.textContent)));
  for (const entry of await kept.orphans()) {
    if (entry.code !== name) continue;
    kept.forget(entry);
    if (shown.has(tidy(entry.words)) || area.value.trim()) continue;
    area.value = entry.words;
    keep();
    const at = new Date(entry.at).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
    frame.querySelector("[data-recovered]").textContent = fill(frame.dataset.sayRecovered, at);
  }
}

function tidy(text) {
  return text.replace(/\s+/g, " ").trim();
}
