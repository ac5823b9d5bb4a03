"""From the example to the log, as a person goes; then every page at both widths, in both themes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.watching import PATIENCE, Watched, opened
from tests.portal.serving import served

Visit = Callable[..., Watched]
Picture = Callable[[Page, str], None]
BREAKS = Path(__file__).resolve().parents[1] / "portal" / "probe_server.py"
SECRET = "Bloggs, 12 March 1961"


def run_of(visit: Visit) -> None:
    """The example's run, started by whichever test comes first."""
    seen = visit()
    seen.settles()
    start = seen.page.get_by_role("button", name="Start the first run")
    if start.count():
        start.click()
    expect(seen.page.locator(".cb-strip")).to_be_visible(timeout=PATIENCE)


@pytest.fixture
def fresh(browser: Browser, tmp_path: Path) -> Iterator[Callable[[], Watched]]:
    """A portal of its own, in which no other walk has started a run."""
    with served(tmp_path, ZONE="America/Chicago") as running:
        tabs: list[Watched] = []

        def tab() -> Watched:
            tabs.append(opened(browser, running.address, "", width=1440, theme="light"))
            return tabs[-1]

        yield tab
        for each in tabs:
            each.page.context.close()
    assert [error for each in tabs for error in each.errors] == []


def test_one_click_runs_the_example_and_both_sums_add_up(fresh: Callable[[], Watched]) -> None:
    seen = fresh()
    seen.settles()
    seen.page.get_by_role("button", name="Start the first run").click()
    seen.sees("The run is")
    second_tab = fresh()
    second_tab.sees("Left for you")
    expect(seen.page.locator(".cb-strip")).to_be_visible(timeout=PATIENCE)
    seen.sees("records in your files")
    strip = seen.page.locator(".cb-sum").first.inner_text().replace(",", "")
    total, *parts = (int(n) for n in re.findall(r"\b\d+\b", strip))
    assert total == sum(parts) > 0
    expect(second_tab.page.locator(".cb-strip")).to_be_visible(timeout=PATIENCE)


def test_a_number_opens_the_records_behind_it_and_a_record_its_source(visit: Visit, picture: Picture) -> None:
    run_of(visit)
    seen = visit()
    link = seen.page.locator(".cb-terms a").first
    expect(link).to_be_visible(timeout=PATIENCE)
    count = re.sub(r"\D", "", link.locator("strong").inner_text())
    link.click()
    seen.page.wait_for_url("**/log?**")
    seen.settles()
    assert count in seen.page.get_by_test_id("stCaptionContainer").first.inner_text().replace(",", "")
    seen.page.locator("[class*=st-key-cb-open-] button").first.click()
    seen.sees("In your old system")
    expect(seen.page.get_by_role("dialog").locator(".cb-facts dd").first).to_be_visible(timeout=PATIENCE)
    seen.page.wait_for_timeout(500)
    picture(seen.page, "entry-light-1440")


def test_the_log_is_searched_and_turned_by_keyboard_alone(visit: Visit) -> None:
    run_of(visit)
    seen = visit("log")
    seen.settles()
    seen.page.get_by_label("Search").focus()
    seen.page.keyboard.type("patients.csv")
    seen.page.keyboard.press("Enter")
    expect(seen.page.get_by_test_id("stCaptionContainer").first).to_contain_text(" of ", timeout=PATIENCE)
    assert "patients.csv" not in seen.page.url
    expect(seen.page.locator(".cb-row").first).to_contain_text("patients.csv")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_every_page_fits_its_window_in_both_themes(
    visit: Visit, picture: Picture, width: int, theme: str
) -> None:
    run_of(visit)
    seen = visit(width=width, theme=theme)
    for path in ("", "uploads", "log"):
        seen.page.set_viewport_size({"width": width, "height": 900})
        seen.page.goto(f"{seen.address}/{path}")
        seen.whole()
        picture(seen.page, f"{path or 'overview'}-{theme}-{width}")
        assert seen.overflow() <= 0
        assert (lightness(seen.page) > 600) == (theme == "light")


def lightness(page: Page) -> int:
    """Of the ground that pages stand on, from 0 to 765."""
    ground = page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor")
    return sum(int(n) for n in re.findall(r"\d+", ground)[:3])


def test_files_dropped_are_read_and_told_and_seen_after_a_reload(visit: Visit) -> None:
    seen = visit("uploads")
    seen.settles()
    rows = "".join(f"{n},Bloggs{n},1961-03-12\n" for n in range(1, 8))
    dropped = {
        "name": "newcomers.csv",
        "mimeType": "text/csv",
        "buffer": f"Id,LastName,BirthDate\n{rows}".encode(),
    }
    seen.page.locator("input[type=file]").set_input_files([dropped])  # type: ignore[list-item]
    seen.sees("newcomers.csv")
    expect(seen.page.get_by_text("newcomers.csv · 7 records")).to_be_visible(timeout=PATIENCE)
    seen.page.reload()
    expect(seen.page.get_by_text("newcomers.csv · 7 records")).to_be_visible(timeout=PATIENCE)
    assert "Bloggs" not in seen.page.url


def test_a_page_that_breaks_is_calm_and_tells_nothing_of_what_it_held(
    browser: Browser, tmp_path: Path
) -> None:
    script = tmp_path / "script.py"
    script.write_text(f"raise ValueError({SECRET!r})\n")
    with served(tmp_path, str(BREAKS), str(script)) as running:
        seen = opened(browser, running.address, "", width=1440, theme="light")
        seen.sees("This page could not be shown")
        shown = seen.page.content()
        seen.page.context.close()
        _, said = running.stop()
    assert SECRET not in shown and "ValueError" not in shown and "Traceback" not in shown
    assert SECRET not in said
    reference = re.findall(r"[0-9a-f]{8}", shown[shown.index("this number") :])[0]
    assert reference in said
