"""Making the PDF of a report: `python -m tests.benchmarks.documents`.

Aims: at most 1.4 times the CPU that the same words take in lean untagged blocks; CPU per page at 100 pages at
most 1.2 times that at 40. Chromium's print of the same lean blocks, Japanese and memory: as they are.
"""

import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

import django
from weasyprint import HTML

from tests.benchmarks.measure import ROUNDS, in_turn, megabytes, resident, show
from tests.reports.text.texts import Writer

JAPANESE = "安全性を確かめるために、私たちは独立した評価者とともに試験を行い、その結果を公表しています。"
CHROMIUM = "/usr/bin/chromium"
HEADLESS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"]
MARGINS = "@page { size: A4; margin: 27mm 25mm 25mm 45mm } "
FONTS = 'html { font: 9.5pt/1.55 "Noto Sans", "Noto Sans CJK JP", sans-serif }'


def english(words: int) -> Callable[[int], str]:
    """Return what writes answers of that many words, in paragraphs of five sentences."""
    writer = Writer(7)

    def write(_number: int) -> str:
        sentences = [sentence.strip() for sentence in writer.sentences(words)]
        return "\n\n".join(" ".join(sentences[start : start + 5]) for start in range(0, len(sentences), 5))

    return write


def report(write: Callable[[int], str], language: str = "en"):
    """Return a published report in which every question is answered."""
    from reports.documents import build
    from reports.documents.canonical import canonical, sha256
    from reports.frameworks import load
    from tests.reports.documents.samples import make_logo, make_source

    codes = [question.code for question in load("haip-1.0", "en").answerable]
    source = make_source(
        {code: write(number) for number, code in enumerate(codes)}, language=language, logo=make_logo()
    )
    data = canonical(source)
    return build(source, data=data, sha256=sha256(data))


def ours(document) -> bytes:
    """Return the PDF as readers get it."""
    from reports.documents.pdf import render_pdf

    return render_pdf(document, site_name="HAIP Reports", address="https://r.example/v2/", operator="Example")


def lean(document) -> str:
    """Return all words of the printed report in headings and paragraphs, on such pages, unstyled."""
    from django.template.loader import render_to_string

    from reports.documents.printing import Manner, printed

    about = {"site_name": "HAIP Reports", "address": "https://r.example/v2/", "operator": "", "paper": "A4"}
    context = {**printed(document, manner=Manner(), **about), **about}
    html = render_to_string("documents/report_pdf.html", context)
    body = html[html.index("<body>") :]
    bare = re.sub(r"<img[^>]*>|</?(?:section|div|article|span|a|strong)\b[^>]*>", "", body)
    bare = re.sub(r"<(h[1-6]|p|ul|li)\b[^>]*>", r"<\1>", bare)
    return f'<!DOCTYPE html><html lang="en"><meta charset="utf-8"><style>{MARGINS}{FONTS}</style>{bare}'


def in_blocks(html: str) -> bytes:
    """Return lean blocks as WeasyPrint prints them, untagged."""
    return HTML(string=html).write_pdf()


def by_chromium(html: str) -> float:
    """Return the CPU seconds that Chromium's processes take to print lean blocks."""
    with tempfile.TemporaryDirectory() as folder:
        page, pdf = Path(folder, "page.html"), Path(folder, "page.pdf")
        page.write_text(html)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        command = [
            CHROMIUM,
            *HEADLESS,
            f"--user-data-dir={folder}/profile",
            f"--print-to-pdf={pdf}",
            str(page),
        ]
        subprocess.run(command, check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def pages(pdf: bytes) -> int:
    """Return the number of pages."""
    import io

    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as file:
        return len(file.pages)


def seconds(value: float) -> str:
    """Return a time as it is printed."""
    return f"{value:.2f} s"


def row(name: str, spent: float, pdf: bytes, against: float) -> list[str]:
    """Return a line of the table: what, CPU, pages, CPU per page, size, ratio."""
    count = pages(pdf)
    return [
        name,
        seconds(spent),
        str(count),
        f"{spent / count * 1000:.0f} ms",
        f"{len(pdf) / 1000:,.0f} KB",
        f"{spent / against:.2f}",
    ]


def main(rounds: int) -> None:
    """Print all tables."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    head = ["", "CPU", "pages", "per page", "size", "ratio"]
    small, large = report(english(250)), report(english(860))
    blocks = lean(small)
    sides = {
        "lean blocks, untagged": partial(in_blocks, blocks),
        "the report": partial(ours, small),
        "long lean blocks, untagged": partial(in_blocks, lean(large)),
        "the long report": partial(ours, large),
    }
    spent = in_turn(sides, rounds)
    made = {name: side() for name, side in sides.items()}
    names = list(sides)
    against = {name: spent[names[number // 2 * 2]] for number, name in enumerate(names)}
    show("English (aim: 1.4)", head, [row(name, spent[name], made[name], against[name]) for name in sides])
    each = [spent[name] / pages(made[name]) for name in ("the report", "the long report")]
    show(
        "A page of the long one (aim: 1.2)",
        ["", "ratio"],
        [["against the short one", f"{each[1] / each[0]:.2f}"]],
    )
    if Path(CHROMIUM).exists():
        browser = median(by_chromium(blocks) for _ in range(rounds))
        show(
            "Against Chromium",
            ["", "ratio"],
            [["the report / its lean blocks", f"{spent['the report'] / browser:.2f}"]],
        )
    japanese = report(lambda number: "\n\n".join([JAPANESE * 8] * (3 + number % 3)), "ja")
    started = time.process_time()
    pdf = ours(japanese)
    taken = time.process_time() - started
    show("Japanese", head, [row("the report", taken, pdf, taken)])
    show("Process", ["", "peak"], [["all of the above", megabytes(resident())]])


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
