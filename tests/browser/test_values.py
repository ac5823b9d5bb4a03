"""A person gives a word its code, corrects a text in the grid, sees what that does, and saves one version."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser import steps
from tests.browser.test_mapping import choose, line
from tests.browser.watching import PATIENCE, Watched, opened
from tests.portal.serving import Served, served

Picture = Callable[[Page, str], None]


@pytest.fixture(scope="module")
def mapped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("valued"), ZONE="America/Chicago") as running:
        yield running


@pytest.fixture
def at(browser: Browser, mapped: Served) -> Iterator[Callable[..., Watched]]:
    watched: list[Watched] = []

    def go(*, width: int = 1440, theme: str = "light") -> Watched:
        watched.append(opened(browser, mapped.address, "mapping", width=width, theme=theme))
        watched[-1].settles()
        return watched[-1]

    yield go
    for each in watched:
        each.page.context.close()
    assert [error for each in watched for error in each.errors] == []


def grid(seen: Watched, table: str, column: str) -> Locator:
    choose(seen, "Table", table)
    line(seen, column).first.get_by_role("button", name="Open").click()
    steps.turns_to(seen, "Values")
    found = seen.page.get_by_role("region", name="What each value becomes")
    expect(found.locator("tbody tr").first).to_be_visible(timeout=PATIENCE)
    return found


def test_a_word_gets_its_code_and_a_text_is_corrected_each_tried_first_and_saved_as_one_version(
    at: Callable[..., Watched], picture: Picture
) -> None:
    seen = at()
    words = grid(seen, "ledger", "EntryType")
    expect(words.locator("tbody tr").first).to_contain_text("waits")
    words.get_by_label("What it becomes: CR").select_option("credit")
    expect(words.get_by_role("status")).to_have_text("1 value changed here, not saved yet")
    words.get_by_role("button", name="See what it does").click()
    trial = words.locator(".trial")
    expect(trial).to_contain_text("can be read that could not be before", timeout=PATIENCE)
    expect(trial.locator("li")).to_contain_text("credit")
    seen.whole()
    picture(seen.page, "values-tried-light-1440")
    words.get_by_label("Why (may stay empty)").fill("The desk says that CR is a credit.")
    words.get_by_role("button", name="Save as one version").click()
    seen.sees("Saved as version 1.")
    expect(words.locator(".standing")).to_contain_text("all of them read", timeout=PATIENCE)
    words.get_by_text("Settled by people").click()
    expect(words.locator("tbody tr")).to_have_count(1, timeout=PATIENCE)
    expect(words.locator("tbody tr")).to_contain_text("by a person")
    expect(seen.page.locator(".cb-word")).to_contain_text("The desk says that CR is a credit.")

    days = grid(seen, "patients", "Birthdate")
    field = days.locator("tbody input").first
    field.fill("01/02/1970")
    field.press("Enter")
    expect(days.locator("tbody tr").first).to_contain_text("changed, not saved")
    days.get_by_role("button", name="See what it does").click()
    expect(days.locator(".trial li")).to_contain_text("2 Jan 1970", timeout=PATIENCE)
    days.get_by_role("button", name="Save as one version").click()
    seen.sees("Saved as version 2.")
    days.get_by_text("Settled by people").click()
    expect(days.locator("tbody tr")).to_have_count(1, timeout=PATIENCE)
    expect(days.locator("tbody tr")).to_contain_text("read as corrected")


@pytest.mark.parametrize(("width", "theme"), [(1440, "dark"), (390, "light"), (390, "dark")])
def test_the_grid_is_looked_through_by_keyboard_and_fits_its_window(
    at: Callable[..., Watched], picture: Picture, width: int, theme: str
) -> None:
    seen = at(width=width, theme=theme)
    days = grid(seen, "patients", "Birthdate")
    shown = days.locator(".pager span")
    expect(shown).to_contain_text("1 to 25 of", timeout=PATIENCE)
    days.get_by_role("button", name="More values").press("Enter")
    expect(shown).to_contain_text("26 to 50 of", timeout=PATIENCE)
    sought = days.locator("tbody code").first.inner_text()
    days.get_by_label("Find a value").fill(sought.upper())
    days.get_by_label("Find a value").press("Enter")
    expect(days.locator("tbody code").first).to_have_text(sought, timeout=PATIENCE)
    assert sought not in seen.page.url
    seen.whole()
    picture(seen.page, f"values-{theme}-{width}")
    assert seen.overflow() <= 0
