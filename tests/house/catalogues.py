"""Reading message catalogues, and extracting one anew, for the tests of this folder."""

import ast
import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from shutil import copyfile

from tests.house.project import ROOT, name_of, tracked_files

LOCALES = ROOT / "haip" / "locale"
_LINE = re.compile(r'(?P<keyword>msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?) (?P<text>".*")')
# What has words to translate; tests and documents have none.
_SOURCES = ("haip/", "reports/", "templates/")


@dataclass
class Message:
    """One entry of a catalogue. `translations` has one text, or one for each plural form."""

    context: str = ""
    msgid: str = ""
    plural: str = ""
    fuzzy: bool = False
    translations: list[str] = field(default_factory=list)

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes the entry this one: the words in the source, with their context."""
        return (self.context, self.msgid, self.plural)


def catalogues() -> dict[str, Path]:
    """Return the catalogue of each locale that has one, by the locale's name."""
    return {path.parts[-3]: path for path in sorted(LOCALES.glob("*/LC_MESSAGES/django.po"))}


def read_messages(text: str) -> list[Message]:
    """Return the entries in use, without the header."""
    entries = [_read_entry(block) for block in re.split(r"\n\s*\n", text.strip())]
    return [entry for entry in entries if entry.msgid]


def _read_entry(block: str) -> Message:
    texts: dict[str, str] = {}
    flags, keyword = "", ""
    for line in block.splitlines():
        if line.startswith("#"):
            flags += line if line.startswith("#,") else ""
            continue
        if start := _LINE.fullmatch(line):
            keyword = start["keyword"]
            texts[keyword] = ""
        # Strings are written as C writes them, which for a catalogue is as Python does.
        texts[keyword] += ast.literal_eval(start["text"] if start else line)
    return Message(
        context=texts.get("msgctxt", ""),
        msgid=texts.get("msgid", ""),
        plural=texts.get("msgid_plural", ""),
        fuzzy="fuzzy" in flags,
        translations=[text for word, text in texts.items() if word.startswith("msgstr")],
    )


def extract(folder: Path) -> list[Message]:
    """Return what `makemessages` finds, from a copy: it leaves files beside the templates it reads."""
    for path in tracked_files():
        name = name_of(path)
        if name == "manage.py" or (name.startswith(_SOURCES) and LOCALES not in path.parents):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            copyfile(path, folder / name)
    subprocess.run(
        [sys.executable, "manage.py", "makemessages", "--locale", "en", "--no-location", "--keep-pot"],
        cwd=folder,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "haip.settings", "PYTHONPATH": ""},
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return read_messages((folder / "haip" / "locale" / "django.pot").read_text(encoding="utf-8"))
