// Shows an answer as it will be published, rendered by the server with the same renderer.

const WAIT = 400;

export function attachPreview(answer, form) {
  const toggle = answer.element.querySelector("[data-preview-toggle]");
  const panel = answer.element.querySelector("[data-preview]");
  const body = answer.element.querySelector("[data-preview-body]");
  if (!toggle || !answer.textarea) return;
  let timer = 0;
  let request = null;
  let shown = null;

  async function render() {
    const text = answer.textarea.value;
    if (text === shown) return;
    request?.abort();
    request = new AbortController();
    if (!text.trim()) {
      shown = text;
      body.textContent = body.dataset.empty;
      return;
    }
    try {
      const response = await fetch(form.dataset.markdownUrl, {
        method: "POST",
        body: new URLSearchParams({ text, framework: form.dataset.framework }),
        headers: { "X-CSRFToken": form.querySelector("[name=csrfmiddlewaretoken]").value },
        credentials: "same-origin",
        redirect: "manual",
        signal: request.signal,
      });
      const reply = await response.text();
      if (response.ok) {
        body.innerHTML = reply;
        shown = text;
      } else if (response.status === 422) {
        body.textContent = reply;
      }
    } catch {
      // Out of reach: the last picture stays; the answer's own line says that saving fails.
    }
  }

  toggle.hidden = false;
  toggle.addEventListener("click", () => {
    const open = panel.hidden;
    panel.hidden = !open;
    toggle.setAttribute("aria-expanded", String(open));
    if (open) render();
  });
  const later = () => {
    if (panel.hidden) return;
    clearTimeout(timer);
    timer = setTimeout(render, WAIT);
  };
  answer.textarea.addEventListener("input", later);
  answer.textarea.addEventListener("words-replaced", later);
}
