"""The accountant compares three totals, explains the one that differs, signs the statement of finances."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from portal.permissions import Role
from reports.signing import Finding, verify
from tests.browser.accounts import Clinic, clinic_of
from tests.browser.steps import chooses, goes_to, presses, rests, runs, signs_in, takes
from tests.browser.watching import PATIENCE, Watched, opened

Picture = Callable[[Page, str], None]
PHRASE = "correct horse of Kim"


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clinic]:
    home = tmp_path_factory.mktemp("books")
    with clinic_of(home, Role.ACCOUNTANT, Role.RECEPTIONIST, ZONE="America/Chicago") as running:
        yield running


def window(browser: Browser, books: Clinic, role: Role, page: str = "finances") -> Watched:
    """A window of this person, who signs in."""
    seen = opened(browser, books.address, page, width=1440, theme="light")
    signs_in(seen, books.accounts[role])
    return seen


def balance(seen: Watched, clinic: str) -> str:
    """The last cell of a clinic's receivables, without its currency."""
    row = seen.page.get_by_role("region", name="Receivables by age").locator("tr", has_text=clinic)
    return str(row.locator("td").last.inner_text()).rsplit(" ", 1)[0].split(" ")[-1]


def types(seen: Watched, amount: str, *, currency: str, clinic: str = "", kept: int) -> None:
    seen.settles()
    if clinic:
        chooses(seen, "Clinic", clinic)
    chooses(seen, "Currency", currency)
    seen.page.get_by_label("The old system says", exact=True).fill(amount)
    presses(seen, "Save the total")
    expect(totals(seen).locator("tbody tr")).to_have_count(kept, timeout=PATIENCE)
    seen.settles()


def totals(seen: Watched) -> Locator:
    return seen.page.get_by_role("region", name="Totals and differences")


@pytest.mark.timeout(600)
def test_three_totals_are_compared_one_is_explained_and_the_statement_is_signed(
    browser: Browser, books: Clinic, picture: Picture, tmp_path: Path
) -> None:
    owner = window(browser, books, Role.OWNER, "uploads")
    rests(owner)
    chooses(
        owner,
        "When Chartbridge is not sure where a column belongs",
        "Use the best suggestion, and say so in the log",
    )
    runs(owner, "Start the run")
    desk = window(browser, books, Role.RECEPTIONIST)
    desk.sees("Please ask the owner or the accountant of your clinic.")
    seen = window(browser, books, Role.ACCOUNTANT)
    seen.sees("Type the first total of your old system's reports.")
    ours = balance(seen, "Seattle")
    types(seen, ours, currency="USD", clinic="Tandvale Dental Seattle", kept=1)
    types(seen, balance(seen, "Vancouver"), currency="CAD", clinic="Tandvale Dental Vancouver", kept=2)
    types(seen, "1,000.00", currency="USD", kept=3)
    seen.sees("1 difference is not explained.")
    expect(totals(seen).locator("tbody tr").first).to_contain_text("not explained")

    totals(seen).locator("tbody tr").first.locator("a").click()
    seen.sees("Where to look first")
    seen.sees("What makes up this figure")
    seen.page.locator("a", has_text="ledger.csv, record").first.click()
    seen.sees("of this table is shown")
    expect(seen.page.locator(".cb-row")).to_have_count(1, timeout=PATIENCE)
    goes_to(seen, "Finances")

    presses(seen, re.compile("^Explain "))
    seen.page.get_by_label("Why they differ", exact=True).fill("The old report was printed a day earlier.")
    presses(seen, "Explain it")
    seen.sees("3 totals are compared, and every difference is explained.")
    seen.whole()
    picture(seen.page, "finances-light-1440")
    assert seen.overflow() <= 0

    presses(seen, "Write the statement")
    seen.sees("It waits for the signature of Kim Sample.")
    box = seen.page.locator(".st-key-cb-document")
    box.get_by_label("A new signing passphrase, twelve characters or more", exact=True).fill(PHRASE)
    box.get_by_label("The same once more", exact=True).fill(PHRASE)
    presses(seen, "Set my passphrase")
    seen.page.get_by_label("Your signing passphrase", exact=True).fill(PHRASE)
    presses(seen, "Sign as Kim Sample")
    seen.sees("Signed by Kim Sample on")
    pdf = takes(seen, re.compile(r"^Download F-"), tmp_path).read_bytes()
    verdict = verify(pdf, ())
    assert verdict.finding is Finding.UNKNOWN_SIGNER
    assert [each.name for each in verdict.signatures[1:]] == ["Kim Sample"]

    goes_to(owner, "Finances")
    owner.sees("Production, collections and adjustments")
    owner.whole()
    picture(owner.page, "finances-owner-light-1440")
    for each in (owner, desk, seen):
        assert each.errors == []
        each.page.context.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_page_fits_a_phone(browser: Browser, books: Clinic, picture: Picture, theme: str) -> None:
    seen = opened(browser, books.address, "finances", width=390, theme=theme)
    signs_in(seen, books.accounts[Role.OWNER])
    seen.sees("Receivables by age")
    seen.whole()
    picture(seen.page, f"finances-{theme}-390")
    assert seen.overflow() <= 0 and seen.errors == []
    seen.page.context.close()
