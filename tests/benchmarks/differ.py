"""Comparing two answers, against difflib: `python -m tests.benchmarks.differ`.

Aims: at most 1/100 of the CPU that difflib takes over words, signs and spaces; a rewritten answer at most 5
times a lightly edited one; both texts read off exactly. Hostile texts: CPU and memory as they are.
"""

import difflib
import re
from collections.abc import Callable
from functools import partial

from reports.text.differ import compare
from reports.text.merging import merge
from reports.text.tokens import bare, words
from tests.benchmarks.measure import in_turn, megabytes, milliseconds, peak, resident, show
from tests.reports.text.texts import Writer


def by_difflib(old: str, new: str, split: Callable[[str], list[str]]) -> list[tuple[str, int, int, int, int]]:
    """Return difflib's opcodes over words and signs."""
    return difflib.SequenceMatcher(None, split(old), split(new), autojunk=False).get_opcodes()


def usual(text: str) -> list[str]:
    """Cut a text as is usual where nothing may be lost: words, signs and spaces are tokens."""
    return re.findall(r"\s+|\w+|[^\w\s]", text)


def ours(text: str) -> list[str]:
    """Cut a text as `compare` does, spaces with the words: half the tokens, which suits difflib too."""
    return bare(words(text))


def check(old: str, new: str) -> str:
    """Return how a comparison came out: in how many pieces, coarse or not; fail if a text is not exact."""
    comparison = compare(old, new)
    if "".join(piece.text for piece in comparison.pieces if piece.kind != "added") != old:
        raise AssertionError("the old text is not exact")
    if "".join(piece.text for piece in comparison.pieces if piece.kind != "removed") != new:
        raise AssertionError("the new text is not exact")
    return f"{len(comparison.pieces):,}{' coarse' if comparison.is_coarse else ''}"


def answers(length: int) -> dict[str, tuple[str, str]]:
    """Return pairs of answers of that many words."""
    writer = Writer(11)
    before = writer.sentences(length)
    return {
        f"{length:,} words, light edit": ("".join(before), "".join(writer.touched(before))),
        f"{length:,} words, rewrite": ("".join(before), "".join(writer.altered(before, 0.3))),
        f"{length:,} words, another answer": ("".join(before), "".join(writer.sentences(length))),
    }


def hostile() -> dict[str, tuple[str, str]]:
    """Return pairs of texts that would take a naive comparison minutes or gigabytes."""
    lines = range(50_000)
    return {
        "one word of 1 MB": ("a" * 1_000_000, "b" * 1_000_000),
        "50,000 other lines": ("\n".join(f"line {n}" for n in lines), "\n".join(f"row {n}" for n in lines)),
        "1 MB of characters in turn": ("安全" * 500_000, "全定" * 500_000),
        "1 MB of words in turn": ("a b " * 250_000, "b c " * 250_000),
        "1 MB of lines in turn": ("a\nb\n" * 250_000, "b\nc\n" * 250_000),
    }


def against_difflib() -> None:
    """Print how much less CPU `compare` takes, and what a rewrite costs against a light edit."""
    pairs = {name: pair for name, pair in answers(5_000).items() if "another" not in name}
    rows = []
    for name, pair in pairs.items():
        check(*pair)
        sides = {split.__name__: partial(by_difflib, *pair, split) for split in (usual, ours)}
        times = in_turn({"compare": partial(compare, *pair), **sides})
        ratios = [f"1/{times[side] / times['compare']:,.0f}" for side in sides]
        rows.append([name, *map(milliseconds, times.values()), *ratios])
    head = ["texts", "compare", "difflib", "difflib, our tokens", "ratio", "ratio, our tokens"]
    show("CPU against difflib (aim: 1/100)", head, rows)
    light, rewrite = in_turn({name: partial(compare, *pair) for name, pair in pairs.items()}).values()
    show("Rewrite against light edit (aim: 5)", ["", "ratio"], [["5,000 words", f"{rewrite / light:.1f}"]])


def alone() -> None:
    """Print CPU and memory of long and of hostile texts."""
    rows = []
    for name, pair in {**answers(20_000), **hostile()}.items():
        (spent,) = in_turn({name: partial(compare, *pair)}).values()
        rows.append([name, milliseconds(spent), megabytes(peak(partial(compare, *pair))), check(*pair)])
    show("Alone", ["texts", "CPU", "peak of Python", "pieces"], rows)
    rows = []
    for name, (base, mine) in {**answers(20_000), **hostile()}.items():
        theirs = base.replace("b", "ß").replace("全", "心")
        (spent,) = in_turn({name: partial(merge, base, mine, theirs)}).values()
        rows.append([name, milliseconds(spent), megabytes(peak(partial(merge, base, mine, theirs)))])
    show("Merged with a third", ["texts", "CPU", "peak of Python"], rows)
    show("Process", ["", "peak"], [["all of the above", megabytes(resident())]])


if __name__ == "__main__":
    against_difflib()
    alone()
