"""Why a file cannot be used."""


class FileRefused(ValueError):
    """The file cannot be used; the text says why and what to do, in the language of the page."""
