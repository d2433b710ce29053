"""All settings, each read from the environment once. `.env.example` lists the variables.

Without DATABASE_URL and REDIS_URL the archive runs servers of its own, see `archive.embedded`.
"""

from pathlib import Path

import django_stubs_ext
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from archive import embedded, environment
from archive.embedded.server import secret
from archive.release import of_files

# Django's own classes cannot be written with a type in brackets before this.
django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent

# Servers and secrets

ARCHIVE_VAR = BASE_DIR / environment.text("ARCHIVE_VAR", "var")
EXTERNAL_DATABASE_URL = environment.address("DATABASE_URL", ("postgresql", "postgres"))
EXTERNAL_REDIS_URL = environment.address("REDIS_URL", ("redis", "rediss"))
SERVERS = embedded.use(ARCHIVE_VAR, postgres=not EXTERNAL_DATABASE_URL, redis=not EXTERNAL_REDIS_URL)
REDIS_URL = EXTERNAL_REDIS_URL or SERVERS.redis_url

DEBUG = environment.truth("DEBUG")
# Made once for this copy where none is given; several web machines must be given one in common.
SECRET_KEY = environment.text("SECRET_KEY") or secret(ARCHIVE_VAR / "secret" / "django")

# Health checks ask on the machine itself, whatever the site's public name is.
ALLOWED_HOSTS = [*environment.words("ALLOWED_HOSTS"), "127.0.0.1", "localhost", "[::1]"]
CSRF_TRUSTED_ORIGINS = environment.words("CSRF_TRUSTED_ORIGINS")
# Behind a proxy that speaks TLS to the reader, and says so.
BEHIND_TLS = environment.truth("BEHIND_TLS")

# Parts

INSTALLED_APPS = [
    "archive",
    "articles",
    "search",
    "django_htmx",
    "simple_history",
    "archive.desk.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # files that are not collected, and so not compressed, too
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "archive.guards.WithoutNul",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "archive.language.LanguageMiddleware",
    "archive.errors.UnavailableDatabase",
    "archive.conditional.UnchangedPages",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "articles.admin.acting.InEditorsName",
    "archive.throttle.SearchesInMeasure",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "archive.urls"
WSGI_APPLICATION = "archive.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# The history of a record is asked for by its key alone.
SIMPLE_HISTORY_DATE_INDEX = False

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# Database

DATABASES = {"default": environment.database("DATABASE_URL", EXTERNAL_DATABASE_URL or SERVERS.database_url)}
DATABASES["default"] |= {
    "CONN_MAX_AGE": 0,  # The pool keeps connections; Django must not keep them as well.
    "CONN_HEALTH_CHECKS": True,
    "OPTIONS": {
        "connect_timeout": 10,
        "application_name": "archive",
        # Search bounds its own statements; these two keep one stuck session from stopping all others.
        "options": "-c lock_timeout=30s -c idle_in_transaction_session_timeout=10min",
        # So long a reader waits for a database that is away before the page says so.
        "pool": {"min_size": 0, "max_size": environment.number("DATABASE_POOL_SIZE", 8), "timeout": 4},
        **DATABASES["default"].get("OPTIONS", {}),
    },
}

CACHES = {
    "default": {
        "BACKEND": "archive.cache.Cache",
        "LOCATION": REDIS_URL,
        # No release reads what another one remembered: it may have another form.
        "KEY_PREFIX": of_files(BASE_DIR).digest,
        # What is only remembered must not be waited for.
        "OPTIONS": {"socket_timeout": 3, "socket_connect_timeout": 3},
    }
}

# Queue

CELERY_BROKER_URL = REDIS_URL
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# A task unacknowledged for this long goes to another worker; the longest file takes minutes.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 3600,
    "socket_timeout": 30,
    "socket_keepalive": True,
    "queue_order_strategy": "archive.queues.EditorsFirst",
}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_TRACK_STARTED = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
# Celery would open a connection for every task; archive/celery.py drops one that failed.
CELERY_DB_REUSE_MAX = 500
# In KiB. One document may cost 2 GB; a process that grew beyond this is replaced when its task ends.
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 1024 * 1024
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
# One uploaded report must not wait behind a folder of ten thousand: what stands first here is asked first.
CELERY_TASK_QUEUES: dict[str, dict[str, str]] = {"single": {}, "bulk": {}}
CELERY_TASK_DEFAULT_QUEUE = "single"
CELERY_TASK_CREATE_MISSING_QUEUES = False
CELERY_TIMEZONE = "UTC"
# A worker looks this often for documents whose tasks were lost.
LOOKOUT_SECONDS = 60.0

# Language and time

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Tiếng Việt")), ("en", _("Tiếng Anh"))]
LANGUAGE_COOKIE_NAME = "lang"
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["archive.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"

# Readers

# Where they report errors: shown on the page about the archive.
CONTACT_EMAIL = environment.text("CONTACT_EMAIL")
# Days after which it is forgotten how the reader can be reached whose report is closed.
REPORT_CONTACT_DAYS = environment.count("REPORT_CONTACT_DAYS", 90)

# Files

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = ARCHIVE_VAR / "media"
# Names with a fingerprint need `STATIC_COLLECTED=true manage.py collectstatic` first: the image has done it.
# Everywhere else files are served from where they were written.
STATIC_COLLECTED = environment.truth("STATIC_COLLECTED")
STATIC_ROOT = ARCHIVE_VAR / "static" if STATIC_COLLECTED else None
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if STATIC_COLLECTED
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not STATIC_COLLECTED
WHITENOISE_AUTOREFRESH = DEBUG

# An editor sends a month of reports at once; each of them may be a large scan.
DATA_UPLOAD_MAX_NUMBER_FILES = 500
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

# Safety

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
LOGIN_URL = "admin:login"
CSRF_FAILURE_VIEW = "archive.errors.forbidden_form"

# Of one address on the network; 0 for no limit. The machine itself and editors have none.
SEARCHES_PER_MINUTE = environment.count("SEARCHES_PER_MINUTE", 240)
REPORTS_PER_HOUR = environment.count("REPORTS_PER_HOUR", 10)

# A public page that took longer is kept for the next reader (archive/shelf.py); None keeps none.
SHELVED_FROM_SECONDS: float | None = 0.1

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = BEHIND_TLS
CSRF_COOKIE_SECURE = BEHIND_TLS
SECURE_SSL_REDIRECT = BEHIND_TLS
SECURE_REDIRECT_EXEMPT = [r"^healthz/", r"^metrics$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if BEHIND_TLS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None

# Logs

LOG_LEVEL = environment.choice("LOG_LEVEL", ("DEBUG", "INFO", "WARNING", "ERROR"), "INFO")
LOG_AS_JSON = environment.truth("LOG_AS_JSON")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "words": {"()": "archive.logs.WordsFormatter"},
        "json": {"()": "archive.logs.JsonFormatter"},
    },
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "json" if LOG_AS_JSON else "words"}
    },
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
}
