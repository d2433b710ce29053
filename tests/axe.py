"""What axe-core is asked of a page."""

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}

BY_LANGUAGE = {
    "vi": RULES,
    "en": {"runOnly": {"type": "rule", "values": ["color-contrast", "html-has-lang", "html-lang-valid"]}},
}
"""The whole of it in Vietnamese by day; in English by night what language and colours may change."""
