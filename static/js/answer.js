// One answer on the drafting page: knows what it last saved, and sends itself when that differs.
// Belongs here: states and requests of one answer. Not here: its fields (fields.js), how a conflict is
// shown (conflict.js), where unsaved words lie (kept.js).
//
// States: clean, unsaved, saving, failed, conflict. One request at a time: a second save waits for
// the first, because each names the revision it started from.

import { Fields, sayTheSame } from "./fields.js";
import { post } from "./post.js";

const AFTER_LAST_KEY = 1000;
const RETRY_AFTER = [3000, 10000, 30000, 60000];
// The browser lets a page that is closing send 64 KB in all.
const KEEPALIVE_BYTES = 60000;

export class Answer {
  constructor(element, form, words, kept, onState) {
    this.element = element;
    this.form = form;
    this.words = words;
    this.kept = kept;
    this.onState = onState;
    this.code = element.dataset.answer;
    this.url = element.dataset.saveUrl;
    this.fields = new Fields(element, this.code);
    this.textarea = element.querySelector("textarea.answer-text");
    this.stateLine = element.querySelector("[data-save-state]");
    this.savedLine = this.stateLine.textContent;
    this.state = "clean";
    this.savedWords = this.fields.words();
    this.unanswered = [];
    this.failures = 0;
    this.running = null;
    this.onConflict = () => {};
    this.onSignedOut = () => {};

    if ("unsaved" in element.dataset) {
      this.savedWords = null;
      this.state = "unsaved";
    }
    if ("conflicted" in element.dataset) this.state = "conflict";

    element.addEventListener("input", (event) => {
      if (this.fields.has(event.target)) this.changed(event.target);
    });
    element.addEventListener("focusout", (event) => {
      if (this.fields.has(event.target)) this.save();
    });
  }

  get isDirty() {
    return this.fields.words() !== this.savedWords;
  }

  get isUnsaved() {
    return this.state !== "clean" || this.isDirty;
  }

  // Whether leaving the page now could lose words: they are not safe until kept here or saved there.
  get isAtRisk() {
    return this.isUnsaved && (!this.isKept || this.state === "conflict" || this.state === "failed");
  }

  changed(input) {
    clearTimeout(this.timer);
    this.keep();
    if (this.state === "conflict") return;
    this.show(this.isDirty ? "unsaved" : "clean", this.isDirty ? this.words.unsaved : this.savedLine);
    // A ticked box is a whole decision; a key stroke is not.
    const wait = input.type === "radio" || input.type === "checkbox" ? 0 : AFTER_LAST_KEY;
    this.timer = setTimeout(() => this.save(), wait);
  }

  keep() {
    if (this.isDirty) this.isKept = this.kept.keep(this.code, this.fields.words(), this.fields.base, this.form.dataset.section);
    else this.kept.drop(this.code);
  }

  // Send what differs from the last saved words; wait for a save that is under way.
  async save({ asked = false } = {}) {
    clearTimeout(this.timer);
    while (this.running) await this.running;
    if (this.state === "conflict" || !this.isDirty) return;
    if (this.state === "failed" && this.refused && !asked) return;
    this.running = this.send();
    await this.running;
    this.running = null;
    if (this.state === "unsaved") this.timer = setTimeout(() => this.save(), AFTER_LAST_KEY);
  }

  async send() {
    const sent = this.fields.words();
    const body = new URLSearchParams(sent);
    body.append(`${this.code}-base`, this.fields.base);
    this.show("saving", this.words.saving);
    this.unanswered.push(sent);
    const reply = await post(this.url, body, this.form, { keepalive: body.toString().length < KEEPALIVE_BYTES });
    if (reply.kind === "saved") this.saved(sent, reply.data);
    else if (reply.kind === "stale") this.stale(reply.data);
    else this.failed(reply, sent);
  }

  saved(sent, data) {
    this.fields.base = data.base ?? "";
    this.savedWords = sent;
    this.unanswered = [];
    this.failures = 0;
    this.refused = false;
    this.savedLine = this.words.saved(data.saved);
    this.tell(data);
    this.keep();
    if (this.isDirty) this.show("unsaved", this.words.unsaved);
    else this.show("clean", this.savedLine);
  }

  tell(data) {
    if (!data.carried) this.element.querySelector("[data-carried]")?.remove();
    const offer = this.element.querySelector("[data-footnotes]");
    if (offer) offer.hidden = !data.typed_notes;
    this.element.dispatchEvent(new CustomEvent("answer-saved", { bubbles: true, detail: { ...data, code: this.code } }));
  }

