"""Every page in every state, at both widths and in both themes, over set answers and without a reload.

`make test` walks two of the four combinations; PICTURES=1 walks all of them and keeps what they look like.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.watching import PATIENCE, Watched, opened
from tests.portal.gallery import NAMES, NEEDS_FILE
from tests.portal.serving import Served, served

ROOT = Path(__file__).resolve().parents[2]
SERVER = ROOT / "tests" / "portal" / "probe_server.py"
SCRIPT = ROOT / "tests" / "portal" / "gallery_script.py"
ALL = ((1440, "light"), (390, "dark"), (1440, "dark"), (390, "light"))
TAKEN = os.environ.get("PICTURES") == "1"
LOOKS = ALL if TAKEN else ALL[:2]
LOW = """([tapped, thumb]) => [...document.querySelectorAll(tapped)]
    .filter(box => box.checkVisibility({ visibilityProperty: true }))
    .filter(box => 0 < box.getBoundingClientRect().height && box.getBoundingClientRect().height < thumb)
    .map(box => box.innerText || box.getAttribute("aria-label"))"""
PRIMARY = "[data-testid=stMain] button[data-testid^=stBaseButton-primary]:visible"
TAPPED = "[data-testid=stMain] button[data-testid^=stBaseButton]"
THUMB = 40
"""Pixels; what is tapped on a phone is at least as tall (WCAG 2.2, 2.5.8 asks for 24)."""


@pytest.fixture(scope="module")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(ROOT))
        with served(tmp_path_factory.mktemp("gallery"), str(SERVER), str(SCRIPT)) as running:
            yield running


@pytest.mark.timeout(600)
@pytest.mark.parametrize(("width", "theme"), LOOKS)
def test_every_page_in_every_state_is_whole_and_fits_its_window(
    browser: Browser, gallery: Served, picture: Callable[[Page, str], None], width: int, theme: str
) -> None:
    seen = opened(browser, gallery.address, "", width=width, theme=theme)
    seen.settles()
    for name in NAMES:
        _turn_to(seen, name)
        seen.settles()
        if TAKEN:
            seen.whole()
            picture(seen.page, f"states/{name}-{theme}-{width}")
            seen.page.set_viewport_size({"width": width, "height": 900})
        assert faults(seen) == [], f"{name}, {theme}, {width}"
    seen.page.context.close()
    assert seen.errors == []


def _turn_to(seen: Watched, name: str) -> None:
    wanted = seen.page.get_by_label("State", exact=True)
    wanted.fill(name)
    wanted.press("Enter")
    shown = seen.page.locator(".st-key-gallery-shown p")
    expect(shown).to_have_text(name, timeout=PATIENCE)
    drop = seen.page.locator("input[type=file]").first
    if NAMES[name] in NEEDS_FILE:
        drop.set_input_files({"name": "readiness.pdf", "mimeType": "application/pdf", "buffer": b"%PDF"})
        expect(seen.page.locator(".cb-verdict, .cb-state:not(.empty)")).to_be_visible(timeout=PATIENCE)


def faults(seen: Watched) -> list[str]:
    """What is wrong with the page as it stands, in words."""
    page = seen.page
    found = []
    if seen.overflow() > 0:
        found.append(f"wider than its window by {seen.overflow()} pixels")
    if page.locator(".cb-title").count() != 1:
        found.append("not one title")
    if page.locator(PRIMARY).count() > 1:
        found.append(f"{page.locator(PRIMARY).count()} main actions")
    if page.locator("[data-testid=stException]").count() or "Traceback" in page.content():
        found.append("a traceback")
    if page.get_by_text("This page could not be shown").count():
        found.append("broken")
    phone = (page.viewport_size or {"width": 0})["width"] < 640
    low = page.evaluate(LOW, [TAPPED, THUMB]) if phone else []
    return [*found, *(f"too low to tap: {box}" for box in low)]
