"""The site as gunicorn serves it: `gunicorn archive.wsgi`."""

import os
from threading import Thread

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")

application = get_wsgi_application()

from search.columns import keeping  # noqa: E402 - not before Django is set up

# A million entries take seconds to read; whoever comes first shall not wait for all of them.
Thread(target=keeping.warm, name="columns", daemon=True).start()
