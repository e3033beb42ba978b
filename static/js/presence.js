// Who else has this section open, and which answers were saved elsewhere since.
// Belongs here: the heartbeat, and the call to this person's other tabs. Not here: what an answer does
// with newer words (answer.js).

import { post, tokenOf } from "./post.js";

const EVERY = 15000;

export class Presence {
  constructor(form, answers) {
    this.form = form;
    this.answers = new Map(answers.map((answer) => [answer.code, answer]));
    this.line = document.querySelector("[data-others]");
    this.names = document.querySelector("[data-others-names]");
    this.calls = "BroadcastChannel" in window ? new BroadcastChannel(`haip-saved/${form.dataset.keptUnder}`) : null;
    this.calls?.addEventListener("message", (event) => this.look({ [event.data.code]: event.data.base }));
    form.addEventListener("answer-saved", (event) => this.calls?.postMessage({ code: event.detail.code, base: event.detail.base }));
    form.addEventListener("focusin", () => this.soon());
    document.addEventListener("visibilitychange", () => this.beat());
    window.addEventListener("pageshow", () => this.beat());
    window.addEventListener("pagehide", () => this.leave());
    this.timer = setInterval(() => this.beat(), EVERY);
    this.beat();
  }

  soon() {
    const writing = this.writing();
    if (writing === this.said) return;
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.beat(), 500);
  }

  writing() {
    return document.activeElement?.closest("[data-answer]")?.dataset.answer ?? "";
  }

  async beat() {
    if (document.visibilityState === "hidden") return;
    this.said = this.writing();
    const reply = await post(this.form.dataset.presenceUrl, new URLSearchParams({ writing: this.said }), this.form);
    if (reply.kind !== "saved") return;
    this.show(reply.data.others);
    await this.look(reply.data.standing);
  }

  show(others) {
    const names = others.join(", ");
    if (this.names.textContent !== names) this.names.textContent = names;
    this.line.hidden = !names;
  }

  // Answers in which nothing is typed here show what was saved elsewhere; the others find out when they save.
  async look(standing) {
    for (const [code, number] of Object.entries(standing)) {
      const answer = this.answers.get(code);
      if (!answer || answer.isUnsaved || Number(answer.fields.base) >= number) continue;
      const response = await fetch(answer.url, { credentials: "same-origin", redirect: "manual" }).catch(() => null);
      if (!response?.ok) continue;
      const { current } = await response.json();
      if (current) answer.adopt(current);
    }
  }

  leave() {
    const body = new URLSearchParams({ gone: "1", csrfmiddlewaretoken: tokenOf(this.form).value });
    navigator.sendBeacon(this.form.dataset.presenceUrl, body);
  }
}
