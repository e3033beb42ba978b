"""Texts for comparing and merging: any characters, Japanese, Markdown, and long answers.

Belongs here: what those tests share. Not here: what they expect.
"""

import random

from hypothesis import strategies as st

_BITS = st.sampled_from(
    [
        *(
            "model",
            "Model",
            "risk",
            "安全",
            "性を",
            "評価する",
            "。",
            "！」",
            "カ\u3099",
            "e\u0301",
            "👩🏽\u200d🔬",
        ),
        *(
            " ",
            "  ",
            "\n",
            "\n\n",
            "\t",
            "\u3000",
            ". ",
            "? ",
            ", ",
            "...",
            "| ",
            "|---|\n",
            "- ",
            "**",
            "`",
            "```\n",
        ),
        *("# ", "> ", "[^1]", "](https://e.org/a)", "\\", "\r\n", "\x00", "\ud800", "x" * 70, "ก" * 70),
    ]
)
made_up = st.lists(_BITS, max_size=30).map("".join)
any_text = st.one_of(made_up, st.text(max_size=60))
"""Arbitrary Unicode, lone surrogates included, or something like an answer."""


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, str]:
    """Draw a text and one made of it by cutting and pasting."""
    old = draw(made_up)
    new = old
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(new)))
        new = new[:start] + draw(any_text) + new[draw(st.integers(start, len(new))) :]
    return old, new


class Writer:
    """Writes long answers of made-up words, the same ones for the same seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311
        letters = "abcdefghijklmnoprstuvw"
        self.words = ["".join(self.random.choices(letters, k=self.random.randint(2, 9))) for _ in range(3000)]
        self.weights = [1 / (rank + 1) for rank in range(3000)]

    def sentences(self, words: int) -> list[str]:
        """Return sentences of that many words together, some of them ends of paragraphs."""
        made = []
        while words > 0:
            length = min(words, self.random.randint(8, 25))
            sentence = " ".join(self.random.choices(self.words, self.weights, k=length)).capitalize()
            made.append(sentence + self.random.choice([". ", ". ", ". ", ". ", ".\n\n"]))
            words -= length
        return made

    def altered(self, sentences: list[str], share: float) -> list[str]:
        """Return the sentences with that share of their words replaced."""
        return [
            " ".join(
                self.random.choice(self.words) if self.random.random() < share else word
                for word in sentence.split(" ")[:-1]
            )
            + sentence[sentence.rindex(" ") :]
            for sentence in sentences
        ]

    def touched(self, sentences: list[str]) -> list[str]:
        """Return the sentences, about one in thirty with a tenth of its words replaced."""
        return [self.altered([s], 0.1)[0] if self.random.random() < 1 / 30 else s for s in sentences]
