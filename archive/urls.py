"""All addresses of the site."""

from django.contrib import admin
from django.contrib.sitemaps import views as sitemap_views
from django.templatetags.static import static
from django.urls import include, path
from django.views.decorators.cache import cache_control
from django.views.generic import RedirectView

from archive import health
from archive.robots import robots
from archive.sitemaps import SITEMAPS

handler400 = "archive.errors.bad_request"
handler403 = "archive.errors.forbidden"
handler404 = "archive.errors.not_found"
handler500 = "archive.errors.server_error"

sitemap_files = cache_control(public=True, max_age=60 * 60)
SITEMAP_FILE = "sitemap-file"

urlpatterns = [
    path("favicon.ico", RedirectView.as_view(url=static("favicon.svg"), permanent=True)),
    path("robots.txt", robots, name="robots"),
    path(
        "sitemap.xml",
        sitemap_files(sitemap_views.index),
        {"sitemaps": SITEMAPS, "sitemap_url_name": SITEMAP_FILE},
        name="sitemap",
    ),
    path(
        "sitemap-<slug:section>.xml",
        sitemap_files(sitemap_views.sitemap),
        {"sitemaps": SITEMAPS},
        name=SITEMAP_FILE,
    ),
    path("healthz/live", health.live, name="health-live"),
    path("healthz/ready", health.ready, name="health-ready"),
    path("metrics", health.metrics, name="metrics"),
    path("admin/", admin.site.urls),
    path("", include("articles.urls")),
    path("", include("search.urls")),
]
