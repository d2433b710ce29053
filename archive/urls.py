"""All addresses of the site."""

from importlib.util import find_spec

from django.contrib import admin
from django.urls import include, path

from archive import health

urlpatterns = [
    path("healthz/live", health.live, name="health-live"),
    path("healthz/ready", health.ready, name="health-ready"),
    path("metrics", health.metrics, name="metrics"),
    path("admin/", admin.site.urls),
]
urlpatterns += [path("", include(name)) for name in ("articles.urls", "search.urls") if find_spec(name)]
