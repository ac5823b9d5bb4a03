"""A newer extract under another name is said to be one, and unreadable lines come back in a workbook."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
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
        broken = _rows(4, 46) + '46,"Doe,1970-01-01\n'
        files = ((OCTOBER, _rows(1, 41)), (NOVEMBER, broken))
        named = [
            {"name": name, "mimeType": "text/csv", "buffer": f"PatNum,LName,Born\n{rows}".encode()}
            for name, rows in files
        ]
        watched.page.locator("input[type=file]").set_input_files(named)
        watched.sees("2 files received.")
        steps.rests(watched)
        yield watched
        watched.page.context.close()


def test_a_newer_file_is_said_to_be_one_and_its_unreadable_line_is_put_right_in_a_workbook(
    seen: Watched,
) -> None:
    seen.sees("This looks like a newer")
    steps.presses(seen, "Yes, it is the newer one")
    seen.sees("The newer one counts from now on.")
    steps.rests(seen)
    expect(seen.page.get_by_text(OCTOBER)).to_have_count(0, timeout=PATIENCE)
    seen.page.get_by_text(NOVEMBER).first.click()
    seen.sees("Version 2: ")
    steps.presses(seen, "See how it was read, and put it right")
    seen.sees("Many lines at once")
    steps.presses(seen, "Take along as a workbook")
    with seen.page.expect_download(timeout=PATIENCE) as download:
        seen.page.get_by_text("Save the workbook").click()
    book = load_workbook(BytesIO(download.value.path().read_bytes()))
    for place, cell in enumerate(("46", "Doe", "1970-01-01")):
        book.worksheets[0].cell(2, 5 + place, cell)
    filled = BytesIO()
    book.save(filled)
    chosen = {"name": "filled.xlsx", "mimeType": "application/octet-stream", "buffer": filled.getvalue()}
    seen.page.locator("input[type=file][accept='.xlsx']").set_input_files(chosen)
    seen.sees("1 line is a record now.")
    steps.rests(seen)
    assert seen.overflow() == 0 and seen.errors == []
