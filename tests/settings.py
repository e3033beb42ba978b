"""Settings of the test run: the product's own, with fast hashing; jobs run when a test says `run_jobs()`."""

import os

os.environ.setdefault("SECRET_KEY", "only-for-tests-" + "0123456789" * 5)
os.environ.setdefault("ALLOWED_HOSTS", "testserver,localhost,127.0.0.1")
os.environ.setdefault("DATABASE_URL", "sqlite:///var/test-unused.sqlite3")
os.environ.setdefault("DEVELOPMENT", "true")
os.environ.setdefault("SITE_URL", "http://testserver")
os.environ.setdefault("SITE_NAME", "HAIP Reports")
os.environ.setdefault("SITE_OPERATOR", "Test Operator")
os.environ.setdefault("SITE_CONTACT", "contact@operator.example")
os.environ.setdefault("EMAIL_URL", "memory:")
os.environ.setdefault("LOG_LEVEL", "WARNING")

from haip.settings import *  # noqa: F403
from haip.settings import BASE_DIR, DATABASES

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, not memory: the browser's requests come in threads of their own.
    (BASE_DIR / "var").mkdir(exist_ok=True)
    DATABASES["default"]["TEST"] = {"NAME": str(BASE_DIR / "var" / "test.sqlite3")}
    _options = DATABASES["default"]["OPTIONS"]
    _options["init_command"] = _options["init_command"].replace("synchronous=FULL", "synchronous=OFF")

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
ACCOUNT_RATE_LIMITS = False
# Servers that a test starts in a process of their own serve static files from where they are written.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
