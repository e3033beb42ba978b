// Turns what is pasted from a word processor or a web page into the Markdown of an answer.
// Belongs here: when the server is asked, and where its Markdown goes. Not here: the reading of the HTML.
//
// The place of the paste is remembered while the server works. What is typed meanwhile stays where it is,
// and the paste moves with the text around it. Whatever goes wrong, the plain text arrives instead.

const PATIENCE = 5000;
const LONGEST = 2_000_000;
// Markup that says more than the plain text does; two paragraphs would run into one.
const TELLING = [
  ..."a[href] b strong i em del ul ol li table h1 h2 h3 h4 h5 h6 blockquote sup sub .MsoTitle".split(" "),
  "p ~ p",
  "img[alt]",
  "[role='heading']",
  ...["mso-list", "font-weight", "font-style", "vertical-align"].map((name) => `[data-style*='${name}']`),
].join(", ");
// Editors for code colour their text; their plain text is what was copied.
const CODE = ["monospace", "Consolas", "Menlo"].map((name) => `[data-style*='${name}']`).join(", ");

export function attachPaste(answer, form) {
  const textarea = answer.textarea;
  if (!textarea || !form.dataset.pasteUrl) return;
  let plainWanted = false;
  textarea.addEventListener("keydown", (event) => {
    plainWanted = event.shiftKey && (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "v";
  });
  textarea.addEventListener("paste", (event) => {
    const html = event.clipboardData?.getData("text/html") ?? "";
    const plain = event.clipboardData?.getData("text/plain") ?? "";
    const asPlain = plainWanted;
    plainWanted = false;
    if (asPlain || !html || !isTelling(html)) return;
    event.preventDefault();
    place(textarea, ask(html, textarea.value, form), plain);
  });
}

function isTelling(html) {
  // The content security policy would complain about each style, even in a page that is never shown.
  const bare = html.replace(/<style\b[^]*?<\/style>/gi, "").replace(/\sstyle\s*=/gi, " data-style=");
  const page = new DOMParser().parseFromString(bare, "text/html");
  const isCode = page.body.firstElementChild?.matches(CODE) && !page.querySelector("p, ul, ol, table, h1, h2, h3");
  return !isCode && page.body.querySelector(TELLING) !== null;
}

// Returns the Markdown, or null where there is none to be had in time.
async function ask(html, text, form) {
  // Pictures held in their own address are never shown, and may be longer than all words.
  const body = new URLSearchParams({ html: html.replace(/(["'])data:[^"']*\1/g, "$1$1"), text });
  if (body.get("html").length > LONGEST) return null;
  try {
    const response = await fetch(form.dataset.pasteUrl, {
      method: "POST",
      body,
      headers: { "X-CSRFToken": form.querySelector("[name=csrfmiddlewaretoken]").value },
      credentials: "same-origin",
      redirect: "manual",
      signal: AbortSignal.timeout(PATIENCE),
    });
    return response.ok ? await response.text() : null;
  } catch {
    return null;
  }
}

async function place(textarea, asked, plain) {
  let { selectionStart: start, selectionEnd: end, value: before } = textarea;
  // A change before the place moves it, one behind it does not; words typed over the selected ones follow
  // the paste as they would if it had been there at once.
  const follow = () => {
    const now = textarea.value;
    const change = changed(before, now, textarea.selectionStart);
    const moved = now.length - before.length;
    if (change.start < start && change.end <= start) {
      start += moved;
      end += moved;
    } else if (change.start < end) {
      start = end = Math.min(change.start, now.length);
    }
    before = now;
  };
  textarea.addEventListener("input", follow);
  textarea.addEventListener("words-replaced", follow);
  const markdown = (await asked) ?? plain;
  textarea.removeEventListener("input", follow);
  textarea.removeEventListener("words-replaced", follow);
  if (markdown) insert(textarea, apart(textarea.value, start, end, markdown), start, end);
}

// Returns between which places of the old text the new one, with the caret behind the change, differs.
function changed(old, now, caret) {
  const shorter = Math.min(old.length, now.length);
  let tail = 0;
  while (tail < Math.min(shorter, now.length - caret) && old.at(-1 - tail) === now.at(-1 - tail)) tail += 1;
  let start = 0;
  while (start < shorter - tail && old[start] === now[start]) start += 1;
  return { start, end: old.length - tail };
}

// Paragraphs, lists and tables stand apart from the text they are pasted into; words inside a line do not.
function apart(text, start, end, markdown) {
  if (!markdown.includes("\n") && !/^(#|[-|>]|\d+\.|\[\^)/.test(markdown)) return markdown;
  const before = text.slice(0, start);
  const after = text.slice(end);
  const lead = !before.trim() ? "" : before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
  const tail = !after.trim() ? "" : after.startsWith("\n\n") ? "" : after.startsWith("\n") ? "\n" : "\n\n";
  return lead + markdown + tail;
}

// One step of the browser's own undo.
function insert(textarea, markdown, start, end) {
  const active = document.activeElement;
  const { selectionStart, selectionEnd } = textarea;
  textarea.focus({ preventScroll: true });
  textarea.setSelectionRange(start, end);
  if (!document.execCommand("insertText", false, markdown)) {
    textarea.setRangeText(markdown, start, end, "end");
    textarea.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertFromPaste", data: markdown }));
  }
  // Whoever typed on stays where they were.
  const grown = markdown.length - (end - start);
  if (selectionStart > end) textarea.setSelectionRange(selectionStart + grown, selectionEnd + grown);
  else if (selectionEnd < start) textarea.setSelectionRange(selectionStart, selectionEnd);
  if (active && active !== textarea && active !== document.body) active.focus({ preventScroll: true });
}
