"""All addresses. English stands bare, Japanese and French under a prefix; what machines ask has none."""

from allauth.account.decorators import secure_admin_login
from allauth.account.urls import urlpatterns as account_urls
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from haip.accounts import SignOutView
from reports.urls import public

admin.autodiscover()
admin.site.login = secure_admin_login(admin.site.login)

# django-allauth's own, with a sign-out that also clears the browser.
account_patterns = [
    path("logout/", SignOutView.as_view(), name="account_logout"),
    *(pattern for pattern in account_urls if pattern.name != "account_logout"),
]

urlpatterns = [
    path("", include((public.probe_patterns, "probes"))),
    path("", include((public.crawler_patterns, "crawlers"))),
    *i18n_patterns(
        path("", include("reports.urls.public")),
        path("workspace/", include("reports.urls.workspace")),
        path("read/", include("reports.urls.reading")),
        path("secretariat/", include("reports.urls.secretariat")),
        path("account/", include("reports.urls.account")),
        path("account/", include(account_patterns)),
        path("admin/", admin.site.urls),
        prefix_default_language=False,
    ),
]
