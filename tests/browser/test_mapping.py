"""A person corrects the mapping, sees old beside new, runs it, and sees the effect in the Overview."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.watching import PATIENCE, Watched, opened
from tests.portal.serving import Served, served

Picture = Callable[[Page, str], None]


@pytest.fixture(scope="module")
def mapped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A portal of its own: what is mapped here must not be found by the other walks."""
    with served(tmp_path_factory.mktemp("mapped"), ZONE="America/Chicago") as running:
        yield running


@pytest.fixture
def at(browser: Browser, mapped: Served) -> Iterator[Callable[..., Watched]]:
    watched: list[Watched] = []

    def go(path: str = "mapping", *, width: int = 1440, theme: str = "light") -> Watched:
        watched.append(opened(browser, mapped.address, path, width=width, theme=theme))
        watched[-1].settles()
        return watched[-1]

    yield go
    for each in watched:
        each.page.context.close()
    assert [error for each in watched for error in each.errors] == []


def choose(seen: Watched, label: str, option: str) -> None:
    """One of a list of options, by typing as a person would."""
    seen.settles()
    field = seen.page.get_by_label(label, exact=True)
    field.click()
    seen.page.keyboard.type(option)
    seen.page.get_by_role("option").filter(has_text=option).first.click()
    seen.settles()


def line(seen: Watched, column: str) -> Locator:
    return seen.page.locator("[class*=st-key-cb-entry-map-]").filter(
        has=seen.page.locator(".cb-map-row strong", has_text=column)
    )


def test_a_column_is_given_a_home_seen_old_beside_new_run_and_found_in_the_overview(
    at: Callable[..., Watched], picture: Picture
) -> None:
    seen = at()
    choose(seen, "Table", "ledger")
    panel = seen.page.locator(".st-key-cb-map-panel")
    expect(panel).to_contain_text("Ledger entry: date", timeout=PATIENCE)
    panel.get_by_role("button", name="Use this suggestion").click()
    seen.sees("Saved as version 1.")
    seen.settles()
    expect(line(seen, "EntryDate")).to_contain_text("Ledger entry: date", timeout=PATIENCE)
    table = seen.page.get_by_role("region", name="Old beside new")
    expect(table.locator("tbody tr").first).to_contain_text("2026", timeout=PATIENCE)
    choose(seen, "Dates such as 03/04/2021 mean", "3 April")
    seen.sees("cannot be read and wait")
    expect(table.locator("tbody tr").first).to_contain_text("cannot be read", timeout=PATIENCE)
    seen.whole()
    picture(seen.page, "mapping-preview-light-1440")
    choose(seen, "Dates such as 03/04/2021 mean", "March 4")
    seen.sees("Saved as version 3.")
    line(seen, "extra_1").get_by_role("button", name="Open").click()
    expect(panel).to_contain_text("Nothing in the clinic record", timeout=PATIENCE)
    choose(seen, "Where it goes", "Keep it in the archive")
    seen.sees("Saved as version 4.")
    seen.page.get_by_role("button", name="Run with this mapping").click()
    seen.sees("The run is")
    expect(seen.page.get_by_role("button", name="See what the last run made of it")).to_be_visible(
        timeout=PATIENCE
    )
    seen.sees("Version 4. The last run used it.")
    seen.page.get_by_role("button", name="See what the last run made of it").click()
    expect(seen.page.locator(".cb-title")).to_have_text("Overview", timeout=PATIENCE)
    expect(seen.page.locator(".cb-strip")).to_be_visible(timeout=PATIENCE)
    seen.settles()
    seen.page.get_by_text(re.compile(r"Show \d+ more")).click()
    homeless = seen.page.locator(".cb-table tr", has=seen.page.locator("td strong", has_text="extra_1"))
    expect(homeless).to_contain_text("archived", timeout=PATIENCE)
    assert seen.page.locator("td strong", has_text="EntryDate").count() == 0


def test_a_click_in_a_tab_that_has_grown_old_overwrites_nothing_and_says_so(
    at: Callable[..., Watched],
) -> None:
    first, second = at(), at()
    for tab in (first, second):
        choose(tab, "Table", "insurance_plans")
        panel = tab.page.locator(".st-key-cb-map-panel")
        expect(panel).to_contain_text("Plan: group name", timeout=PATIENCE)
    first.page.get_by_role("button", name="Use this suggestion").click()
    first.sees("Saved as version")
    choose(second, "Where it goes", "Leave it out")
    second.sees("Somebody saved another version of the mapping in the meantime")
    expect(line(second, "GroupName")).to_contain_text("Plan: group name", timeout=PATIENCE)


def test_a_column_is_settled_by_keyboard_alone(at: Callable[..., Watched]) -> None:
    seen = at()
    choose(seen, "Table", "patients")
    expect(line(seen, "OldChartNum")).to_contain_text("waits", timeout=PATIENCE)
    seen.settles()
    seen.page.get_by_label("Where it goes", exact=True).focus()
    seen.page.keyboard.type("Patient: chart number")
    seen.page.keyboard.press("Enter")
    expect(line(seen, "OldChartNum")).to_contain_text("Patient: chart number", timeout=PATIENCE)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_the_mapping_fits_its_window_in_both_themes(
    at: Callable[..., Watched], picture: Picture, width: int, theme: str
) -> None:
    seen = at(width=width, theme=theme)
    seen.whole()
    picture(seen.page, f"mapping-{theme}-{width}")
    assert seen.overflow() <= 0
