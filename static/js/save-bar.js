// The slim bar below the drafting page: one line for all answers, and the counts of the section.
// It is not announced: each answer announces its own state.

export class SaveBar {
  constructor(form, words) {
    this.words = words;
    this.bar = form.querySelector(".save-bar");
    this.line = form.querySelector("[data-bar-state]");
    this.last = words.allSaved;
    form.addEventListener("answer-saved", (event) => this.counted(event.target, event.detail));
  }

  show(answers) {
    const states = new Set((answers ?? []).map((answer) => answer.state));
    const [state, line] =
      states.has("failed") || states.has("conflict") ? ["failed", this.words.someFailed]
      : states.has("saving") ? ["saving", this.words.saving]
      : states.has("unsaved") ? ["unsaved", this.words.someUnsaved]
      : ["clean", this.last];
    this.bar.dataset.state = state;
    this.line.textContent = line;
  }

  counted(element, data) {
    this.last = this.words.saved(data.saved);
    const tag = element.querySelector("[data-answered]");
    tag.textContent = data.answered ? tag.dataset.yes : tag.dataset.no;
    tag.classList.toggle("tag-accent", data.answered);
    const code = document.querySelector(".section-nav [aria-current] .section-code")?.textContent.trim();
    for (const count of document.querySelectorAll(`[data-section-count="${CSS.escape(code ?? "")}"]`)) {
      count.textContent = this.words.count(data.section.answered, data.section.asked);
      count.classList.toggle("is-complete", data.section.todo === 0);
    }
  }
}
