"""The fingerprint of whatever a page is made of beside the database: code, templates, words, settings.

A page that another release has stored is served no more.
"""

from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from reports import frameworks

DIGITS = 16
_MADE_OF = ("haip/**/*.py", "reports/**/*.py", "reports/**/*.toml", "templates/**/*", "haip/locale/**/*.mo")


def release() -> str:
    """Return the fingerprint, 16 hexadecimal digits: the same in every process of one installation."""
    names = (settings.SITE_NAME, settings.SITE_OPERATOR, settings.SITE_CONTACT, settings.SITE_URL)
    return _fingerprint(_files(settings.BASE_DIR, settings.STATIC_ROOT), frameworks.state(), *names)


@cache
def _fingerprint(*parts: str) -> str:
    """Made once for each value of the settings and each state of the operator's files."""
    return sha256("\0".join(parts).encode()).hexdigest()[:DIGITS]


@cache
def _files(base: Path, static: Path) -> str:
    """Read once for each process: a release is started anew."""
    found = sorted({path for pattern in _MADE_OF for path in base.glob(pattern) if path.is_file()})
    # Names of style sheets and scripts stand in the pages.
    found += [path for path in [static / "staticfiles.json"] if path.is_file()]
    digest = sha256()
    for path in found:
        digest.update(f"{path.name}\0{sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()
