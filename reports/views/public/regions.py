"""Which part of the world a country lies in.

Belongs here: the table, after UN M49 as CLDR extends it, and the names of its parts. Not here: names of
countries (django-countries), or who filters by them (`facets`).
"""

from babel import Locale

REGIONS = {
    "africa": "002",
    "north-america": "003",
    "south-america": "005",
    "asia": "142",
    "europe": "150",
    "oceania": "009",
}
"""The id of each region, as it stands in addresses, and its code in M49; North America ends with Panama."""

# Babel has the names of regions, but not which countries they hold.
_COUNTRIES = {
    "africa": (
        "AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG EH ER ET GA GH GM GN GQ GW IO KE KM LR LS LY MA MG "
        "ML MR MU MW MZ NA NE NG RE RW SC SD SH SL SN SO SS ST SZ TD TF TG TN TZ UG YT ZA ZM ZW"
    ),
    "north-america": (
        "AG AI AW BB BL BM BQ BS BZ CA CR CU CW DM DO GD GL GP GT HN HT JM KN KY LC MF MQ MS MX NI PA "
        "PM PR SV SX TC TT US VC VG VI"
    ),
    "south-america": "AR BO BR BV CL CO EC FK GF GS GY PE PY SR UY VE",
    "asia": (
        "AE AF AM AZ BD BH BN BT CN CY GE HK ID IL IN IQ IR JO JP KG KH KP KR KW KZ LA LB LK MM MN MO "
        "MV MY NP OM PH PK PS QA SA SG SY TH TJ TL TM TR TW UZ VN YE"
    ),
    "europe": (
        "AD AL AT AX BA BE BG BY CH CZ DE DK EE ES FI FO FR GB GG GI GR HR HU IE IM IS IT JE LI LT LU "
        "LV MC MD ME MK MT NL NO PL PT RO RS RU SE SI SJ SK SM UA VA XK"
    ),
    "oceania": "AQ AS AU CC CK CX FJ FM GU HM KI MH MP NC NF NR NU NZ PF PG PN PW SB TK TO TV UM VU WF WS",
}
_REGION_OF = {country: region for region, listed in _COUNTRIES.items() for country in listed.split()}


def region_of(country: str) -> str:
    """Return the id of the region that a country, by its ISO code, lies in; "" for a code unknown here."""
    return _REGION_OF.get(country, "")


def region_names(language: str) -> dict[str, str]:
    """Return region id -> its name in this language of the site."""
    names = Locale(language).territories
    return {region: names[code] for region, code in REGIONS.items()}
