"""As one of the example's people: the auditor reads the trail, the receptionist is told whom to ask."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.watching import PATIENCE, Watched

Visit = Callable[..., Watched]
Picture = Callable[[Page, str], None]


def look_as(seen: Watched, person: str) -> None:
    """Choose one of the example's people on the side."""
    seen.page.get_by_role("combobox", name="Look at it as").click()
    seen.page.get_by_role("option", name=person).click()
    expect(seen.page.get_by_text(f"You are {person}")).to_be_visible(timeout=PATIENCE)
    seen.settles()


def test_the_auditor_reads_and_checks_the_trail_and_the_receptionist_is_told_whom_to_ask(
    visit: Visit, picture: Picture
) -> None:
    seen = visit()
    seen.settles()
    look_as(seen, "Toni Sample, auditor")
    expect(seen.page.get_by_role("button", name="Start the first run")).to_have_count(0)
    seen.page.get_by_role("link", name="Audit trail").click()
    seen.sees("The chain is whole")
    seen.sees("Acts as Toni Sample, auditor, instead of Robin.")
    seen.page.get_by_role("button", name="Check the chain now").click()
    expect(seen.page.locator(".cb-table tbody tr").first).to_contain_text(
        "Checked the chain", timeout=PATIENCE
    )
    expect(seen.page.locator(".cb-table tbody tr").first).to_contain_text("Toni Sample")
    seen.page.reload()
    expect(seen.page.get_by_text("You are Toni Sample, auditor")).to_be_visible(timeout=PATIENCE)
    look_as(seen, "Remy Sample, receptionist")
    seen.sees("This is for somebody else")
    seen.sees("Please ask the owner or the champion of your clinic.")
    expect(seen.page.locator(".cb-table")).to_have_count(0)
    picture(seen.page, "forbidden-light-1440")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_the_trail_fits_its_window_in_both_themes(
    visit: Visit, picture: Picture, width: int, theme: str
) -> None:
    seen = visit("audit", width=width, theme=theme)
    seen.whole()
    seen.sees("The chain is whole")
    picture(seen.page, f"audit-{theme}-{width}")
    assert seen.overflow() <= 0
