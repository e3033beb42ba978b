"""The door through which a server calls the site."""

from wsgiref.util import setup_testing_defaults
from wsgiref.validate import validator

import pytest

from haip.wsgi import application

pytestmark = pytest.mark.django_db


def _call(path: str) -> tuple[str, bytes]:
    """Call the application as a server does, by the letter of the standard."""
    environ: dict[str, object] = {"SCRIPT_NAME": "", "PATH_INFO": path, "QUERY_STRING": ""}
    environ["HTTP_HOST"] = "testserver"
    setup_testing_defaults(environ)
    said: list[str] = []
    answer = validator(application)(environ, lambda status, headers: said.append(status))
    try:
        return said[0] if said else "", b"".join(answer) if said else b""
    finally:
        answer.close()


def test_it_answers():
    assert _call("/livez") == ("200 OK", b"ok")


@pytest.mark.parametrize("path", ["/\xff\xfe", "/livez\x00", "/" + "a" * 10_000])
def test_it_answers_whatever_the_path(path):
    assert _call(path)[0].startswith("404")
