"""A citation as CSL-JSON, which citation processors read."""

from typing import Any

from articles.citing.citation import ARCHIVE, Citation

MEDIA_TYPE = "application/vnd.citationstyles.csl+json; charset=utf-8"


def item(citation: Citation) -> dict[str, Any]:
    """Return the item. A name is literal, so that no style turns it about."""
    known = {
        "title": citation.title,
        "author": [{"literal": name} for name in citation.authors],
        "container-title": citation.newspaper,
        "issued": {"date-parts": [list(citation.published_on.timetuple()[:3])]}
        if citation.published_on
        else None,
        "URL": citation.source_url or citation.address,
        "accessed": {"date-parts": [list(citation.retrieved_on.timetuple()[:3])]}
        if citation.source_url and citation.retrieved_on
        else None,
        "note": citation.archived,
    }
    return {
        "id": citation.key,
        "type": "article-newspaper",
        **{name: value for name, value in known.items() if value},
        "language": "vi",
        "archive": ARCHIVE,
        "archive_location": str(citation.id),
    }
