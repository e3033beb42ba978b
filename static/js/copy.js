// Copies an answer's address, or the text of an element or field, and says so in place and to screen readers.

const SHOWN_FOR = 2000;

export function attachCopying(root) {
  if (!navigator.clipboard) return;
  const said = root.querySelector("[data-said]");
  for (const button of root.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", () => copy(textOf(button.dataset.copy), button, said));
  }
  for (const link of root.querySelectorAll("[data-copy-link]")) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      history.replaceState(null, "", link.hash);
      copy(link.href, link, said);
    });
  }
}

function textOf(id) {
  const element = document.getElementById(id);
  return (element.value ?? element.textContent).replace(/\s+/g, " ").trim();
}

async function copy(text, control, said) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    return;
  }
  const label = control.firstChild;
  const before = control.dataset.label ?? label.textContent;
  control.dataset.label = before;
  label.textContent = control.dataset.copied;
  if (said) said.textContent = control.dataset.copied;
  clearTimeout(control.copyTimer);
  control.copyTimer = setTimeout(() => {
    label.textContent = before;
    if (said) said.textContent = "";
  }, SHOWN_FOR);
}
