// Two people wrote at once: shows the other words beside one's own, with two ways to decide.
// The markup is the server's (templates/workspace/_conflict.html), sent whole where the server
// found the conflict itself, or as a <template> that is filled here.

export function attachConflict(answer, words) {
  const sent = answer.element.querySelector("[data-conflict]");
  if (sent) listen(sent, answer, null);
  answer.onConflict = (current) => {
    answer.element.querySelector("[data-conflict]")?.remove();
    const box = document.getElementById("conflict").content.firstElementChild.cloneNode(true);
    box.querySelector("[data-theirs-who]").textContent = words.theirsBy(current.by, current.saved);
    box.querySelector("[data-theirs-choices]").replaceChildren(...current.labels.map(row));
    box.querySelector("[data-theirs-text]").textContent = current.text;
    answer.element.querySelector(".item-field").prepend(box);
    listen(box, answer, current);
  };
}

function listen(box, answer, current) {
  box.querySelector("[data-keep-mine]").addEventListener("click", (event) => {
    event.preventDefault();
    box.remove();
    answer.textarea?.focus();
    // Without `current` the server has put their revision into the hidden base already.
    answer.keepMine(current?.base);
  });
  box.querySelector("[data-use-theirs]").addEventListener("click", (event) => {
    // Without `current` the link loads the page anew; what the writer gives up is no longer unsaved.
    if (!current) {
      answer.state = "clean";
      answer.savedWords = answer.currentWords();
      return;
    }
    event.preventDefault();
    box.remove();
    answer.useTheirs(current);
    answer.textarea?.focus();
  });
}

function row(words) {
  const item = document.createElement("li");
  item.textContent = words;
  return item;
}
