"""One spelling of a source, one fingerprint."""

import json

import pytest
import rfc8785

from reports.documents.canonical import canonical, sha256
from tests.reports.documents.samples import make_source


def test_keys_are_sorted_and_text_is_utf_8():
    assert canonical({"b": "あ\n", "a": [1, None, True, "\u20ac"]}) == (
        '{"a":[1,null,true,"€"],"b":"あ\\n"}'.encode()
    )


def test_the_order_of_keys_does_not_move_the_fingerprint():
    source = make_source({"1a": "é 安全 😀"})
    turned = dict(reversed(source.items()))
    assert sha256(canonical(source)) == sha256(canonical(turned))
    assert json.loads(canonical(source)) == source


def test_one_character_moves_the_fingerprint():
    assert sha256(canonical(make_source({"1a": "a"}))) != sha256(canonical(make_source({"1a": "b"})))


def test_the_fingerprint_is_that_of_the_bytes():
    assert sha256(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_half_a_surrogate_pair_is_refused():
    with pytest.raises(rfc8785.CanonicalizationError):
        canonical({"a": "\ud800"})
