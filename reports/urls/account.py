"""A person's own settings, beside django-allauth's pages."""

from django.urls import path

from reports.views import account

app_name = "account"

urlpatterns = [path("settings/", account.settings, name="settings")]
