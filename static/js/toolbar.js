// Puts the formatting toolbar above a text area, and its keys on the text area itself.

import "../vendor/markdown-toolbar-element/index.js";

const KEYS = { b: "bold", i: "italic", k: "link" };
const template = document.getElementById("markdown-toolbar");

export function attachToolbar(textarea) {
  if (!template) return;
  const toolbar = template.content.firstElementChild.cloneNode(true);
  toolbar.setAttribute("for", textarea.id);
  textarea.before(toolbar);
  textarea.addEventListener("keydown", (event) => {
    const name = KEYS[event.key.toLowerCase()];
    if (name && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
      event.preventDefault();
      toolbar.querySelector(`[data-md-button="${name}"]`).click();
    }
  });
}
