"""Malformed files, and the one error that each must give: data for `test_malformed`.

A case is the file, how it is spoiled (bytes or text in its place, a pair of old and new text, or a
function of its path), and the error without the name of the file.
"""

from pathlib import Path

from reports.frameworks.tables import MAX_BYTES

SHAPE, WORDS, HELP = "mini-1.0.toml", "mini-1.0.en.toml", "mini-1.0.guidance.en.toml"
TOPICS, TOPIC_WORDS, TOPIC_HELP = "topics.toml", "topics.en.toml", "topics.guidance.en.toml"
PREFACE, PREFACE_WORDS, CROSSWALKS = "preface.toml", "preface.en.toml", "crosswalks.en.toml"
GLOSSARY, CODE, CODE_WORDS = "glossary.en.toml", "code-of-conduct.toml", "code-of-conduct.en.toml"
CSV, TOML = "mini-1.0.en.csv", "mini-1.0.en.toml"


def make_directory(path: Path) -> None:
    """Put a directory in place of the file."""
    path.unlink(missing_ok=True)
    path.mkdir()


HUGE = b"#" * (MAX_BYTES + 1)
LAST = 'code = "1c"\nkind = "text"\ntopics = ["limits"]\nrequired = true\n'

FILES = {
    "shape not UTF-8": (SHAPE, b'id = "mini-1.0"\nversion = "\xe9"\n', ", line 2: not UTF-8"),
    "shape in UTF-16": (SHAPE, 'id = "mini-1.0"\n'.encode("utf-16"), ", line 1: not UTF-8"),
    "shape empty": (SHAPE, b"", ", line 1: id is missing"),
    "shape with NUL": (
        SHAPE,
        ('version = "1.0"', 'version = "1\0"'),
        ", line 2: not TOML: Illegal character '\\x00' (at line 2, column 13)",
    ),
    "shape with an unclosed string": (
        SHAPE,
        ('kind = "group"', 'kind = "group'),
        ", line 18: not TOML: Illegal character '\\n' (at line 18, column 14)",
    ),
    "shape with an unclosed array at its end": (
        SHAPE,
        (LAST, LAST + "options = [\n\n"),
        ", line 35: not TOML: Invalid value (at end of document)",
    ),
    "shape is a directory": (SHAPE, make_directory, ", line 1: not a file"),
    "shape huge": (SHAPE, HUGE, ", line 1: the file is larger than 5000000 bytes"),
    "shape with deep brackets": (
        SHAPE,
        b"a = " + b"[" * 5000,
        ", line 1: not TOML: too many brackets in one another",
    ),
    "shape is JSON": (
        SHAPE,
        b'{"id": "mini-1.0"}',
        ", line 1: not TOML: Invalid statement (at line 1, column 1)",
    ),
    "shape of another id": (
        SHAPE,
        ('"mini-1.0"', '"mini-2.0"'),
        ", line 1: the id 'mini-2.0' is not the file's name",
    ),
    "version missing": (SHAPE, ('version = "1.0"\n', ""), ", line 1: version is missing"),
    "version is a number": (SHAPE, ('"1.0"\n', "1.0\n"), ", line 2: version must be a string, not a float"),
    "unknown status": (SHAPE, ('"provisional"', '"perhaps"'), ", line 3: unknown status 'perhaps'"),
    "unknown kind": (
        SHAPE,
        ('"group"', '"essay"'),
        ", line 18, section 1, question 1b: unknown kind 'essay'",
    ),
    "duplicate code": (SHAPE, ('"1c"', '"1a"'), ", line 31, section 1, question 1a: the code stands twice"),
    "code badly formed": (SHAPE, ('"1c"', '"1 C"'), ", line 31, section 1: code '1 C' is not well formed"),
    "unknown topic": (
        SHAPE,
        ('["risk", "limits"]', '["risk", "luck"]'),
        ", line 12, section 1, question 1a: unknown topic 'luck'",
    ),
    "unknown parent": (
        SHAPE,
        ('parent = "1b"', 'parent = "9z"'),
        ", line 23, section 1, question 1b.i: parent '9z' does not stand before it in the section",
    ),
    "unknown key of a question": (
        SHAPE,
        ("required = false", "required = false\nhint = 1"),
        ", line 21, section 1, question 1b: unknown key 'hint'",
    ),
    "unknown action": (
        SHAPE,
        ("[1, 4]", "[1, 14]"),
        ", line 7, section 1: actions holds 14, which there is not",
    ),
    "unknown role": (
        SHAPE,
        (LAST, LAST + 'recommended_for = ["poet"]\n'),
        ", line 35, section 1, question 1c: unknown role 'poet'",
    ),
    "provisional with a number": (
        SHAPE,
        (LAST, LAST + 'number = "Q1"\n'),
        ", line 35, section 1, question 1c: a provisional question has no official number",
    ),
    "a prompt is missing": (
        WORDS,
        ('\n[questions."1c"]\nprompt = "What else?"\n', ""),
        ", line 5, section 1, question 1c: the prompt is missing",
    ),
    "words not UTF-8": (WORDS, b'locale = "en"\n\xff', ", line 2: not UTF-8"),
    "words of another language": (
        WORDS,
        ('"en"', '"ja"'),
        ", line 1: locale 'ja' does not match the name of the file",
    ),
    "words for an unknown code": (
        WORDS,
        ('[questions."1c"]', '[questions."9z"]'),
        ", line 25, question 9z: prompt for an unknown code",
    ),
    "words twice": (
        WORDS,
        ('[questions."1c"]', '[questions."1a"]'),
        ", line 25: not TOML: Cannot declare ('questions', '1a') twice (at line 25, column 16)",
    ),
    "prompt blank": (WORDS, ('"What else?"', '" "'), ", line 26, question 1c: prompt is empty"),
    "prompt too long": (
        WORDS,
        ('"What else?"', f'"{"?" * 20_001}"'),
        ", line 26, question 1c: prompt is longer than 20000 characters",
    ),
    "prompt with a control character": (
        WORDS,
        ('"What else?"', '"What\\u0007?"'),
        ", line 26, question 1c: prompt holds the control character U+0007",
    ),
    "unknown section": (WORDS, ('1 = "Risk"', '1 = "Risk"\n8 = "Luck"'), ", line 6: unknown section '8'"),
    "option without a label": (
        WORDS,
        ("second =", "third ="),
        ", line 17, section 1, question 1b.i: option second has no label",
    ),
    "unknown option": (
        WORDS,
        ('second = "Second"', 'second = "Second"\nthird = "Third"'),
        ", line 24, section 1, question 1b.i: unknown option 'third'",
    ),
    "code is a number": (
        SHAPE,
        ('code = "1c"', "code = 1"),
        ", line 31, section 1: code must be a string, not a number",
    ),
    "help for an unknown code": (
        HELP,
        ('"1b.i"', '"9z"'),
        ", line 3, question 9z: help for an unknown code",
    ),
    "help is a string": (
        HELP,
        ('["Help of its own."]', '"Help"'),
        ", line 4, question 1b.i: help must be a list of strings",
    ),
    "topics not UTF-8": (TOPICS, b"\n\n# \x80", ", line 3: not UTF-8"),
    "topic twice": (TOPICS, ('"limits"', '"risk"'), ", line 12, question risk: the topic stands twice"),
    "practice of another topic": (
        TOPICS,
        ('"test-limits"', '"list-risks"'),
        ", line 16, question limits: practice list-risks stands under topic risk already",
    ),
    "two practices": (
        TOPICS,
        (', "drop-risks"', ""),
        ", line 8, question risk: a topic has 3 to 10 practices, not 2",
    ),
    "topic under an unknown section": (
        TOPICS,
        ('id = "limits"\nsection = "1"', 'id = "limits"\nsection = "9"'),
        ", line 13, question limits: unknown section '9'",
    ),
    "unknown relation": (TOPICS, ('"wider"', '"older"'), ", line 7, question risk: unknown relation 'older'"),
    "topic without a label": (
        TOPIC_WORDS,
        ('label = "Limits"\n', ""),
        ", line 10, question limits: label is missing",
    ),
    "practice without words": (
        TOPIC_WORDS,
        ("rank-risks =", "rate-risks ="),
        ", line 7, question risk: unknown practice 'rate-risks'",
    ),
    "practice without definition": (
        TOPIC_WORDS,
        (', definition = "Risks are left."', ""),
        ", line 3, question risk: definition is missing",
    ),
    "topic label is a list": (
        TOPIC_WORDS,
        ('label = "Limits"', "label = []"),
        ", line 11, question limits: label must be a string, not a list",
    ),
    "help for an unknown topic": (
        TOPIC_HELP,
        ("[topics.limits]", "[topics.luck]"),
        ", line 8: unknown topic 'luck'",
    ),
    "outline with a number": (
        TOPIC_HELP,
        ('["What", "Who"]', '["What", 2]'),
        ", line 6, question risk: outline must be a list of strings",
    ),
    "crosswalk without a name": (CROSSWALKS, ('name = "Two"\n', ""), ", line 1: name is missing"),
    "preface without options": (
        PREFACE,
        ('options = ["one", "two"]\n', ""),
        ", line 9, section 0, question scope: a choice question needs options",
    ),
    "preface without a label": (
        PREFACE_WORDS,
        ('label = "Scope"\n', ""),
        ", line 6, section 0, question scope: no label: neither a topic nor a label of its own",
    ),
    "preface words are a directory": (PREFACE_WORDS, make_directory, ", line 1: not a file"),
    "term without a definition": (
        GLOSSARY,
        ('definition = "What may go wrong."\n', ""),
        ", line 3, question risk: definition is missing",
    ),
    "term with a script for an address": (
        GLOSSARY,
        ("https://limit.example/", "javascript:0"),
        ", line 14, question limit: url 'javascript:0' is not well formed",
    ),
    "glossary huge": (GLOSSARY, HUGE, ", line 1: the file is larger than 5000000 bytes"),
    "action without words": (
        CODE_WORDS,
        ("[actions.1]", "[actions.2]"),
        ", line 1, question 1: label is missing",
    ),
    "principle is a string": (
        CODE,
        ("number = 12", 'number = "12"'),
        ", line 6: number must be a whole number, not a string",
    ),
}

