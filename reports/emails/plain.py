"""Subject and text of a message, read from its HTML.

Belongs here: the few elements that the templates in `templates/emails/` use. Not here: the HTML of answers
(`reports.text`), or of anybody else.
"""

import re
from html.parser import HTMLParser

BLOCKS = {"p": ("", ""), "li": ("- ", "  "), "blockquote": ("> ", "> ")}
"""What stands before the first line of a block, and before its others: it shows whose words they are."""

ASIDE = frozenset({"title", "style", "h1"})
SPACES = re.compile(r"[ \t\n\r\f]+")
"""White space as HTML knows it: a space that may not be broken stays one."""


def read(html: str) -> tuple[str, str]:
    """Return the subject, which is one line, and the text, whose blocks stand apart by an empty line.

    The subject is the heading, which mail programs show above the text. A link is its words, followed by its
    address on a line of its own unless that can be read somewhere.
    """
    seen = _Blocks()
    seen.feed(html)
    seen.close()
    # Only the second reading knows which addresses can be read anyway.
    reader = _Blocks(seen.addresses)
    reader.feed(html)
    reader.close()
    return SPACES.sub(" ", reader.subject).strip(" "), "\n\n".join(reader.blocks)


class _Blocks(HTMLParser):
    """Collects the subject, the blocks, and the addresses that links show as their words."""

    def __init__(self, shown: frozenset[str] | set[str] = frozenset()) -> None:
        super().__init__(convert_charrefs=True)
        self.shown = shown
        self.subject = ""
        self.blocks: list[str] = []
        self.addresses: set[str] = set()
        self._open: list[str] = []
        self._block = self._first = self._next = ""
        self._address = ""
        self._words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block or a line, or remember where a link leads."""
        if tag == "br":
            self._block += "\n"
            return
        if tag in BLOCKS:
            self._end_block()
            self._first, self._next = BLOCKS[tag]
        if tag == "a":
            self._address, self._words = dict(attrs).get("href") or "", ""
        if tag in ASIDE:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """End a block, or say where a link leads."""
        if tag in BLOCKS:
            self._end_block()
        if tag == "a" and self._words.strip(" ") == self._address:
            self.addresses.add(self._address)
        elif tag == "a" and self._address not in self.shown:
            self._block += f"\n{self._address}"
        if self._open and self._open[-1] == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        """Take words, white space made single; a line ends where `br` says."""
        if "h1" in self._open:
            self.subject += data
        elif not self._open:
            words = SPACES.sub(" ", data)
            self._words += words
            self._block += words.lstrip(" ") if self._block[-1:] in {"", "\n", " "} else words

    def _end_block(self) -> None:
        words = "\n".join(line.strip(" ") for line in self._block.split("\n")).strip("\n")
        if words:
            first, *others = words.split("\n")
            lines = [self._first + first, *(self._next + line for line in others)]
            self.blocks.append("\n".join(line.rstrip(" ") for line in lines))
        self._block = self._first = self._next = ""
