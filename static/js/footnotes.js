// Turns hand-typed [1] into footnotes on request, by the server's rule; one Ctrl-Z takes it back.

import { tokenOf } from "./post.js";

export function attachFootnotes(answer, form) {
  const button = answer.element.querySelector("[data-footnotes]");
  if (!button || !answer.textarea) return;
  button.addEventListener("click", async (event) => {
    event.preventDefault();
    const before = answer.textarea.value;
    const response = await fetch(form.dataset.footnotesUrl, {
      method: "POST",
      body: new URLSearchParams({ text: before }),
      headers: { "X-CSRFToken": tokenOf(form).value },
      credentials: "same-origin",
      redirect: "manual",
    }).catch(() => null);
    if (!response?.ok || answer.textarea.value !== before) return;
    answer.textarea.focus();
    answer.textarea.select();
    document.execCommand("insertText", false, await response.text());
    button.hidden = true;
  });
}
