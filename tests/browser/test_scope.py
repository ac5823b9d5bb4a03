"""An owner declares what moves, sees the plan that follows, approves it, and amends it later by name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from portal.permissions import Role
from tests.browser.accounts import Clinic, clinic_of
from tests.browser.steps import chooses, presses, signs_in
from tests.browser.watching import PATIENCE, Watched, opened

PHRASE = "a kettle on the window sill"


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clinic]:
    with clinic_of(tmp_path_factory.mktemp("scope"), ZONE="America/Chicago", COUNTRY="US") as running:
        yield running


@pytest.fixture
def seen(browser: Browser, clinic: Clinic) -> Iterator[Watched]:
    watched = opened(browser, clinic.address, "scope", width=1440, theme="light")
    signs_in(watched, clinic.accounts[Role.OWNER])
    yield watched
    watched.page.context.close()
    assert watched.errors == []


def fold(seen: Watched, title: str) -> Locator:
    """A section, opened where it is folded."""
    seen.settles()
    summary = seen.page.locator("summary", has_text=title).first
    box = seen.page.locator("details", has=seen.page.locator("summary", has_text=title)).first
    if box.get_attribute("open") is None:
        summary.click()
        seen.settles()
    return box


def says(seen: Watched, title: str, state: str) -> None:
    expect(seen.page.locator("summary", has_text=title).first).to_contain_text(state, timeout=PATIENCE)
    seen.settles()


def declares(seen: Watched) -> None:
    presses(seen, "Begin the scope")
    seen.sees("What comes next: name the systems that you are leaving.")
    box = fold(seen, "What you are leaving")
    box.get_by_label("Name", exact=True).fill("Old desk")
    presses(seen, "Add this system", inside=box)
    says(seen, "What you are leaving", "1 system")
    presses(seen, "All of it moves")
    says(seen, "What moves and what stays", "11 move, 0 stay")
    box = fold(seen, "Who sees to it")
    for post in ("Solutions engineer", "Data shaping specialist", "Success engineer", "Clinic champion"):
        box.get_by_role("textbox", name=post).fill(f"The {post.lower()}")
    presses(seen, "Save the names", inside=box)
    says(seen, "Who sees to it", "everybody is named")
    box = fold(seen, "When you begin")
    box.get_by_role("spinbutton", name="year, First day").click()
    seen.page.keyboard.type("20260302")
    presses(seen, "Begin on this day", inside=box)
    says(seen, "When you begin", "from 2 Mar 2026")
    presses(seen, re.compile("^Keep as version 1$"))
    says(seen, "The terms", "version 1")


def approves(seen: Watched) -> None:
    field = seen.page.get_by_label("Your signing passphrase", exact=True)
    expect(field).to_be_visible(timeout=PATIENCE)
    seen.settles()
    field.fill(PHRASE)
    presses(seen, "Approve as Robin Sample")


def test_a_scope_is_declared_planned_approved_and_amended(
    seen: Watched, picture: Callable[[Page, str], None]
) -> None:
    declares(seen)
    seen.sees("15 to 25 working days, most likely 19")
    seen.sees("A program in the clinic, whose export has to be found: 0 to 2 days longer.")
    expect(seen.page.locator(".st-key-cb-plan-chart .js-plotly-plot")).to_be_visible(timeout=PATIENCE)
    seen.page.get_by_label("A new signing passphrase, twelve characters or more", exact=True).fill(PHRASE)
    seen.page.get_by_label("The same once more", exact=True).fill(PHRASE)
    presses(seen, "Set my passphrase")
    approves(seen)
    seen.sees("Nothing is left here. Everything that stands is approved.")
    seen.whole()
    picture(seen.page, "scope-light-1440")

    box = fold(seen, "What you are leaving")
    box.get_by_label("Name", exact=True).fill("Cabinet in the cellar")
    chooses(seen, "What kind it is", "Paper")
    box.get_by_role("textbox", name="Why this changes").fill("Found while cleaning up.")
    presses(seen, "Add this system", inside=box)
    seen.sees("What changed since it was approved")
    seen.sees("Found while cleaning up.")
    seen.whole()
    picture(seen.page, "scope-amended-light-1440")
    approves(seen)
    seen.sees("Nothing is left here. Everything that stands is approved.")
    fold(seen, "How the scope came about")
    seen.sees("Approval 2")
