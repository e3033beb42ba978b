"""Words that were sent when nobody was signed in any more: kept in the session until somebody signs in.

Without JavaScript a page that was open too long sends its words to the sign-in page. They are put back into
the fields afterwards, not saved. Belongs here: keeping and taking them. Not here: the page itself.
"""

from django.http import HttpRequest, QueryDict

_KEY = "typed"
MOST_BYTES = 1_000_000
WRITTEN_ON = {
    "workspace:section",
    "workspace:notes",
    "workspace:action-new",
    "workspace:action",
    "workspace:action-outcome",
    "secretariat:comments",
}
KEPT_SECONDS = 3600
"""How long a session without a person may last that holds words."""


def keep_typed(request: HttpRequest) -> bool:
    """Keep what was sent to a page on which people write; return whether it was."""
    match = request.resolver_match
    if request.method != "POST" or match is None or match.view_name not in WRITTEN_ON:
        return False
    words = request.POST.copy()
    words.pop("csrfmiddlewaretoken", None)
    typed = words.urlencode()
    if len(typed) > MOST_BYTES:
        return False
    request.session[_KEY] = {"path": request.path, "words": typed}
    if not request.user.is_authenticated:
        request.session.set_expiry(KEPT_SECONDS)
    return True


def take_typed(request: HttpRequest) -> QueryDict | None:
    """Return what was kept for this page, once; None if nothing was."""
    kept = request.session.get(_KEY)
    if not kept or kept["path"] != request.path:
        return None
    del request.session[_KEY]
    return QueryDict(kept["words"])
