"""The table with which an installation starts, read from its file. No Django: a migration stands on it."""

import tomllib
from pathlib import Path

DATA = Path(__file__).parent / "jurisdictions.toml"


def starting_rows() -> list[dict[str, object]]:
    """Return the columns of each row, by ground and country."""
    table = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return [
        {"country": country, "ground": ground, "source": table["source"], "is_provisional": True}
        for ground, countries in table["countries"].items()
        for country in countries.split()
    ]
