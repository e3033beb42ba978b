// How many words an answer and its summary have, while they are typed.
// The rule is that of reports/text/plain.py: each Han or kana character is a word, the rest counts between
// spaces if it holds a letter or a digit.

import { fill } from "./words.js";

const CHARACTER = /[\u3005-\u3007\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9d\u{20000}-\u{3ffff}]/gu;

// In a summary so many of these characters count as one word, as in reports/text/plain.py.
const CHARACTERS_OF_A_WORD = 2.5;

export function countWords(text, charactersOfAWord = 1) {
  let characters = 0;
  const rest = text.replace(CHARACTER, () => {
    characters += 1;
    return " ";
  });
  const words = rest.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  return Math.ceil(characters / charactersOfAWord) + words.length;
}

export function attachMeter(answer, words) {
  const line = answer.element.querySelector("[data-meter]");
  const summary = answer.element.querySelector("[data-summary]");
  const limit = answer.element.querySelector("[data-summary-meter]");
  const peers = line?.textContent.split(" · ").slice(1).join(" · ");

  const show = () => {
    if (line && answer.textarea) {
      line.textContent = [words.length(countWords(answer.textarea.value)), peers].filter(Boolean).join(" · ");
    }
    if (summary && limit) {
      const count = countWords(summary.value, CHARACTERS_OF_A_WORD);
      limit.textContent = fill(limit.dataset.sayCount, count, limit.dataset.most);
      limit.classList.toggle("is-over", count > Number(limit.dataset.most));
    }
  };
  answer.element.addEventListener("input", show);
  answer.element.addEventListener("words-replaced", show);
  show();
}
