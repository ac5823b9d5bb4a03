"""Chromium as installed on this machine, and a portal with the example in it.

Skips loudly where there is no Chromium. Pictures are taken only where PICTURES=1 asks for them.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.watching import Watched, opened
from tests.portal.serving import Served, served

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"
SHORT = (
    "overview-light-1440",
    "mapping-preview-light-1440",
    "decisions-light-1440",
    "go-live-light-1440",
    "log-dark-1440",
)
"""Kept once more without what is further down: the README shows these side by side."""
SHORT_HEIGHT = 1_800
PLAIN = ["--no-sandbox", "--disable-gpu"]
"""Without a graphics card a picture of one costs more than the page."""
COLOURS = 64
"""A page has few, and the rare ones matter: they mark what waits. Files are a third as large."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("SKIPPED, NOT PASSED: no Chromium on this machine, so no page was walked in a browser")
    with sync_playwright() as play:
        running = play.chromium.launch(executable_path=chromium, args=PLAIN)
        yield running
        running.close()


@pytest.fixture(scope="session")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("portal"), ZONE="America/Chicago") as running:
        yield running


@pytest.fixture
def visit(browser: Browser, portal: Served) -> Iterator[Callable[..., Watched]]:
    """`visit("log", width=390, theme="dark")`: a page of the portal, watched for errors until the end."""
    watched: list[Watched] = []

    def go(path: str = "", *, width: int = 1440, theme: str = "light") -> Watched:
        watched.append(opened(browser, portal.address, path, width=width, theme=theme))
        return watched[-1]

    yield go
    for each in watched:
        each.page.context.close()
    assert [error for each in watched for error in each.errors] == []


@pytest.fixture
def picture() -> Callable[[Page, str], None]:
    """Takes a small picture of the whole page into docs/pictures where PICTURES=1 asks for it."""

    def take(page: Page, name: str) -> None:
        if os.environ.get("PICTURES") == "1":
            place = PICTURES / f"{name}.png"
            place.parent.mkdir(parents=True, exist_ok=True)
            taken = Image.open(BytesIO(page.screenshot())).convert("RGB")
            few = few_colours(taken)
            few.save(place, optimize=True)
            if name in SHORT:
                few.crop((0, 0, few.width, min(few.height, SHORT_HEIGHT))).save(
                    PICTURES / f"{name}-short.png", optimize=True
                )

    return take


def few_colours(taken: Image.Image) -> Image.Image:
    """The most frequent colours as they are, so that grounds do not shift, and the rest as near as can be."""
    counted = sorted(taken.getcolors(taken.width * taken.height) or [], reverse=True)
    frequent = [colour for _, colour in counted[: COLOURS // 3]]
    spread = taken.quantize(COLOURS - len(frequent), Image.Quantize.MAXCOVERAGE).getpalette() or []
    palette = Image.new("P", (1, 1))
    palette.putpalette([*(part for colour in frequent for part in colour), *spread])
    return taken.quantize(palette=palette, dither=Image.Dither.NONE)
