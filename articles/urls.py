"""The addresses of what the archive holds."""

from django.conf import settings
from django.urls import path, re_path

from articles.views import articles, components, directives, home, newspapers, places, units, years

urlpatterns = [
    path("", home.home, name="home"),
    path("bai-viet/<int:pk>/goc/", articles.article_original, name="article-original"),
    path("bai-viet/<int:pk>/", articles.article),
    path("bai-viet/<int:pk>/<slug:slug>/", articles.article, name="article"),
    path("tinh/", places.provinces, name="provinces"),
    path("tinh/<slug:slug>/", places.province, name="province"),
    path("don-vi/", units.units, name="units"),
    path("don-vi/<slug:slug>/", units.unit, name="unit"),
    path("van-kien/", directives.directives, name="directives"),
    path("van-kien/<slug:slug>/", directives.directive, name="directive"),
    path("nam/", years.years, name="years"),
    re_path(r"^nam/(?P<year>[12][0-9]{3})/$", years.year, name="year"),
    path("bao/", newspapers.newspapers, name="newspapers"),
    path("bao/<slug:slug>/", newspapers.newspaper, name="newspaper"),
]

if settings.DEBUG:
    urlpatterns.append(path("_components/", components.components, name="components"))
