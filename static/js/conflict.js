// Two people wrote at once: shows both texts with their differences, and three ways to decide.
// The markup is the server's (templates/workspace/_conflict.html): part of the page where the server
// found the conflict itself, or sent with its refusal.

export function attachConflict(answer) {
  const sent = answer.element.querySelector("[data-conflict]");
  // Found by the server: the page's own buttons do it. Their words are not at hand here.
  if (sent) sent.querySelector("[data-keep-mine]").addEventListener("click", (event) => keep(event, answer, sent));
  answer.onConflict = (data) => {
    answer.element.querySelector("[data-conflict]")?.remove();
    const page = new DOMParser().parseFromString(data.box, "text/html");
    const box = document.importNode(page.querySelector("[data-conflict]"), true);
    answer.element.querySelector(".item-field").prepend(box);
    box.querySelector("[data-keep-mine]").addEventListener("click", (event) => keep(event, answer, box, data.current.base));
    box.querySelector("[data-use-theirs]").addEventListener("click", async (event) => {
      event.preventDefault();
      await answer.useTheirs(data.current);
      close(answer, box);
    });
    box.querySelector("[data-use-both]").addEventListener("click", (event) => {
      event.preventDefault();
      answer.useBoth(data.current, data.both);
      close(answer, box);
    });
  };
}

// Without a base the server has put their revision into the hidden field already.
async function keep(event, answer, box, base) {
  event.preventDefault();
  await answer.keepMine(base);
  close(answer, box);
}

function close(answer, box) {
  if (answer.state === "conflict") return;
  box.remove();
  answer.textarea?.focus();
}
