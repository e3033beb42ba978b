// The drafting page: every answer saves itself on every way out of it.
// Belongs here: wiring the page's answers, bar and keys together. Not here: how one answer is
// saved (answer.js), what stands between two writers (conflict.js), preview, toolbar, growth.

import { Answer } from "./answer.js";
import { attachConflict } from "./conflict.js";
import { attachPaste } from "./paste.js";
import { attachPreview } from "./preview.js";
import { attachToolbar } from "./toolbar.js";
import { growWithText } from "./autogrow.js";
import { SaveBar } from "./save-bar.js";
import { Words } from "./words.js";

const form = document.querySelector("[data-section-form]");
if (form) start(form);

function start(form) {
  const words = new Words(form.dataset);
  const bar = new SaveBar(form, words);
  const answers = [...form.querySelectorAll("[data-answer]")].map((element) => {
    const answer = new Answer(element, form, words, () => bar.show(answers));
    attachConflict(answer, words);
    attachPaste(answer, form);
    attachPreview(answer, form);
    if (answer.textarea) {
      attachToolbar(answer.textarea);
      growWithText(answer.textarea);
    }
    return answer;
  });
  const saveAll = (options) => Promise.all(answers.map((answer) => answer.save(options)));

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const button = event.submitter;
    const kept = button?.matches("[data-keep]") && answers.find((answer) => answer.element.contains(button));
    if (kept) kept.keepCarried(button.dataset.keep);
    else saveAll({ asked: true });
  });
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "s") {
      event.preventDefault();
      saveAll({ asked: true });
    }
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") saveAll();
  });
  window.addEventListener("pagehide", () => saveAll());
  window.addEventListener("online", () => saveAll());
  window.addEventListener("beforeunload", (event) => {
    if (answers.some((answer) => answer.isUnsaved)) event.preventDefault();
  });
  bar.show(answers);
}
