"""A newer extract under another name is proposed, and counts alone once somebody says that it is one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import steps
from tests.browser.watching import PATIENCE, Watched, opened
from tests.portal.serving import served

OCTOBER, NOVEMBER = "patients_2026-10.csv", "patients_2026-11.csv"


def _rows(first: int, last: int) -> str:
    return "".join(f"{n},Bloggs{n},1961-0{n % 9 + 1}-1{n % 9}\n" for n in range(first, last))


@pytest.fixture
def seen(browser: Browser, tmp_path: Path) -> Iterator[Watched]:
    with served(tmp_path, EXAMPLE="none") as running:
        watched = opened(browser, running.address, "", width=1440, theme="light")
        watched.settles()
        watched.page.get_by_label("Name of the clinic or group").fill("Tandvale Dental Group")
        steps.presses(watched, "Create the project")
        steps.goes_to(watched, "Uploads")
        files = ((OCTOBER, _rows(1, 41)), (NOVEMBER, _rows(4, 46)))
        named = [
            {"name": name, "mimeType": "text/csv", "buffer": f"PatNum,LName,Born\n{rows}".encode()}
            for name, rows in files
        ]
        watched.page.locator("input[type=file]").set_input_files(named)
        watched.sees("2 files received.")
        steps.rests(watched)
        yield watched
        watched.page.context.close()


def test_a_newer_file_is_said_to_be_one(seen: Watched) -> None:
    seen.sees("This looks like a newer")
    steps.presses(seen, "Yes, it is the newer one")
    seen.sees("The newer one counts from now on.")
    steps.rests(seen)
    expect(seen.page.get_by_text(OCTOBER)).to_have_count(0, timeout=PATIENCE)
    seen.page.get_by_text(NOVEMBER).first.click()
    seen.sees("Version 2: ")
    assert seen.overflow() == 0 and seen.errors == []
