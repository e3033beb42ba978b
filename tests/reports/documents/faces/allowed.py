"""Parts of the writers that a report can lose without losing anything that it says, each with the reason.

Belongs here: texts as they stand in the sources. Whatever lies within one of them may be missing. A text that
is in no source any more has to go from here too.
"""

_TONGUE = "says the language of words, for voices and fonts; the words are there without it"
_LOOKS = "how it looks"
_WAYS = "ways to other pages, which a report that is only read does not have"
_AROUND = "tells of a section before it is read, and says nothing that is not in it"
_AFTERWARDS = "what became of addresses since, which is no part of the report"
_SPARES = "spares work, and changes nothing that is said"
_NESTED = "notes that only a note refers to; Word cannot mark them, so that no two faces agree on them"

TEMPLATES = {
    "components/document.html": {
        (
            "{% load i18n %}{# The sections of a report with their answers. Takes `document`, and `foot` "
            "where answers lead on, with what public/_section_facts.html and public/_entry_foot.html "
            "take. #}\n"
        ): "a comment; no tag of this file needs what it loads",
        '  {% if foot %}{% include "public/_section_facts.html" %}{% endif %}\n': _AROUND,
        'lang="{{ document.wording_locale }}"': _TONGUE,
    },
    "components/entry.html": {
        'lang="{{ document.wording_locale }}"': _TONGUE,
        'lang="{{ document.language }}"': _TONGUE,
        "aria-label=\"{% translate 'Tools and metrics' %}\"": "names a frame that scrolls",
        (
            "{% if can_edit %} · <a href=\"{% url 'workspace:section' organisation.slug "
            'report.cycle.slug section.code %}#{{ entry.anchor }}">{% translate "Write it" '
            '%}<span class="visually-hidden" lang="{{ document.wording_locale }}"> ({{ '
            "entry.label }})</span></a>"
        ): _WAYS,
        ('  {% if foot and not entry.is_group %}{% include "public/_entry_foot.html" %}{% endif %}\n'): _WAYS,
        (
            '      {% with gone=gone_links|of:entry.code %}{% if gone %}\n      <div class="li'
            'nks-gone" data-gone>\n        <p class="evidence-head">{% blocktranslate trimmed '
            "count number=gone|length %}This address in the answer could not be opened when t"
            "his site last checked it{% plural %}These addresses in the answer could not be o"
            "pened when this site last checked them{% endblocktranslate %}</p>\n        <ul>\n "
            '         {% for link in gone %}<li><span class="address">{{ link.address }}</spa'
            'n> <span class="soft">{% blocktranslate with day=link.since|date:"DATE_FORMAT" t'
            "rimmed %}first on {{ day }}{% endblocktranslate %}</span></li>\n          {% endf"
            "or %}\n        </ul>\n      </div>\n      {% endif %}{% endwith %}\n"
        ): _AFTERWARDS,
        (
            "  {% if review and not entry.is_group %}{% with beside=review|of:entry.code %}{%"
            ' include "secretariat/_beside.html" %}{% endwith %}{% endif %}\n'
        ): _WAYS,
    },
    "components/stated_practices.html": {
        'lang="{{ document.wording_locale }}"': _TONGUE,
    },
    "documents/_entry.html": {
        'lang="{{ document.language }}"': _TONGUE,
    },
}

CODE: dict[str, dict[str, str]] = {
    "reports.documents.csv_rows": {},
    "reports.documents.markdown_entry": {},
    "reports.documents.markdown": {},
    "reports.documents.word.entry": {
        "speak(blocks, language)": _TONGUE,
    },
    "reports.documents.word.answer": {
        ("    if not html.strip():\n        return []"): _SPARES,
        ("speak(blocks, file.spoken)"): _TONGUE,
        ("speak(note, file.spoken)"): _TONGUE,
        ("        self.leads.within = []"): _NESTED,
        (
            "        for other in self.leads.within:  # grows while it is read\n"
            "            more = self.flow(self.leads.listed[other], place)\n"
            "            if not more or not is_plain(more[0]):\n"
            "                more.insert(0, paragraph(style=TEXT))\n"
            '            more[0].insert(1, run(f"{self.leads.label(other)} "))\n'
            "            blocks += more"
        ): _NESTED,
        ('return [paragraph(style="Rule")]'): _LOOKS,
        ('return _paragraph(line, replace(place, style="Code"))'): _LOOKS,
        (
            "                place = replace(place, indent=min(place.indent + STEP, "
            '_FURTHEST), style="Quote")'
        ): _LOOKS,
        (
            "            if not found or not is_plain(found[0]):\n"
            "                found.insert(0, paragraph(style=inside.style))"
        ): "an item that begins with no words",
        ("indented(found[0], left, hanging=STEP)"): _LOOKS,
        ('found[0].insert(1, run(f"{count}.\\t"))'): "a list of more items than Word can count",
        ("    if not runs:\n        return []"): "an empty paragraph",
        ("    if place.indent:\n        indented(made, place.indent)"): _LOOKS,
    },
}
