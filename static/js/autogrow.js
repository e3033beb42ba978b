// A text area is as tall as its text. Browsers that know `field-sizing` do it by style sheet alone.

const NATIVE = CSS.supports("field-sizing", "content");

export function growWithText(textarea) {
  if (NATIVE) return;
  const grow = () => {
    const top = window.scrollY;
    textarea.style.height = "auto";
    textarea.style.height = `${textarea.scrollHeight + 2}px`;
    window.scrollTo({ top, behavior: "instant" });
  };
  textarea.addEventListener("input", grow);
  textarea.addEventListener("words-replaced", grow);
  grow();
}
