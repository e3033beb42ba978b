"""Settings of a server that is measured: the product's own, and one address more (`empty_urls`)."""

from haip.settings import *  # noqa: F403

ROOT_URLCONF = "tests.benchmarks.empty_urls"
