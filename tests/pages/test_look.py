"""What the style sheets promise: contrast, own fonts, nothing from elsewhere."""

import re
from pathlib import Path

import pytest
from django.conf import settings

STATIC = Path(settings.BASE_DIR) / "static"
TOKENS = (STATIC / "css" / "tokens.css").read_text()


def colours(scheme: str) -> dict[str, str]:
    light, _, dark = TOKENS.partition("@media (prefers-color-scheme: dark)")
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", light))
    return found | dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", dark)) if scheme == "dark" else found


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("text", "ground", "least"),
    [
        *((ink, ground, 4.5) for ink in ("ink", "soft", "lacquer", "lacquer-deep")
          for ground in ("paper", "raised", "sunken", "notice")),
        ("on-mark", "mark", 4.5),
        ("on-seal", "seal", 4.5),
        ("on-seal", "seal-deep", 4.5),
        ("edge", "paper", 3),
        ("edge", "raised", 3),
    ],
)  # fmt: skip
def test_words_can_be_read_on_their_ground(scheme, text, ground, least):
    values = colours(scheme)
    assert contrast(values[text], values[ground]) >= least


def test_both_schemes_name_the_same_colours():
    light, _, dark = TOKENS.partition("@media (prefers-color-scheme: dark)")
    names = [set(re.findall(r"--([\w-]+): #", half)) for half in (light, dark)]
    assert names[0] == names[1]


def test_style_sheets_ask_for_nothing_from_elsewhere():
    for sheet in STATIC.rglob("*.css"):
        text = sheet.read_text()
        assert "http" not in text, sheet
        assert "@import" not in text, sheet
        for url in re.findall(r'url\("([^"]+)"\)', text):
            assert (sheet.parent / url).resolve().is_file(), url


def test_every_font_has_its_licence_beside_it():
    folders = {font.parent for font in (STATIC / "fonts").rglob("*.woff2")}
    assert len(folders) == 2
    for folder in folders:
        licence = (folder / "OFL.txt").read_text()
        assert licence.startswith("Copyright")
        assert "SIL OPEN FONT LICENSE Version 1.1" in licence


def test_every_class_of_the_templates_is_styled():
    known = set(re.findall(r"\.([a-z][\w-]*)", "".join(p.read_text() for p in STATIC.rglob("*.css"))))
    used = set()
    for template in (Path(settings.BASE_DIR) / "templates").rglob("*.html"):
        if "admin" not in template.parts:
            plain = re.sub(r"{%.*?%}|{{.*?}}", " ", template.read_text())
            for value in re.findall(r'class="([^"]*)"', plain):
                used |= set(value.split())
    assert used - known - {"reports", "facet__options", "main"} == set()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [375, 768, 1920])
def test_no_page_is_wider_than_its_window(page, archive, width):
    page.set_viewport_size({"width": width, "height": 800})
    refused = []
    page.on("console", lambda message: refused.append(message.text))
    for address in ("/", "/tim-kiem/?q=chi+bo", archive.kien_moc.get_absolute_url(), "/tinh/lang-son/",
                    "/van-kien/chi-thi-05-ct-tw-2016/", "/don-vi/", "/nam/2021/", "/bao/"):  # fmt: skip
        page.goto(address)
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0, address
    page.evaluate("document.fonts.ready")
    loaded = page.evaluate("[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family)")
    assert {"Be Vietnam Pro", "Source Serif 4"} <= {name.strip('"') for name in loaded}
    assert refused == []
