"""The addresses of what the archive holds."""

from django.conf import settings
from django.urls import path, re_path

from articles.citing import views as citing
from articles.views import (
    articles,
    components,
    coverage,
    directives,
    home,
    localities,
    months,
    newspapers,
    places,
    province,
    reporting,
    texts,
    units,
    unmatched,
    years,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("bai-viet/<int:pk>/goc/", articles.article_original, name="article-original"),
    path("bai-viet/<int:pk>/trich-dan.bib", citing.as_bibtex, name="article-bibtex"),
    path("bai-viet/<int:pk>/trich-dan.ris", citing.as_ris, name="article-ris"),
    path("bai-viet/<int:pk>/trich-dan.json", citing.as_csl, name="article-csl"),
    path("bai-viet/<int:pk>/bao-loi/", reporting.report, name="article-report"),
    path("bai-viet/<int:pk>/bao-loi/da-nhan/", reporting.report_received, name="report-received"),
    path(
        "bai-viet/<int:pk>/bao-loi/da-nhan/<int:number>/", reporting.report_received, name="report-received"
    ),
    path("bai-viet/<int:pk>/", articles.article, name="article-permanent"),
    path("bai-viet/<int:pk>/<slug:slug>/", articles.article, name="article"),
    path("tinh/", places.provinces, name="provinces"),
    path("tinh/<slug:slug>/", province.province, name="province"),
    path("huyen/<slug:slug>/", localities.district, name="district"),
    path("xa/<slug:slug>/", localities.commune, name="commune"),
    path("don-vi/", units.units, name="units"),
    path("don-vi/<slug:slug>/", units.unit, name="unit"),
    path("van-kien/", directives.directives, name="directives"),
    path("van-kien/chua-khop/", unmatched.unmatched, name="unmatched"),
    path("van-kien/<slug:slug>/", directives.directive, name="directive"),
    path("nam/", years.years, name="years"),
    re_path(r"^nam/(?P<year>[12][0-9]{3})/$", years.year, name="year"),
    re_path(r"^nam/(?P<year>[12][0-9]{3})/(?P<month>0[1-9]|1[0-2])/$", months.month, name="month"),
    path("bao/", newspapers.newspapers, name="newspapers"),
    path("bao/<slug:slug>/", newspapers.newspaper, name="newspaper"),
    path("do-phu/", coverage.coverage, name="coverage"),
    path("do-phu/so-lieu.csv", coverage.coverage_csv, name="coverage-csv"),
    path("tro-giup/", texts.help_page, name="help"),
    path("gioi-thieu/", texts.about, name="about"),
]

if settings.DEBUG:
    urlpatterns.append(path("_components/", components.components, name="components"))
