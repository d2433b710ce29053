"""A second opinion on which paragraphs are the article, for pages whose structure leaves a doubt."""

import logging
from functools import cache
from typing import Any

MAX_MARKUP = 500_000
"""Letters beyond which the page is not asked about: the extractor's time grows faster than the page."""


@cache
def _trafilatura() -> Any:
    # Loaded when first needed: it takes a third of a second and 20 MB.
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    return trafilatura


def paragraphs_by_trafilatura(markup: str) -> list[str]:
    """Return the paragraphs that trafilatura takes for the article; none where it finds no article."""
    if len(markup) > MAX_MARKUP:
        return []
    text = _trafilatura().extract(
        markup, fast=True, include_comments=False, include_tables=True, with_metadata=False, favor_recall=True
    )
    return [line.strip() for line in (text or "").splitlines() if line.strip()]
