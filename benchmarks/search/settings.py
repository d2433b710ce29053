"""The archive's settings, and the usual recipe as one application more."""

from archive.settings import *  # noqa: F403

INSTALLED_APPS = [*INSTALLED_APPS, "benchmarks.search.recipe"]  # noqa: F405
