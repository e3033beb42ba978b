"""Invented organisations by their number: the same number is always the same organisation.

Belongs here: names, addresses and profiles of a large register that nobody reads. Not here: the organisations
of the demo register, which have files (`data/`).
"""

from random import Random
from typing import Any

from reports.enums import AIRole, ContentLanguage, Sector, SizeBand

SLUGS = "scale-"
"""How the addresses of all of them begin."""

_LANGUAGES = {ContentLanguage.ENGLISH: 6, ContentLanguage.JAPANESE: 2, ContentLanguage.FRENCH: 2}
_COUNTRIES = {
    ContentLanguage.ENGLISH: ("US", "GB", "CA", "DE", "IE", "SE", "IN", "KR", "AU", "NL", "EE", "BR"),
    ContentLanguage.JAPANESE: ("JP",),
    ContentLanguage.FRENCH: ("FR", "BE", "CH", "CA", "LU"),
}
_FIRST = {
    ContentLanguage.ENGLISH: "Alder Birch Cedar Dunmore Elder Fern Garnet Hazel Iver Juniper Kelder Linden "
    "Marl Norden Osier Pelham Quarry Rowan Sable Thorn Umber Vale Wexley Yarrow",
    ContentLanguage.JAPANESE: "青野 岩見 海原 榎本 大槻 霞沢 菊水 黒潮 小暮 早苗 白峰 杉浦 瀬戸 園部 高瀬",
    ContentLanguage.FRENCH: "Ardois Bruyère Clairval Doucet Estran Falaise Genêt Houle Islet Jonc Lavande "
    "Mistral Noroît Orme Pinède Rivage Sablon Tilleul",
}
_SECOND = {
    ContentLanguage.ENGLISH: "brook croft dale field gate haven lock mere ridge stead ton wick",
    ContentLanguage.JAPANESE: "計測 言語 光学 交通 情報 通信 電機 電力 医療 金融",
    ContentLanguage.FRENCH: "-sur-Aire -le-Pont -les-Eaux -en-Val -du-Nord -la-Forêt",
}
_LAST = {
    ContentLanguage.ENGLISH: "Systems Analytics Robotics Health Labs Mutual Networks Software",
    ContentLanguage.JAPANESE: "株式会社 研究所 工業 技研 機構 システムズ",
    ContentLanguage.FRENCH: "Systèmes Données Santé Réseaux Assurances Mobilité Énergie",
}
_SIZES = {SizeBand.LARGE: 5, SizeBand.MEDIUM: 3, SizeBand.SMALL: 2, SizeBand.MICRO: 1, "": 1}


def profile(number: int) -> tuple[ContentLanguage, dict[str, Any]]:
    """Return the language an organisation writes in, and its profile as `Organisation` takes it."""
    # Chance decides nothing that must not be guessed: the same number gives the same organisation.
    chance = Random(f"organisation {number}")  # noqa: S311
    language: ContentLanguage = _one_of(chance, _LANGUAGES)
    slug = f"{SLUGS}{number:05}"
    roles = set(chance.sample(list(AIRole), chance.choice((1, 1, 2, 3))))
    return language, {
        "name": _name(language, number),
        "slug": slug,
        "country": chance.choice(_COUNTRIES[language]),
        "website": f"https://{slug}.example",
        "sector": _one_of(chance, {sector: 12 // place for place, sector in enumerate(Sector, 1)}),
        "size_band": _one_of(chance, _SIZES),
        **{f"is_{role.value}": role in roles for role in AIRole},
    }


def _name(language: ContentLanguage, number: int) -> str:
    """Return a name that no other number has: where the words have all been combined, it is counted on."""
    parts = []
    for words in (_FIRST[language].split(), _SECOND[language].split(), _LAST[language].split()):
        number, place = divmod(number, len(words))
        parts.append(words[place])
    first, second, last = parts
    gap = "" if language == ContentLanguage.JAPANESE else " "
    return f"{first}{second}{gap}{last}" + (f"{gap}{number + 1}" if number else "")


def _one_of(chance: Random, weights: dict[Any, int]) -> Any:
    return chance.choices(list(weights), list(weights.values()))[0]
