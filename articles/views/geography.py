"""In which geography a page shows provinces."""

from django.http import HttpRequest

from articles.models.geography import NOW, THEN


def chosen_lens(request: HttpRequest) -> str:
    """Return the geography that the address asks for: "34", or the 63 in every other case."""
    return NOW if request.GET.get("lens") == NOW else THEN
