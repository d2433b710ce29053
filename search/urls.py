"""The addresses of search."""

from django.urls import path

from search import api, views
from search.exports.views import take_away
from search.feeds import search_feed
from search.suggesting.views import suggestions

urlpatterns = [
    path("tim-kiem/", views.results, name="search"),
    path("tim-kiem/atom.xml", search_feed, name="search-feed"),
    path("tim-kiem/tai-ve.<slug:form>", take_away, name="take-away"),
    path("tim-kiem/<slug:key>/", views.values, name="facet-values"),
    path("api/v1/search", api.search, name="api-search"),
    path("api/v1/suggest", suggestions, name="api-suggest"),
]