  // Somebody saved since. Nothing is in conflict if that was this very tab and the reply got lost on its way,
  // or if these words are in the history already (`known`): a closing page had saved them.
  stale(data) {
    const theirs = this.fields.wordsOf(data.current.fields);
    if (this.unanswered.slice(0, -1).some((words) => sayTheSame(words, theirs))) {
      this.fields.base = data.current.base;
      this.savedWords = theirs;
      this.unanswered = [];
      this.keep();
      this.show("unsaved", this.words.unsaved);
      return;
    }
    this.unanswered = [];
    if (data.known) {
      this.takeUp(data.current);
      return;
    }
    this.show("conflict", this.words.conflict);
    this.onConflict(data);
  }

  // A fault of the connection is tried again; a refusal waits for the writer. What is beside the words may be
  // refused while the words are saved.
  failed(reply, sent) {
    if (reply.kind === "refused" || reply.kind === "signed-out") this.unanswered = [];
    this.refused = reply.kind === "refused" || reply.kind === "signed-out";
    if (reply.kind === "refused" && reply.data?.saved) {
      this.fields.base = reply.data.base ?? "";
      this.tell(reply.data);
      this.keep();
      this.show(this.fields.words() === sent ? "failed" : "unsaved", this.words.partly(reply.data.saved, reply.errors));
      this.refused = this.state === "failed";
      return;
    }
    this.keep();
    this.show("failed", this.words.failed(reply, this.isKept));
    if (reply.kind === "signed-out") this.onSignedOut(this);
    if (this.refused) return;
    const wait = RETRY_AFTER[Math.min(this.failures, RETRY_AFTER.length - 1)];
    this.failures += 1;
    this.timer = setTimeout(() => this.save(), wait);
  }

  // The writer keeps these words although others were saved after they were opened.
  keepMine(theirBase) {
    if (theirBase !== undefined) this.fields.base = theirBase;
    this.savedWords = null;
    this.state = "unsaved";
    return this.save({ asked: true });
  }

  // The writer takes the other words. Their own become a state of the history first, so that none is lost.
  async useTheirs(current) {
    await this.keepMine(current.base);
    if (this.state !== "clean") return;
    this.fill(current.fields);
    await this.save({ asked: true });
  }

  // Both texts stand in the field; the writer reads them and goes on, and then they are saved like typing.
  useBoth(current, both) {
    this.fields.base = current.base;
    this.savedWords = null;
    this.state = "unsaved";
    this.fill(both);
    this.keep();
    this.show("unsaved", this.words.unsaved);
    this.textarea?.focus();
  }

  // Carried-over words are right as they stand; what was changed meanwhile is saved and says the same.
  async keepCarried(url) {
    await this.save({ asked: true });
    if (this.state !== "clean" || !this.element.querySelector("[data-carried]")) return;
    const sent = this.fields.words();
    const body = new URLSearchParams(sent);
    body.append(`${this.code}-base`, this.fields.base);
    const reply = await post(url, body, this.form);
    if (reply.kind === "saved") {
      this.saved(sent, reply.data);
      this.textarea?.focus();
    } else if (reply.kind === "stale") this.stale(reply.data);
    else this.failed(reply, sent);
  }

  // Words of a tab that is gone come back into the field and are saved, unless others were saved since.
  async recover(entry) {
    if (sayTheSame(entry.words, this.fields.words())) return;
    this.fields.fillFrom(entry.words);
    this.fields.base = entry.base;
    this.savedWords = null;
    this.replaced();
    this.keep();
    const at = new Date(entry.at).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
    this.element.querySelector("[data-recovered]").textContent = this.words.recovered(at);
    await this.save({ asked: true });
  }

  // Somebody else saved, and nothing is typed here: show their words.
  adopt(current) {
    if (this.isUnsaved || this.running || String(current.base) === this.fields.base) return;
    this.takeUp(current);
  }

  takeUp(current) {
    this.fields.base = current.base;
    this.fill(current.fields);
    this.savedWords = this.fields.words();
    this.savedLine = this.words.newer(current.by, current.saved);
    this.keep();
    this.show("clean", this.savedLine);
  }

  fill(fields) {
    this.fields.fill(fields);
    this.replaced();
  }

  replaced() {
    this.textarea?.dispatchEvent(new CustomEvent("words-replaced", { bubbles: true }));
  }

  show(state, line) {
    this.state = state;
    this.element.dataset.state = state;
    if (line && this.stateLine.textContent !== line) this.stateLine.textContent = line;
    this.onState(this);
  }
}
