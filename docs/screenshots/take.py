"""Take the pictures of the README from a running archive.

    make demo &
    .venv-with-playwright/bin/python docs/screenshots/take.py http://127.0.0.1:8000

Five pages at 375 and 1280 px, what a reader sees first. CHROMIUM names the browser.
"""

import json
import os
import shutil
import sys
import urllib.request
from pathlib import Path

from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
SWITCHES = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")


def main(base: str) -> None:
    """Write ``NAME-WIDTH.jpg`` beside this file."""
    with urllib.request.urlopen(f"{base}/api/v1/search?q=%22chi+b%E1%BB%99%22&sort=newest") as answer:  # noqa: S310
        article = json.load(answer)["results"][2]["url"]
    pages = {
        "home": "/",
        "results": "/tim-kiem/?q=chi+b%E1%BB%99",
        "article": article,
        "directive": "/van-kien/chi-thi-05-ct-tw-2016/",
        "province": "/tinh/binh-thuan/",
    }
    browser_path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=list(SWITCHES))
        for width in (375, 1280):
            page = browser.new_page(viewport={"width": width, "height": 860})
            for name, address in pages.items():
                page.goto(base + address)
                page.screenshot(path=HERE / f"{name}-{width}.jpg", type="jpeg", quality=72)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
