// One answer on the drafting page: knows what it last saved, and sends itself when that differs.
// Belongs here: states and requests of one answer. Not here: how a conflict is shown (conflict.js).
//
// States: clean, unsaved, saving, failed, conflict. One request at a time: a second save waits for
// the first, because each names the revision it started from.

import { post } from "./post.js";

const AFTER_LAST_KEY = 1500;
const RETRY_AFTER = [5000, 15000, 30000, 60000];
// The browser lets a page that is closing send 64 KB in all.
const KEEPALIVE_BYTES = 60000;

export class Answer {
  constructor(element, form, words, onState) {
    this.element = element;
    this.form = form;
    this.words = words;
    this.onState = onState;
    this.code = element.dataset.answer;
    this.url = element.dataset.saveUrl;
    this.textarea = element.querySelector("textarea");
    this.base = element.querySelector(`[name="${CSS.escape(`${this.code}-base`)}"]`);
    this.inputs = [...element.querySelectorAll("input:not([type=hidden]), textarea")];
    this.stateLine = element.querySelector("[data-save-state]");
    this.savedLine = this.stateLine.textContent;
    this.state = "clean";
    this.savedWords = this.currentWords();
    this.failures = 0;
    this.running = null;
    this.onConflict = () => {};

    if ("unsaved" in element.dataset) {
      this.savedWords = null;
      this.state = "unsaved";
    }
    if ("conflicted" in element.dataset) this.state = "conflict";

    element.addEventListener("input", (event) => {
      if (this.inputs.includes(event.target)) this.changed(event.target);
    });
    element.addEventListener("focusout", (event) => {
      if (this.inputs.includes(event.target)) this.save();
    });
  }

  get isUnsaved() {
    return this.state !== "clean" || this.isDirty;
  }

  get isDirty() {
    return this.currentWords() !== this.savedWords;
  }

  // What would be sent, without the revision it started from.
  currentWords() {
    const fields = new URLSearchParams();
    for (const input of this.inputs) {
      if (input.type === "radio" || input.type === "checkbox") {
        if (input.checked) fields.append(input.name, input.value);
      } else {
        fields.append(input.name, input.value);
      }
    }
    return fields.toString();
  }

  changed(input) {
    clearTimeout(this.timer);
    if (this.state === "conflict") return;
    this.show(this.isDirty ? "unsaved" : "clean", this.isDirty ? this.words.unsaved : this.savedLine);
    // A ticked box is a whole decision; a key stroke is not.
    const wait = input.type === "radio" || input.type === "checkbox" ? 0 : AFTER_LAST_KEY;
    this.timer = setTimeout(() => this.save(), wait);
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
    const sent = this.currentWords();
    const body = new URLSearchParams(sent);
    body.append(`${this.code}-base`, this.base.value);
    this.show("saving", this.words.saving);
    const reply = await post(this.url, body, this.form, { keepalive: body.toString().length < KEEPALIVE_BYTES });
    if (reply.kind === "saved") {
      this.saved(sent, reply.data);
    } else if (reply.kind === "stale") {
      this.conflict(reply.data.current);
    } else {
      this.failed(reply);
    }
  }

  saved(sent, data) {
    this.base.value = data.base ?? "";
    this.savedWords = sent;
    this.failures = 0;
    this.refused = false;
    this.savedLine = this.words.saved(data.saved);
    if (!data.carried) this.element.querySelector("[data-carried]")?.remove();
    this.element.dispatchEvent(new CustomEvent("answer-saved", { bubbles: true, detail: data }));
    if (this.isDirty) this.show("unsaved", this.words.unsaved);
    else this.show("clean", this.savedLine);
  }

  conflict(current) {
    this.show("conflict", this.words.conflict);
    this.onConflict(current);
  }

  // A fault of the connection is tried again; a refusal waits for the writer.
  failed(reply) {
    this.refused = reply.kind === "refused" || reply.kind === "signed-out";
    this.show("failed", this.words.failed(this.words.why(reply)));
    if (!this.refused) {
      const wait = RETRY_AFTER[Math.min(this.failures, RETRY_AFTER.length - 1)];
      this.failures += 1;
      this.timer = setTimeout(() => this.save(), wait);
    }
  }

  // The writer keeps these words although somebody saved others after they were opened.
  keepMine(theirBase) {
    if (theirBase !== undefined) this.base.value = theirBase;
    this.savedWords = null;
    this.state = "unsaved";
    return this.save({ asked: true });
  }

  // Carried-over words are right as they stand; what was changed meanwhile is saved and says the same.
  async keepCarried(url) {
    await this.save({ asked: true });
    if (this.state !== "clean" || !this.element.querySelector("[data-carried]")) return;
    const sent = this.currentWords();
    const body = new URLSearchParams(sent);
    body.append(`${this.code}-base`, this.base.value);
    const reply = await post(url, body, this.form);
    if (reply.kind === "saved") {
      this.saved(sent, reply.data);
      this.textarea?.focus();
    } else if (reply.kind === "stale") this.conflict(reply.data.current);
    else this.failed(reply);
  }

  // The writer takes the other words; they are saved already.
  useTheirs(current) {
    this.base.value = current.base;
    const names = new Set(this.inputs.map((input) => input.name));
    if (Object.keys(current.fields).some((name) => !names.has(name) && current.fields[name].length)) {
      // They wrote more rows than this page has: only a fresh page can show them all.
      this.savedWords = this.currentWords();
      this.state = "clean";
      window.location.reload();
      return;
    }
    for (const input of this.inputs) {
      const values = current.fields[input.name] ?? [];
      if (input.type === "radio") input.checked = values.length ? values.includes(input.value) : input.value === "not_reported";
      else if (input.type === "checkbox") input.checked = values.includes(input.value);
      else input.value = values[0] ?? "";
    }
    this.savedWords = this.currentWords();
    this.textarea?.dispatchEvent(new CustomEvent("words-replaced"));
    this.savedLine = this.words.saved(current.saved);
    this.show("clean", this.savedLine);
  }

  show(state, line) {
    this.state = state;
    this.element.dataset.state = state;
    if (line && this.stateLine.textContent !== line) this.stateLine.textContent = line;
    this.onState(this);
  }
}