GOOD = "code,text\n1a,Which risks?\n"
HEAD = 'locale = "en"\n\n[questions]\n'

WORDINGS = {
    "CSV not UTF-8": (CSV, b"code,text\n1a,Which risks?\n1c,\xe9t\xe9\n", ", line 3: not UTF-8"),
    "CSV in UTF-16": (CSV, GOOD.encode("utf-16"), ", line 1: not UTF-8"),
    "CSV empty": (CSV, b"", ", line 1: the first row must be code,text"),
    "CSV only a mark": (CSV, b"\xef\xbb\xbf", ", line 1: the first row must be code,text"),
    "CSV without a head": (CSV, "1a,Which risks?\n", ", line 1: the first row must be code,text"),
    "CSV with another head": (CSV, "id,text\n1a,Which?\n", ", line 1: the first row must be code,text"),
    "CSV with semicolons": (CSV, "code;text\n1a;Which?\n", ", line 1: the first row must be code,text"),
    "CSV with only a head": (CSV, "code,text\n", ", line 1: no rows"),
    "CSV with only a source": (CSV, "code,text\nsource,A form\n", ", line 1: no rows"),
    "CSV with three cells": (CSV, GOOD + "1c,What,else?\n", ", line 3: a row has two cells, not 3"),
    "CSV with one cell": (CSV, GOOD + "\n1c\n", ", line 4: a row has two cells, not 1"),
    "CSV with an unclosed quote": (
        CSV,
        GOOD + '1c,"What\nelse?\n',
        ", line 3: not CSV: unexpected end of data",
    ),
    "CSV with a stray quote": (CSV, GOOD + '1c,"What" else?\n', ", line 3: not CSV: ',' expected after '\"'"),
    "CSV with an unknown code": (
        CSV,
        GOOD + "9z,Who?\n",
        ", line 3, question 9z: wording for an unknown code",
    ),
    "CSV with a code of the preface": (
        CSV,
        GOOD + "scope,Which?\n",
        ", line 3, question scope: wording for an unknown code",
    ),
    "CSV with a code twice": (CSV, GOOD + "1a,Again?\n", ", line 3, question 1a: the code stands twice"),
    "CSV with two sources": (
        CSV,
        GOOD + "source,One\nsource,Two\n",
        ", line 4, question source: the code stands twice",
    ),
    "CSV with a long source": (
        CSV,
        GOOD + f"source,{'x' * 301}\n",
        ", line 3, question source: the source is longer than 300 characters",
    ),
    "CSV with an empty text": (CSV, GOOD + '1c," "\n', ", line 3, question 1c: the text is empty"),
    "CSV with an empty code": (CSV, GOOD + ",What?\n", ", line 3: the code is empty"),
    "CSV with NUL": (
        CSV,
        GOOD + "1c,What\0?\n",
        ", line 3, question 1c: the text holds the control character U+0000",
    ),
    "CSV with a long text after one of several lines": (
        CSV,
        'code,text\n1a,"Which\nrisks\n?"\n1c,' + "x" * 20_001,
        ", line 5, question 1c: the text is longer than 20000 characters",
    ),
    "CSV with a cell beyond all measure": (
        CSV,
        GOOD + "1c," + "x" * 200_000,
        ", line 3: not CSV: field larger than field limit (131072)",
    ),
    "CSV huge": (CSV, HUGE, ", line 1: the file is larger than 5000000 bytes"),
    "CSV is a directory": (CSV, make_directory, ", line 1: not a file"),
    "TOML not UTF-8": (TOML, HEAD.encode() + b'1a = "\xe9"\n', ", line 4: not UTF-8"),
    "TOML unclosed": (
        TOML,
        HEAD + '1a = "Which\n',
        ", line 4: not TOML: Illegal character '\\n' (at line 4, column 12)",
    ),
    "TOML of another language": (
        TOML,
        HEAD.replace("en", "ja") + '1a = "Which?"\n',
        ", line 1: locale 'ja' does not match the name of the file",
    ),
    "TOML without a language": (TOML, '[questions]\n1a = "Which?"\n', ", line 1: locale is missing"),
    "TOML without questions": (TOML, HEAD, ", line 1: no questions"),
    "TOML with an unknown code": (
        TOML,
        HEAD + '1a = "Which?"\n"1b.9" = "Who?"\n',
        ", line 5, question 1b.9: wording for an unknown code",
    ),
    "TOML with a code without quotes": (
        TOML,
        HEAD + '1a = "Which?"\n1b.i = "Who?"\n',
        ", line 5, question 1b: 1b must be a string, not a table",
    ),
    "TOML with a code twice": (
        TOML,
        HEAD + '1a = "Which?"\n1a = "Who?"\n',
        ", line 5: not TOML: Cannot overwrite a value (at line 5, column 12)",
    ),
    "TOML with an empty text": (TOML, HEAD + '1a = " "\n', ", line 4, question 1a: 1a is empty"),
    "TOML with a number": (
        TOML,
        HEAD + "1a = 7\n",
        ", line 4, question 1a: 1a must be a string, not a number",
    ),
    "TOML with a control character": (
        TOML,
        HEAD + '1a = "Which?"\n1c = "\\u0000"\n',
        ", line 5, question 1c: 1c holds the control character U+0000",
    ),
    "TOML with a long source": (
        TOML,
        f'source = "{"x" * 301}"\n' + HEAD + '1a = "Which?"\n',
        ", line 1: the source is longer than 300 characters",
    ),
    "TOML with an unknown key": (
        TOML,
        'origin = "A form"\n' + HEAD + '1a = "Which?"\n',
        ", line 1: unknown key 'origin'",
    ),
    "TOML is a directory": (TOML, make_directory, ", line 1: not a file"),
    "wording for an unknown framework": ("mini-7.0.en.csv", GOOD, ", line 1: unknown framework 'mini-7.0'"),
    "wording for a language without files": (
        "mini-1.0.fr.csv",
        GOOD,
        ", line 1: mini-1.0 has no wording in fr",
    ),
    "wording for no language": ("mini-1.0.english.csv", GOOD, ", line 1: 'english' is not a locale"),
    "wording without a language": (
        "mini-1.0.csv",
        GOOD,
        ", line 1: the name must be <framework>.<locale>.toml or .csv",
    ),
}
"""Official wording; whatever else there is in the directory is taken away first."""
