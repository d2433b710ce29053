"""The archive's settings for tests: servers of their own under var/test, a database of each run's own."""

import os

os.environ.setdefault("ARCHIVE_VAR", "var/test")
# Playwright keeps an event loop in the test's thread; Django would take every query for one made inside it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

from archive.settings import *  # noqa: F403
from archive.settings import CACHES, CELERY_BROKER_TRANSPORT_OPTIONS, DATABASES

# A worker process started by a test belongs to the test's run and works on its database.
IS_CHILD = "ARCHIVE_TEST_RUN" in os.environ
RUN = os.environ.get("ARCHIVE_TEST_RUN", f"test_{os.getpid()}")
DATABASES["default"]["TEST"] = {"NAME": f"archive_{RUN}"}
if IS_CHILD:
    DATABASES["default"]["NAME"] = f"archive_{RUN}"
# Pooled connections would outlive the test database.
del DATABASES["default"]["OPTIONS"]["pool"]
# What a test wrote need not outlive a crash of the machine.
DATABASES["default"]["OPTIONS"]["options"] += " -c synchronous_commit=off"

# Redis may be a server that others use: everything a run writes carries its name and goes when it ends.
CACHES["default"]["KEY_PREFIX"] = RUN
CELERY_BROKER_TRANSPORT_OPTIONS["global_keyprefix"] = f"{RUN}:"

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
LOG_LEVEL = "WARNING"
LOOKOUT_SECONDS = 1.0
# A test asks as often as it likes.
SEARCHES_PER_MINUTE = 0
SHELVED_FROM_SECONDS = None  # tests of pages look at pages, not at what a slow moment left of them
