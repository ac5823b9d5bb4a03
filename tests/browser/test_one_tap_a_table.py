"""A new user maps and decides the demonstration's legacy export with one tap a suggested table.

What the suggestions do not settle waits, and is decided in its groups, with one tap where a choice is
suggested: nothing is mapped by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, expect

from core.demonstration import SMALL, dental_group, export_of
from portal.wording.decision_choices import QUICK_REASONS
from tests.browser import steps
from tests.browser.counting import clicks, counts_clicks
from tests.browser.team import PEOPLE, Team
from tests.browser.test_journey import records
from tests.browser.watching import PATIENCE, Watched

TAKE = "Take this table as suggested, next one"
SUGGESTED = 14
"""Groups of which one choice can be offered honestly."""
REASON = "Agreed by the four of us."


@pytest.fixture(scope="module")
def team(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Team]:
    with ExitStack() as stack:
        people = Team(tmp_path_factory.mktemp("one_tap"), browser, stack)
        yield people
        for each in people.watched:
            each.page.context.close()
        assert people.errors == []


@pytest.fixture(scope="module")
def owner(team: Team, tmp_path_factory: pytest.TempPathFactory) -> Watched:
    """With the export brought in and run once, which takes only what is sure."""
    folder = tmp_path_factory.mktemp("legacy") / "export"
    for path, content in export_of(dental_group(7, SMALL)).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    seen = team.here("owner")
    seen.page.get_by_label("Name of the clinic or group").fill("One Tap Dental")
    steps.presses(seen, "Create the project")
    seen.sees("Bring in the first files.")
    steps.presses(seen, "Bring in files")
    seen.sees("No files yet")
    seen.settles()
    seen.page.get_by_text("A whole folder").click()
    seen.sees("Choose the folder that your old system exported to")
    seen.settles()
    seen.page.locator("input[type=file]").set_input_files(folder)
    expect(seen.page.get_by_text("28 files received.")).to_be_visible(timeout=PATIENCE)
    expect(seen.page.get_by_text("Not read yet")).to_have_count(0, timeout=PATIENCE)
    seen.page.reload()
    steps.runs(seen, "Start the run")
    return seen


def test_one_tap_settles_a_table_and_opens_the_next(owner: Watched) -> None:
    steps.goes_to(owner, "Mapping")
    owner.settles()
    counts_clicks(owner)
    taken = 0
    while owner.page.get_by_role("button", name=TAKE).count():
        version = owner.page.get_by_text(re.compile(r"^Version \d+\.")).first.inner_text()
        steps.presses(owner, TAKE)
        expect(owner.page.get_by_text(version)).to_have_count(0, timeout=PATIENCE)
        owner.settles()
        taken += 1
    assert (clicks(owner), taken) == (7, 7)
    steps.runs(owner, "Run with this mapping")
    owner.sees("The last run used it.")


def test_one_tap_decides_a_suggested_group_and_nothing_waits_in_the_end(owner: Watched) -> None:
    """Every suggestion is taken by its own tap; what has none keeps the full form."""
    steps.goes_to(owner, "Decisions")
    owner.sees("Left for you: 20 groups wait for your decision.")
    clicks(owner)
    taken = 0
    while owner.page.locator("[class*=st-key-cb-take-]").count():
        takes_the_first(owner)
        taken += 1
    assert (clicks(owner), taken) == (taken, SUGGESTED), "one tap a suggested group"
    others = 0
    while owner.page.locator("[class*=st-key-cb-group-]").count():
        decides_the_first(owner)
        others += 1
    in_full = clicks(owner)
    print(f"{taken} suggested groups in {taken} taps, {others} others in {in_full}")
    assert taken + others <= 20 and in_full <= 4 * others
    owner.sees("Nothing is left to decide.")
    steps.runs(owner, "Run with these decisions")
    steps.goes_to(owner, "Overview")
    assert records(owner) == 2_057
    expect(owner.page.locator(".cb-strip")).to_contain_text("0 waiting")


def takes_the_first(owner: Watched) -> None:
    """As it is suggested, which is shown as decided at once, with a way back."""
    owner.settles()
    row = owner.page.locator("[class*=st-key-cb-suggested-]").first
    group = re.search(r"cb-suggested-([0-9a-f]{16})", row.get_attribute("class") or "")
    assert group is not None
    title = owner.page.locator(f".st-key-cb-group-{group[1]} strong").inner_text()
    row.get_by_role("button").click()
    expect(owner.page.locator(f".st-key-cb-suggested-{group[1]}")).to_have_count(0, timeout=PATIENCE)
    just = owner.page.locator(".st-key-cb-just-decided")
    expect(just).to_contain_text(title, timeout=PATIENCE)
    expect(just.get_by_role("button", name="Undo")).to_be_visible()


def decides_the_first(owner: Watched) -> None:
    """Open it, keep it, say why, decide: four taps."""
    owner.settles()
    first = owner.page.locator("[class*=st-key-cb-group-]").first
    title = first.locator(".cb-group strong").inner_text()
    panel = steps.opens_group(owner, title)
    kept = panel.get_by_text(re.compile("^(Keep in the archive|Keep beside the record|Not the same)$"))
    kept.first.click()
    owner.settles()
    reasons = (panel.get_by_text(said[0], exact=True) for said in QUICK_REASONS.values())
    next(reason for reason in reasons if reason.count()).first.click()
    owner.settles()
    steps.decided(owner, panel, title)


@pytest.mark.soak
def test_four_people_sign_what_was_mapped_with_one_tap_a_table(team: Team, owner: Watched) -> None:
    steps.goes_to(owner, "Go-live")
    steps.presses(owner, "Count how ready you are")
    steps.schedules(owner, "20270330", "The quietest week of the spring")
    steps.waives_all(owner, REASON)
    owner.page.reload()
    for role, name in PEOPLE.items():
        owner.page.get_by_label(role.capitalize(), exact=True).fill(name)
        owner.page.keyboard.press("Tab")
        owner.settles()
    steps.presses(owner, "Write the document")
    owner.sees(f"Next signs {PEOPLE['practitioner']}, practitioner.")
    order = ("practitioner", "accountant", "champion", "owner")
    for role, after in zip(order, (*order[1:], ""), strict=True):
        window = team.here(role, "go-live")
        next_up = f"Next signs {PEOPLE[after]}, {after}." if after else "All four have signed."
        steps.signs(window, PEOPLE[role], f"correct horse of {role}", next_up=next_up)
