"""How static files are stored and named. What they contain stands in `static/`."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Hashed names for everything, the modules that a script imports included.

    Without this an old cached module could meet a new page after an upgrade.
    """

    support_js_module_import_aggregation = True
