// Signing in again without leaving the page: a dialog over the answers, which stay as they are.
// Belongs here: the dialog and its requests. Not here: what is saved afterwards (section.js).

import { renewToken } from "./post.js";

export class SignInAgain {
  constructor(dialog, form, onSignedIn) {
    this.dialog = dialog;
    this.form = form;
    this.onSignedIn = onSignedIn;
    this.button = dialog.querySelector("[type=submit]");
    this.password = dialog.querySelector("[name=password]");
    this.error = dialog.querySelector("[data-sign-in-error]");
    this.waitsUntil = 0;
    dialog.querySelector("form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.send();
    });
    dialog.querySelector("[data-sign-in-later]").addEventListener("click", () => {
      this.waitsUntil = Date.now() + 60000;
      dialog.close();
    });
  }

  ask() {
    if (this.dialog.open || Date.now() < this.waitsUntil) return;
    this.say("");
    this.dialog.showModal();
    this.password.focus();
  }

  async send() {
    this.button.disabled = true;
    const wrong = await this.signIn();
    this.button.disabled = false;
    this.password.value = "";
    if (wrong) {
      this.say(wrong);
      this.password.focus();
      return;
    }
    this.dialog.close();
    this.onSignedIn();
  }

  // Returns what went wrong, or nothing.
  async signIn() {
    const said = this.button.dataset;
    const address = this.form.dataset.signInUrl;
    try {
      const page = new DOMParser().parseFromString(await (await fetch(address, { credentials: "same-origin" })).text(), "text/html");
      const token = page.querySelector("main [name=csrfmiddlewaretoken]");
      if (token) {
        const body = new URLSearchParams(new FormData(this.dialog.querySelector("form")));
        const reply = await fetch(address, {
          method: "POST",
          body,
          headers: { "X-CSRFToken": token.value, "X-Requested-With": "XMLHttpRequest", Accept: "application/json" },
          credentials: "same-origin",
        });
        if (!reply.ok) return said.sayWrong;
      }
      const renewed = await renewToken(this.form);
      if (renewed === "signed-out") return said.sayWrong;
      return renewed === "renewed" ? "" : said.sayOther;
    } catch {
      return said.sayUnreachable;
    }
  }

  say(words) {
    this.error.textContent = words;
    this.error.hidden = !words;
  }
}
