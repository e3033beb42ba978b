"""A version is named by its number, and a provisional one never without its mark."""

import pytest
from django.template import Context, Template
from django.utils import translation

from reports.frameworks import load


@pytest.mark.parametrize(
    ("framework_id", "language", "named"),
    [
        ("haip-1.0", "en", "1.0"),
        ("haip-1.0", "ja", "1.0"),
        ("haip-2.0", "en", "2.0 (provisional)"),
        ("haip-2.0", "fr", "2.0 (provisoire)"),
        ("haip-2.0", "ja", "2.0（暫定）"),
    ],
)
def test_how_a_version_is_named(framework_id, language, named):
    page = Template("{% load editions %}{{ framework|edition }}")
    with translation.override(language):
        assert page.render(Context({"framework": load(framework_id)})) == named
