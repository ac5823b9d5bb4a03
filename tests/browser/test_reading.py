"""Checking what was read as people do it: repairs accepted, a line put right, a choice tried and left."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import steps
from tests.browser.watching import PATIENCE, Watched, opened
from tests.portal.serving import served

NAMES = ("Bloggs, Ada", "Poe, Sam", "Roe, Kim", "Doe, Pat", "Hall, Joy")
NOTES = ("Recall", "Crown on 14", "Filling", "Cleaning", "X-ray")


def _row(n: int) -> str:
    """Two values run together in three rows; in one, a quotation mark is opened and never closed."""
    name, day, note = NAMES[n % 5], f"2021-{1 + n % 12:02}-{1 + n % 28:02}", NOTES[n * 3 % 5]
    if n == 22:
        return f'{1000 + n};"{name} {note}'
    between = "" if n in (17, 31, 44) else ";"
    return f"{1000 + n};{name}{between}{day};{note}"


@pytest.fixture
def seen(browser: Browser, tmp_path: Path) -> Iterator[Watched]:
    with served(tmp_path, EXAMPLE="none") as running:
        watched = opened(browser, running.address, "", width=1440, theme="light")
        watched.settles()
        watched.page.get_by_label("Name of the clinic or group").fill("Tandvale Dental Group")
        steps.presses(watched, "Create the project")
        steps.goes_to(watched, "Uploads")
        content = "\n".join(["Id;Name;Seen;Note", *map(_row, range(1, 61)), ""]).encode()
        file = {"name": "visits.csv", "mimeType": "text/csv", "buffer": content}
        watched.page.locator("input[type=file]").set_input_files(file)
        watched.sees("1 file received.")
        steps.rests(watched)
        yield watched
        watched.page.context.close()


def test_damaged_lines_are_accepted_and_an_unreadable_one_is_put_right(seen: Watched) -> None:
    seen.page.get_by_text("visits.csv").first.click()
    steps.presses(seen, "See how it was read, and put it right")
    expect(seen.page.locator(".cb-title")).to_have_text("Check what was read", timeout=PATIENCE)
    steps.presses(seen, "Accept all 3 repairs of this kind")
    seen.sees("Bloggs, Ada")
    steps.rests(seen)
    steps.chooses(seen, "Columns are split by", "Commas")
    seen.sees("You are trying this out. Columns are split by: Commas.")
    steps.presses(seen, "Leave it as it was")
    steps.presses(seen, "Put it right")
    fields = seen.page.locator("form input")
    expect(fields).to_have_count(4, timeout=PATIENCE)
    for place, text in enumerate(("1022", "Roe, Kim", "2021-11-23", "Crown on 14")):
        fields.nth(place).fill(text)
    steps.presses(seen, "Save as a record")
    seen.sees("Put right by Robin")
    steps.rests(seen)
    expect(seen.page.locator(".cb-left")).to_have_text("Nothing is left for you here.", timeout=PATIENCE)
    expect(seen.page.locator(".cb-standing.settled")).to_be_visible()
    assert seen.overflow() == 0 and seen.errors == []
