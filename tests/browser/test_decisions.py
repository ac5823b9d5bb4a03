"""Groups that did not map are decided, one by one and together; what was decided stands with its name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from core.decisions import Choice
from portal.permissions import Actor, Role
from portal.services import decision_page, decisions
from portal.viewmodels.decisions import DecisionsQuery, Verdict
from portal.visit import ProjectChoice
from storage import Storage
from tests import placing
from tests.browser.watching import PATIENCE, Watched, opened
from tests.portal.grouped import TABLE, WORD, grouped_project
from tests.portal.serving import Served, served
from tests.portal.stores import OWNER, Clock

Picture = Callable[[Page, str], None]
VENDOR = Actor("Val", Role.VENDOR)


def grouped_in(home: Path) -> tuple[Storage, ProjectChoice]:
    """A home with groups in it, before any portal is started there: one proposed, one decided."""
    store = placing.opened(home, clock=Clock())
    project = grouped_project(store)
    seen = decision_page.view(store, OWNER, project, DecisionsQuery()).seen
    proposed = Verdict((WORD.id,), Choice.ARCHIVE, "Nobody at the old system knows what it was.")
    decisions.decide(store, VENDOR, project.id, proposed, seen=seen)
    archived = Verdict((TABLE.id,), Choice.ARCHIVE, "We never used it.")
    decisions.decide(store, OWNER, project.id, archived, seen=seen)
    return store, project


@pytest.fixture(scope="module")
def grouped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    home = tmp_path_factory.mktemp("grouped")
    store, _ = grouped_in(home)
    store.close()
    with served(home, ZONE="America/Chicago", EXAMPLE="false") as running:
        yield running


@pytest.fixture
def at(browser: Browser, grouped: Served) -> Iterator[Callable[..., Watched]]:
    watched: list[Watched] = []

    def go(path: str = "decisions", *, width: int = 1440, theme: str = "light") -> Watched:
        watched.append(opened(browser, grouped.address, path, width=width, theme=theme))
        watched[-1].settles()
        return watched[-1]

    yield go
    for each in watched:
        each.page.context.close()
    assert [error for each in watched for error in each.errors] == []


def line(seen: Watched, title: str) -> Locator:
    return seen.page.locator("[class*=st-key-cb-group-]").filter(
        has=seen.page.locator(".cb-group strong", has_text=title)
    )


def open_group(seen: Watched, title: str) -> Locator:
    """Opened by its button, where it does not stand open by itself."""
    if line(seen, title).get_by_role("button", name="Open").count():
        line(seen, title).get_by_role("button", name="Open").click()
    seen.settles()
    return seen.page.locator(".st-key-cb-decision-panel")


def tap(seen: Watched, where: Locator, text: str) -> None:
    where.get_by_text(text, exact=True).first.click()
    seen.settles()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_the_decisions_fit_their_window_in_both_themes(
    at: Callable[..., Watched], picture: Picture, width: int, theme: str
) -> None:
    seen = at(width=width, theme=theme)
    seen.sees("proposes: keep beside the record")
    seen.whole()
    picture(seen.page, f"decisions-{theme}-{width}")
    assert seen.overflow() <= 0


@pytest.mark.parametrize("width", [1440, 390])
def test_persons_stand_side_by_side_before_anybody_says_that_they_are_one(
    at: Callable[..., Watched], picture: Picture, width: int
) -> None:
    seen = at(width=width)
    panel = open_group(seen, "Numbers 11 and 12")
    expect(panel.get_by_role("region", name="Side by side")).to_contain_text("312-555-0142", timeout=PATIENCE)
    tap(seen, panel, "Same person")
    expect(panel.get_by_text("Which number stays")).to_be_visible(timeout=PATIENCE)
    seen.whole()
    picture(seen.page, f"decisions-persons-light-{width}")
    assert seen.overflow() <= 0


def test_a_group_is_decided_with_a_reason_found_below_and_taken_back(at: Callable[..., Watched]) -> None:
    seen = at()
    panel = open_group(seen, "Records of ledger whose PatNum leads nowhere")
    panel.get_by_role("button", name="Decide").click()
    seen.sees("It is not said yet what should become of it.")
    tap(seen, panel, "Keep in the archive")
    tap(seen, panel, "The patient was removed")
    panel.get_by_role("button", name="Decide").click()
    seen.sees("Saved. It counts from the next run on.")
    seen.page.get_by_text("Decided: 2 groups").click()
    stands = seen.page.locator("[class*=st-key-cb-decided-]").filter(
        has_text="Records of ledger whose PatNum leads nowhere"
    )
    expect(stands).to_contain_text("The patient was removed", timeout=PATIENCE)
    seen.settles()
    stands.get_by_role("button", name="Take back").click()
    seen.sees("Taken back. The group is open again.")
    expect(line(seen, "Records of ledger whose PatNum leads nowhere")).to_contain_text(
        "open", timeout=PATIENCE
    )


def test_several_groups_of_one_kind_are_decided_at_once(at: Callable[..., Watched]) -> None:
    seen = at()
    for title in ("Batch in patients", "QQQ in odd"):
        line(seen, title).locator("label").first.click()
        seen.settles()
    together = seen.page.locator("[class*=st-key-cb-together-]")
    expect(together).to_contain_text("2 groups selected", timeout=PATIENCE)
    tap(seen, together, "Keep beside the record")
    together.get_by_label("Why", exact=True).fill("Only numbers of the old system.")
    seen.whole()
    together.get_by_role("button", name="Decide for 2 groups").click()
    seen.sees("Saved for 2 groups.")


def test_a_proposal_is_accepted_with_one_tap(at: Callable[..., Watched]) -> None:
    seen = at()
    seen.page.get_by_role("button", name="Accept").click()
    seen.sees("Accepted. It counts from the next run on.")
    expect(seen.page.get_by_role("button", name="Accept")).to_have_count(0, timeout=PATIENCE)


def test_a_tab_that_has_grown_old_overwrites_nothing_and_says_so(at: Callable[..., Watched]) -> None:
    first, second = at(), at()
    for seen, choice in ((first, "Keep in the archive"), (second, "Leave behind for good")):
        panel = open_group(seen, "Lines of odd")
        tap(seen, panel, choice)
        panel.get_by_label("Why", exact=True).fill("Broken.")
        panel.get_by_label("Why", exact=True).press("Tab")
        seen.settles()
    first.page.locator(".st-key-cb-decision-panel").get_by_role("button", name="Decide").click()
    first.sees("Saved. It counts")
    second.page.locator(".st-key-cb-decision-panel").get_by_role("button", name="Decide").click()
    second.sees("Somebody decided something in the meantime")
    second.settles()
    second.page.get_by_text("Decided: ").click()
    stands = second.page.locator("[class*=st-key-cb-decided-]").filter(has_text="Lines of odd")
    expect(stands).to_contain_text("Keep in the archive", timeout=PATIENCE)
