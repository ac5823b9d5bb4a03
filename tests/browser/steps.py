"""What people do on the pages, step by step, each waiting for what it leaves there to be read."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Locator, expect

from tests.browser.accounts import PASSWORD, Account
from tests.browser.watching import PATIENCE, Watched


def signs_in(seen: Watched, account: Account) -> None:
    """From whatever page was asked for, which is where it leads back to."""
    page = seen.page
    page.get_by_label("Email address", exact=True).fill(account.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("Code from your authenticator app", exact=True).fill(account.code())
    page.get_by_role("button", name="Sign in", exact=True).click()
    seen.settles()


def rests(seen: Watched) -> None:
    """Waits until no long work is under way any more."""
    seen.settles()
    expect(seen.page.locator(".st-key-cb-job")).to_have_count(0, timeout=PATIENCE)
    seen.settles()


def goes_to(seen: Watched, page: str) -> None:
    """By the menu."""
    seen.settles()
    seen.page.get_by_role("link", name=page, exact=True).click()
    seen.settles()
    expect(seen.page.locator(".cb-title")).to_have_text(page, timeout=PATIENCE)
    seen.settles()


def presses(seen: Watched, name: str | re.Pattern[str], *, inside: Locator | None = None) -> None:
    seen.settles()
    exact = isinstance(name, str)
    (inside or seen.page).get_by_role("button", name=name, exact=exact).first.click(timeout=PATIENCE)


def chooses(seen: Watched, label: str, option: str) -> None:
    """One of a list of options, by typing as a person would."""
    seen.settles()
    seen.page.get_by_label(label, exact=True).click()
    seen.page.keyboard.type(option)
    seen.page.get_by_role("option").filter(has_text=option).first.click()
    seen.settles()


def runs(seen: Watched, button: str) -> None:
    """Starts a run and waits until it is over.

    The end of earlier work draws the page anew by itself, which can come between a tap and its button.
    """
    rests(seen)
    presses(seen, button)
    seen.sees("The run is")
    expect(seen.page.locator(".st-key-cb-job")).to_have_count(0, timeout=PATIENCE)
    seen.settles()


def column(seen: Watched, name: str) -> Locator:
    """The line of a column on the Mapping page."""
    return seen.page.locator("[class*=st-key-cb-entry-map-]").filter(
        has=seen.page.locator(".cb-map-row strong").get_by_text(name, exact=True)
    )


def opens_table(seen: Watched, table: str, first: str) -> None:
    """first: a column of the table, which says that it is there."""
    chooses(seen, "Table", table)
    expect(column(seen, first)).to_be_visible(timeout=PATIENCE)
    seen.settles()


def opens_column(seen: Watched, name: str) -> Locator:
    """The panel of a column, opened where it is not open already."""
    seen.settles()
    if column(seen, name).get_by_role("button", name="Open").count():
        column(seen, name).get_by_role("button", name="Open").click()
    expect(column(seen, name).get_by_role("button", name="Close")).to_be_visible(timeout=PATIENCE)
    seen.settles()
    return seen.page.locator(".st-key-cb-map-panel")


def turns_to(seen: Watched, part: str) -> None:
    """Another part of the page, or of the column that is open there."""
    seen.settles()
    seen.page.get_by_role("radio", name=part, exact=True).click()
    seen.settles()


def group(seen: Watched, title: str) -> Locator:
    """The line of a group on the Decisions page."""
    return seen.page.locator("[class*=st-key-cb-group-]").filter(
        has=seen.page.locator(".cb-group strong", has_text=title)
    )


def opens_group(seen: Watched, title: str) -> Locator:
    seen.settles()
    if group(seen, title).get_by_role("button", name="Open").count():
        group(seen, title).get_by_role("button", name="Open").click()
    expect(group(seen, title).get_by_role("button", name="Close")).to_be_visible(timeout=PATIENCE)
    seen.settles()
    return seen.page.locator(".st-key-cb-decision-panel")


def taps(seen: Watched, where: Locator, *texts: str) -> None:
    for text in texts:
        where.get_by_text(text, exact=True).first.click()
        seen.settles()


def decides(seen: Watched, title: str, choice: str, why: str) -> None:
    """One group, which is then no longer among the open ones."""
    panel = opens_group(seen, title)
    taps(seen, panel, choice, why)
    decided(seen, panel, title)


def decided(seen: Watched, panel: Locator, title: str) -> None:
    panel.get_by_role("button", name="Decide", exact=True).click()
    expect(group(seen, title)).to_have_count(0, timeout=PATIENCE)


def decides_together(seen: Watched, titles: tuple[str, ...], choice: str, why: str) -> None:
    """Several groups of one kind with one reason."""
    together = seen.page.locator("[class*=st-key-cb-together-]")
    seen.settles()
    for number, title in enumerate(titles, start=1):
        group(seen, title).locator("label").first.click()
        expect(together).to_contain_text(f"{number} group", timeout=PATIENCE)
        seen.settles()
    taps(seen, together, choice, why)
    together.get_by_role("button", name=f"Decide for {len(titles)} groups").click()
    for title in titles:
        expect(group(seen, title)).to_have_count(0, timeout=PATIENCE)


def stated_part(seen: Watched, title: str) -> Locator:
    """One part of what people state, opened where it does not stand open for this person."""
    seen.settles()
    box = seen.page.get_by_test_id("stExpander").filter(has=seen.page.locator("summary", has_text=title)).last
    if not box.get_by_role("button", name="State this").is_visible():
        box.locator("summary").click()
    expect(box.get_by_role("button", name="State this")).to_be_visible(timeout=PATIENCE)
    return box


def states(seen: Watched, title: str, **said: str) -> None:
    """What one part says, by label; it then counts as a statement."""
    box = stated_part(seen, title)
    for label, value in said.items():
        box.get_by_label(label.replace("_", " "), exact=True).fill(value)
    if title == "Scope":
        box.get_by_text("I approve this").click()
    box.get_by_role("button", name="State this").click()
    summary = seen.page.locator("summary", has_text=title).filter(has_text="1 statement")
    expect(summary.last).to_be_visible(timeout=PATIENCE)
    seen.settles()


def types_a_total(seen: Watched, amount: str, *, why: str) -> None:
    """On Finances: one total of an old report, which differs, and why it does."""
    seen.page.get_by_label("The old system says", exact=True).fill(amount)
    presses(seen, "Save the total")
    seen.sees("1 difference is not explained.")
    presses(seen, re.compile("^Explain "))
    seen.page.get_by_label("Why they differ", exact=True).fill(why)
    presses(seen, "Explain it")
    seen.sees("1 total is compared, and every difference is explained.")


def waives(seen: Watched, question: str, reason: str) -> None:
    line = seen.page.locator("[class*=st-key-cb-gate-]").filter(has_text=question)
    presses(seen, re.compile("^Waive"), inside=line)
    seen.page.get_by_label("Your reason").last.fill(reason)
    seen.page.get_by_role("button", name=re.compile("^Waive it as")).last.click()
    seen.sees("Waived, by name")
    seen.sees(reason)


def waives_all(seen: Watched, reason: str) -> None:
    """Everything that the person may answer for."""
    while True:
        seen.settles()
        doors = seen.page.locator("[class*=st-key-cb-waive-] button")
        left = doors.count()
        if not left:
            return
        doors.first.click()
        seen.page.get_by_label("Your reason").last.fill(reason)
        seen.page.get_by_role("button", name=re.compile("^Waive it as")).last.click()
        expect(doors).to_have_count(left - 1, timeout=PATIENCE)


def schedules(seen: Watched, digits: str, why: str, button: str = "Schedule the day") -> None:
    """digits: year, month and day, each going on to the next by itself."""
    presses(seen, button)
    seen.page.get_by_role("spinbutton", name="year, New day").click()
    seen.page.keyboard.type(digits)
    seen.page.get_by_label("Why", exact=True).fill(why)
    seen.page.get_by_role("button", name=button).last.click()


def signs(seen: Watched, name: str, phrase: str, *, next_up: str, first: bool = True) -> None:
    """first: whether this person has no passphrase yet."""
    if first:
        box = seen.page.locator(".st-key-cb-document")
        box.get_by_label("A new signing passphrase, twelve characters or more", exact=True).fill(phrase)
        box.get_by_label("The same once more", exact=True).fill(phrase)
        presses(seen, "Set my passphrase")
        seen.sees("Your passphrase is set.")
    field = seen.page.get_by_label("Your signing passphrase", exact=True)
    expect(field).to_be_visible(timeout=PATIENCE)
    field.fill(phrase)
    presses(seen, f"Sign as {name}")
    seen.sees(next_up)


def takes(seen: Watched, button: str, into: Path) -> Path:
    """A file, saved by the browser under the name that the portal gives it."""
    seen.settles()
    with seen.page.expect_download(timeout=PATIENCE) as promised:
        seen.page.get_by_role("button", name=button).click()
    path = into / promised.value.suggested_filename
    promised.value.save_as(path)
    return path
