// Words kept in this browser for a section that can no longer be written: shown, so that they can be copied.

import { Kept } from "./kept.js";

const frame = document.querySelector("[data-kept-read-only]");
if (frame) show(frame);

async function show(frame) {
  const kept = new Kept(frame.dataset.keptUnder, true);
  for (const entry of await kept.orphans()) {
    if (entry.section !== frame.dataset.section) continue;
    const words = new URLSearchParams(entry.words).get(`${entry.code}-text`) ?? "";
    const block = frame.querySelector("template").content.firstElementChild.cloneNode(true);
    block.querySelector("[data-kept-code]").textContent = entry.code;
    block.querySelector("[data-kept-words]").textContent = words;
    block.querySelector("button").addEventListener("click", () => {
      kept.forget(entry);
      block.remove();
      frame.hidden = !frame.querySelector("article");
    });
    frame.append(block);
    frame.hidden = false;
  }
}
