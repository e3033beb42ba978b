// Puts a reference to another answer at the caret: [[code]], which follows renumbering.

export function attachReferences(dialog, answers) {
  if (!dialog) return;
  const select = dialog.querySelector("select");
  let target = null;
  for (const answer of answers) {
    const button = answer.element.querySelector("[data-refer]");
    button?.addEventListener("click", () => {
      target = answer.textarea;
      dialog.showModal();
      select.focus();
    });
  }
  dialog.addEventListener("close", () => {
    target?.focus();
    if (dialog.returnValue !== "insert" || !target || !select.value) return;
    document.execCommand("insertText", false, `[[${select.value}]]`);
    dialog.returnValue = "";
  });
}
