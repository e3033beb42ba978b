// The drafting page: every answer saves itself on every way out of it, and what is not saved yet is kept.
// Belongs here: wiring the page's answers, bar and keys together. Not here: how one answer is saved
// (answer.js), where unsaved words lie (kept.js), who else is here (presence.js), conflict, preview, toolbar.

import { Answer } from "./answer.js";
import { attachConflict } from "./conflict.js";
import { attachFootnotes } from "./footnotes.js";
import { attachMeter } from "./meter.js";
import { attachPaste } from "./paste.js";
import { attachReferences } from "./reference.js";
import { attachPreview } from "./preview.js";
import { attachToolbar } from "./toolbar.js";
import { growWithText } from "./autogrow.js";
import { Kept } from "./kept.js";
import { Presence } from "./presence.js";
import { SaveBar } from "./save-bar.js";
import { SignInAgain } from "./sign-in.js";
import { Words } from "./words.js";

const form = document.querySelector("[data-section-form]");
const LEAVING = 3000;
const LOOK_AGAIN = [1500, 6000];
if (form) start(form);

function start(form) {
  const words = new Words(form.dataset);
  const kept = new Kept(form.dataset.keptUnder, "keeps" in form.dataset);
  const bar = new SaveBar(form, words);
  const answers = [...form.querySelectorAll("[data-answer]")].map((element) => {
    const answer = new Answer(element, form, words, kept, () => bar.show(answers));
    attachConflict(answer);
    attachPaste(answer, form);
    attachPreview(answer, form);
    attachMeter(answer, words);
    attachFootnotes(answer, form);
    if (answer.textarea) {
      attachToolbar(answer.textarea);
      growWithText(answer.textarea);
    }
    return answer;
  });
  const saveAll = (options) => Promise.all(answers.map((answer) => answer.save(options)));
  const signIn = new SignInAgain(document.querySelector("[data-sign-in]"), form, () => saveAll({ asked: true }));
  for (const answer of answers) answer.onSignedOut = () => signIn.ask();

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const button = event.submitter;
    const one = button?.matches("[data-keep]") && answers.find((answer) => answer.element.contains(button));
    if (one) one.keepCarried(button.dataset.keep);
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
    if (answers.some((answer) => answer.isAtRisk)) event.preventDefault();
  });
  attachReferences(document.querySelector("[data-reference]"), answers);
  leaveAfterSaving(answers, saveAll);
  bar.show(answers);
  recover(answers, kept).then(() => new Presence(form, answers));
  // A tab that was closed a moment ago may still count as alive.
  for (const wait of LOOK_AGAIN) setTimeout(() => recover(answers, kept), wait);
}

// A link to another page of this site waits until the answers are saved, though not for ever.
function leaveAfterSaving(answers, saveAll) {
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[href]");
    const plain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (!link || !plain || link.target || event.defaultPrevented || link.origin !== window.location.origin) return;
    if (link.pathname === window.location.pathname && link.hash) return;
    if (!answers.some((answer) => answer.isUnsaved && answer.state !== "conflict")) return;
    event.preventDefault();
    await Promise.race([saveAll(), new Promise((resolve) => setTimeout(resolve, LEAVING))]);
    window.location.href = link.href;
  });
}

// What closed or crashed tabs left behind: put back on its page, and named where it belongs to another one.
async function recover(answers, kept) {
  const elsewhere = new Set();
  const taken = new Set();
  for (const entry of await kept.orphans()) {
    const answer = answers.find((one) => one.code === entry.code);
    if (!answer) {
      // A note has no section: it waits on its own page.
      if (entry.section) elsewhere.add(entry.section);
    } else if (!taken.has(entry.code) && !answer.isUnsaved) {
      taken.add(entry.code);
      await answer.recover(entry);
      kept.forget(entry);
    }
  }
  name([...elsewhere].sort());
}

function name(sections) {
  const notice = document.querySelector("[data-kept-elsewhere]");
  const list = notice.querySelector("[data-kept-list]");
  list.replaceChildren();
  for (const section of sections) {
    const link = document.createElement("a");
    link.href = `../${encodeURIComponent(section)}/`;
    link.textContent = document.querySelector(`[data-section-link="${CSS.escape(section)}"]`)?.dataset.title ?? section;
    list.append(list.childNodes.length ? " · " : "", link);
  }
  notice.hidden = !sections.length;
}
