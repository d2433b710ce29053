"""Addresses that moved: of a record that was merged into another, of an article with another headline."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.cache import patch_cache_control

from articles.ingest import merging


def moved_to(address: str) -> HttpResponse:
    """Lead to another address of ours, for good as far as anybody knows (301).

    Browsers must ask each time all the same: an editor may take back what moved it, and two answers that were
    kept would then lead to each other without end.
    """
    answer = redirect(address, permanent=True)
    patch_cache_control(answer, no_cache=True)
    return answer


def to_heir(page: str, record: Any) -> HttpResponse:
    """Lead to the record for which a merged one counts; ``page`` is the name of its address."""
    return moved_to(resolve_url(page, merging.standing(record).slug))
