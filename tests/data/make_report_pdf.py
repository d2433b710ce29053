"""Prints ``report.pdf``: two pages in two columns, as Chromium prints a page of a paper.

Run it where Chromium is (``CHROMIUM=/usr/bin/chromium``): ``python -m tests.data.make_report_pdf``.
"""

import os
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.reading.layouts import BYLINE, CAPTION, HEADLINE, LEDE, PARAGRAPHS

PAGE = f"""<!DOCTYPE html><html lang="vi"><meta charset="utf-8"><style>
@page {{ size: 120mm 150mm; margin: 12mm }} body {{ font: 10pt "DejaVu Serif", serif }}
h1 {{ font-size: 17pt }} p {{ text-align: justify }} .c {{ text-align: center; font-style: italic }}
.b {{ column-count: 2 }}</style><h1>{HEADLINE}</h1><p>Thứ Ba, 09/03/2021</p><p>{LEDE}</p>
<div class="b"><p>{PARAGRAPHS[0]}</p><p class="c">{CAPTION}</p>
{"".join(f"<p>{each}</p>" for each in PARAGRAPHS[1:])}<p>{BYLINE}</p></div></html>"""


def main() -> None:
    with sync_playwright() as playwright:
        chromium = os.environ.get("CHROMIUM")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        page.set_content(PAGE)
        page.pdf(path=Path(__file__).with_name("report.pdf"), prefer_css_page_size=True)
        browser.close()


if __name__ == "__main__":
    main()
