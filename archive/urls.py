"""All addresses of the site."""

from django.contrib import admin
from django.urls import include, path

from archive import health

urlpatterns = [
    path("healthz/live", health.live, name="health-live"),
    path("healthz/ready", health.ready, name="health-ready"),
    path("metrics", health.metrics, name="metrics"),
    path("admin/", admin.site.urls),
    path("", include("articles.urls")),
    path("", include("search.urls")),
]
