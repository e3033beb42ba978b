"""Words so that Markdown shows them as they are.

Belongs here: names, labels and typed text on their way into a Markdown file. Not here: answers, which are
Markdown already (`portable`).
"""

import re

_SIGNS = re.compile(
    r"[\\`*\[\]|~]"
    r"|(?<!\w)_|_(?!\w)"
    r"|<(?=[A-Za-z/!?])"
    r"|&(?=#?\w{1,32};)"
    r"|(?:^|(?<=\s))#"
    r"|^(?P<lead>[^\S\n]*)(?:(?P<sign>[-+=>])|(?P<number>\d{1,9})(?=[.)]))",
    re.MULTILINE,
)


def escaped(text: str) -> str:
    """Return the words so that they show as they are, within a line or at its start."""
    return _SIGNS.sub(_escape, text)


def escaped_lines(text: str) -> str:
    """Return text of many lines so that each shows as it is, on a line of its own."""
    return "\n\n".join(
        "\\\n".join(escaped(line.strip()) for line in part.split("\n") if line.strip())
        for part in re.split(r"\n[^\S\n]*\n", text)
        if part.strip()
    )


def destination(address: str) -> str:
    """Return a web address as it stands between the brackets of a link, in a table too."""
    if re.fullmatch(r"[\w:/?#@!$'*+,;=%.~-]+", address):
        return address
    spaced = re.sub(r"\s", lambda sign: f"%{ord(sign[0]):02X}", address)
    return "<" + re.sub(r"[\\<>|]|&(?=#?\w{1,32};)", lambda sign: "\\" + sign[0], spaced) + ">"


def _escape(found: re.Match[str]) -> str:
    if found["sign"]:
        return f"{found['lead']}\\{found['sign']}"
    # A list number cannot be escaped itself, only the sign after it.
    return f"{found['lead']}{found['number']}\\" if found["number"] else "\\" + found[0]
