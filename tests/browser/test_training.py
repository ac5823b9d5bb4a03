"""On a phone: a receptionist learns from her first lesson to her certificate, and a colleague looks on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from portal.permissions import Role
from reports.signing.strict import is_a_pdf, is_ours
from tests.browser.accounts import Clinic, clinic_of
from tests.browser.steps import presses, signs_in, takes
from tests.browser.watching import PATIENCE, Watched, opened

PEOPLE = (Role.RECEPTIONIST, Role.ASSISTANT, Role.CHAMPION)
PHONE = 390
Picture = Callable[[Page, str], None]


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clinic]:
    with clinic_of(tmp_path_factory.mktemp("training"), *PEOPLE, ZONE="America/Chicago") as running:
        yield running


@pytest.mark.timeout(600)
def test_a_receptionist_learns_on_her_phone_from_the_first_lesson_to_her_certificate(
    browser: Browser, clinic: Clinic, tmp_path: Path, picture: Picture
) -> None:
    desk = _window(browser, clinic, Role.OWNER, width=1440)
    presses(desk, "Start the first run")
    desk.sees("The run is")
    expect(desk.page.locator(".st-key-cb-job")).to_have_count(0, timeout=PATIENCE)
    phone = _window(browser, clinic, Role.RECEPTIONIST)
    picture(phone.page, "training-light-390")
    _reads_up_to_a_task(phone)
    _books_and_moves(phone, picture)
    _reads_up_to_a_task(phone)
    presses(phone, "I have done this")
    presses(phone, "Ask a colleague to look")
    phone.sees("A colleague is asked to look.")
    ash = _window(browser, clinic, Role.ASSISTANT)
    presses(ash, "I have seen it")
    expect(ash.page.get_by_text("Colleagues who ask for your eyes")).to_have_count(0, timeout=PATIENCE)
    _says_ready(phone, tmp_path, picture)
    casey = _window(browser, clinic, Role.CHAMPION, width=1440)
    casey.sees("8 of 8")
    casey.whole()
    picture(casey.page, "training-champion-light-1440")
    for each in (desk, phone, ash, casey):
        assert each.overflow() <= 0
        assert each.errors == []
        each.page.context.close()


def _window(browser: Browser, clinic: Clinic, role: Role, *, width: int = PHONE) -> Watched:
    """This person's own: the owner begins where everybody does, the others with their training."""
    page = "" if role is Role.OWNER else "training"
    seen = opened(browser, clinic.address, page, width=width, theme="light")
    signs_in(seen, clinic.accounts[role])
    return seen


def _reads_up_to_a_task(seen: Watched) -> None:
    seen.settles()
    read = seen.page.get_by_role("button", name="I have read this")
    while read.count():
        title = seen.page.locator(".cb-lesson h2").inner_text()
        read.click()
        expect(seen.page.locator(".cb-lesson h2")).not_to_have_text(title, timeout=PATIENCE)
        seen.settles()


def _books_and_moves(seen: Watched, picture: Picture) -> None:
    """First for the wrong person, which is told; then right, and after a reload on another day."""
    right = _letter(seen)
    _taps_letter(seen, "A" if right != "A" else "B")
    _does(seen, "Book the appointment")
    seen.sees("That is another person.")
    _taps_letter(seen, right)
    _until(seen, "Booked right.", "Time", "Book the appointment", length=_minutes(seen))
    picture(seen.page, "training-practice-light-390")
    seen.page.reload()
    seen.settles()
    seen.sees("Booked right.")
    _until(seen, "4 steps are left", "Day", "Move the appointment")


def _letter(seen: Watched) -> str:
    """Of the one whom the call is about, by name and date of birth."""
    asked = seen.page.locator(".cb-asked").first.inner_text()
    for line in seen.page.locator(".cb-people li").all():
        name, born = line.locator("span").inner_text().split("\n")
        if asked.startswith(f"{name}, {born}"):
            return line.locator("b").inner_text()
    raise AssertionError("nobody of that name")


def _minutes(seen: Watched) -> str:
    found = re.search(r"appointment of (\d+) minutes", seen.page.locator(".cb-asked").first.inner_text())
    assert found is not None
    return f"{found[1]} minutes"


def _taps_letter(seen: Watched, letter: str) -> None:
    seen.settles()
    seen.page.get_by_role("radiogroup").get_by_text(letter, exact=True).click()


def _until(seen: Watched, told: str, field: str, button: str, *, length: str = "") -> None:
    """Takes one option of `field` after the other until the page says that it is right."""
    for option in range(1, 40):
        seen.settles()
        if length:
            _picks(seen, "Length", seen.page.get_by_role("option", name=length, exact=True))
        _picks(seen, field, seen.page.get_by_role("option").nth(option))
        _does(seen, button)
        if seen.page.get_by_text(told).count():
            return
    raise AssertionError(f"nothing was right for {field}")


def _does(seen: Watched, button: str) -> None:
    """Presses, and waits until the form that was there is gone: each act is drawn with keys of its own."""
    field = seen.page.locator("[class*=st-key-cb-practise-]").first
    key = re.search(r"st-key-cb-practise-[\w-]+", field.get_attribute("class") or "")
    assert key is not None
    presses(seen, button)
    expect(seen.page.locator(f".{key[0]}")).to_have_count(0, timeout=PATIENCE)
    seen.settles()


def _picks(seen: Watched, field: str, option: Locator) -> None:
    """A list that was opened as the page was still being drawn closes again: it is opened once more."""
    for _ in range(6):
        seen.settles()
        seen.page.get_by_role("combobox", name=field).click()
        try:
            option.click(timeout=5_000)
        except PlaywrightTimeout:
            seen.page.keyboard.press("Escape")
        else:
            return
    raise AssertionError(f"the list of {field} did not open")


def _says_ready(seen: Watched, into: Path, picture: Picture) -> None:
    seen.page.reload()
    presses(seen, "I am ready")
    seen.sees("has finished the path The front desk")
    seen.sees("The portal seals it and keeps it.")
    taken = takes(seen, "Download my certificate", into)
    assert is_ours(taken.read_bytes()) and is_a_pdf(taken.read_bytes())
    seen.whole()
    picture(seen.page, "training-certificate-light-390")
