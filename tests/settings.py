"""Settings of the test run: the product's own, with fast hashing and jobs run at once."""

import os

os.environ.setdefault("SECRET_KEY", "only-for-tests-" + "0123456789" * 5)
os.environ.setdefault("ALLOWED_HOSTS", "testserver,localhost,127.0.0.1")
os.environ.setdefault("DATABASE_URL", "sqlite:///:memory:")
os.environ.setdefault("DEVELOPMENT", "true")
os.environ.setdefault("SITE_URL", "http://testserver")
os.environ.setdefault("SITE_NAME", "HAIP Reports")
os.environ.setdefault("SITE_OPERATOR", "Test Operator")
os.environ.setdefault("SITE_CONTACT", "contact@operator.example")
os.environ.setdefault("EMAIL_URL", "memory:")
os.environ.setdefault("LOG_LEVEL", "WARNING")

from haip.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
ACCOUNT_RATE_LIMITS = False
