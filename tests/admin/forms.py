"""What a browser would send back of a form that it was shown."""

from typing import Any

import lxml.html


def filled(response: Any, **changes: Any) -> dict[str, Any]:
    """The values of the page's largest form, with some of them changed."""
    forms = lxml.html.fromstring(response.content.decode()).forms
    form = max(forms, key=lambda each: len(each.inputs))
    data: dict[str, Any] = {}
    for field in form.inputs:
        kind, name = field.get("type", ""), field.get("name")
        if not name or kind in ("submit", "image", "button"):
            continue
        if kind in ("checkbox", "radio"):
            if field.checked:
                data.setdefault(name, []).append(field.get("value", "on"))
        elif field.tag == "select" and field.multiple:
            data[name] = list(field.value)
        else:
            data[name] = field.value or ""
    return {**data, **changes}


def errors(response: Any) -> str:
    """What the form complains about."""
    page = lxml.html.fromstring(response.content.decode())
    told = page.xpath("//*[contains(@class, 'errorlist') or contains(@class, 'report-form__error')]")
    return " | ".join(each.text_content().strip() for each in told)
