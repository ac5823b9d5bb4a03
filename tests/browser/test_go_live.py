"""A clinic goes live on paper: what is not ready is settled or waived by name, and four people sign."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import which
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Download, Locator, Page, expect

from tests.browser.steps import goes_to, types_a_total, waives_all
from tests.browser.test_audit_trail import look_as
from tests.browser.watching import PATIENCE, Watched, opened
from tests.portal.serving import Served, served

Picture = Callable[[Page, str], None]
OWNER, CHAMPION = "Robin Sample, owner", "Casey Sample, champion"
PRACTITIONER, ACCOUNTANT = "Parker Sample, practitioner", "Kim Sample, accountant"
REASON = "Looked at one by one; the list lies with the champion."


@pytest.fixture(scope="module")
def going(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A portal of its own, which ends with a signed document."""
    with served(tmp_path_factory.mktemp("going"), ZONE="America/Chicago") as running:
        yield running


@pytest.fixture(scope="module")
def handed_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the document and the trust file are put as a person would."""
    return tmp_path_factory.mktemp("handed_out")


@pytest.fixture
def at(browser: Browser, going: Served) -> Iterator[Callable[..., Watched]]:
    watched: list[Watched] = []

    def go(path: str = "go-live", *, width: int = 1440, theme: str = "light") -> Watched:
        watched.append(opened(browser, going.address, path, width=width, theme=theme))
        watched[-1].settles()
        return watched[-1]

    yield go
    for each in watched:
        each.page.context.close()
    assert [error for each in watched for error in each.errors] == []


def press(seen: Watched, name: str, *, inside: Locator | None = None) -> None:
    seen.settles()
    (inside or seen.page).get_by_role("button", name=name, exact=True).first.click()
    seen.settles()


def day(seen: Watched, digits: str) -> None:
    """Typed as a person would: year, month, day, each going on to the next by itself."""
    seen.page.get_by_role("spinbutton", name="year, New day").click()
    seen.page.keyboard.type(digits)


def part(seen: Watched, title: str) -> Locator:
    """One part of what people state, opened."""
    seen.settles()
    box = seen.page.get_by_test_id("stExpander").filter(has=seen.page.locator("summary", has_text=title))
    if (
        box.get_by_role("button", name="State this").count() == 0
        or not box.get_by_role("button", name="State this").is_visible()
    ):
        box.locator("summary").click()
        seen.settles()
    return box


def fill(box: Locator, **said: str) -> None:
    for label, value in said.items():
        box.get_by_label(label.replace("_", " "), exact=True).fill(value)


def state(seen: Watched, box: Locator) -> None:
    press(seen, "State this", inside=box)
    expect(box).to_contain_text("1 statement", timeout=PATIENCE)


def signed(seen: Watched, person: str, *, next_up: str) -> None:
    """Sets a passphrase and signs with it, as `person`, who is here already."""
    phrase = f"correct horse of {person}"
    fill(
        seen.page.locator(".st-key-cb-document"),
        **{
            "A new signing passphrase, twelve characters or more": phrase,
            "The same once more": phrase,
        },
    )
    press(seen, "Set my passphrase")
    seen.sees("Your passphrase is set.")
    seen.page.get_by_label("Your signing passphrase", exact=True).fill(phrase)
    press(seen, f"Sign as {person.split(',')[0]}")
    seen.sees("Signed. Thank you.")
    seen.sees(next_up)


def taken(seen: Watched, button: str, into: Path) -> Path:
    seen.settles()
    with seen.page.expect_download(timeout=PATIENCE) as promised:
        seen.page.get_by_role("button", name=button).click()
    download: Download = promised.value
    path = into / download.suggested_filename
    download.save_as(path)
    return path


def test_what_is_not_ready_is_stated_or_waived_by_name_and_four_people_sign(
    at: Callable[..., Watched], picture: Picture, handed_out: Path
) -> None:
    seen = at("")
    press(seen, "Start the first run")
    expect(seen.page.locator(".cb-strip")).to_be_visible(timeout=PATIENCE)
    look_as(seen, OWNER)
    seen.page.get_by_role("link", name="Go-live").click()
    seen.sees("Nobody has counted yet how ready you are")
    press(seen, "Count how ready you are")
    seen.sees("What stands in the way")
    press(seen, "Schedule the day")
    day(seen, "20270330")
    seen.page.get_by_label("Why", exact=True).fill("The quietest week of the spring")
    seen.page.get_by_role("button", name="Schedule the day").last.click()
    seen.sees("30 Mar 2027")
    scope = part(seen, "Scope")
    fill(scope, Part="Charts, images and notes since 2017")
    scope.get_by_text("I approve this").click()
    state(seen, scope)

    look_as(seen, ACCOUNTANT)
    press(seen, "Compare totals on Finances")
    types_a_total(seen, "1,000.00", why="The old report stops a day earlier.")
    goes_to(seen, "Go-live")
    seen.whole()
    picture(seen.page, "go-live-accountant-light-1440")
    waives_all(seen, REASON)

    look_as(seen, PRACTITIONER)
    charts = part(seen, "Charts compared")
    fill(charts, Charts_to_compare="20", Charts_compared="20", Concerns_raised="1", Settled="1")
    state(seen, charts)
    waives_all(seen, REASON)

    look_as(seen, CHAMPION)
    training = part(seen, "Training")
    fill(training, People="6", Finished="6")
    state(seen, training)
    week = part(seen, "Parallel week")
    fill(week, Days_planned="5", Days_worked="5", Differences_found="0", Settled="0")
    state(seen, week)

    look_as(seen, OWNER)
    waives_all(seen, REASON)
    seen.sees("Nothing stands in the way, with")
    press(seen, "Write the document")
    seen.sees("Next signs Parker Sample, practitioner.")

    for person, next_up in (
        (PRACTITIONER, "Next signs Kim Sample, accountant."),
        (ACCOUNTANT, "Next signs Casey Sample, champion."),
        (CHAMPION, "Next signs Robin Sample, owner."),
    ):
        look_as(seen, person)
        signed(seen, person, next_up=next_up)
    look_as(seen, OWNER)
    phone = at(f"go-live?{urlsplit(seen.page.url).query}", width=390)
    phone.sees("waits for your signature.")
    picture(phone.page, "go-live-sign-light-390")
    assert phone.overflow() <= 0
    signed(phone, OWNER, next_up="All four have signed.")
    seen.page.reload()
    taken(seen, "Download the trust file", handed_out)
    document = taken(seen, "Download R-", handed_out)
    assert document.read_bytes().startswith(b"%PDF")


def verified(document: Path, trust: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "portal.cli", "verify", str(document), "--trust", str(trust)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120)


def test_the_document_is_valid_for_our_command_and_for_another_reader(handed_out: Path) -> None:
    (document,), trust = handed_out.glob("*.pdf"), handed_out / "chartbridge-trust.pem"
    told = verified(document, trust)
    assert told.returncode == 0, told.stdout
    assert "Signed by Robin Sample, owner, who confirmed it by passphrase" in told.stdout
    if which("pdfsig") is None:
        pytest.skip("SKIPPED, NOT PASSED: pdfsig (poppler-utils) is not installed here")
    seen = subprocess.run(["pdfsig", str(document)], capture_output=True, text=True)
    assert seen.stdout.count("Signature is Valid.") == 5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_the_page_fits_its_window_in_both_themes(
    at: Callable[..., Watched], picture: Picture, width: int, theme: str
) -> None:
    seen = at(width=width, theme=theme)
    seen.whole()
    seen.sees("All four have signed.")
    picture(seen.page, f"go-live-{theme}-{width}")
    assert seen.overflow() <= 0


@pytest.mark.parametrize(("width", "theme"), [(1440, "light"), (390, "dark")])
def test_anybody_drops_the_document_and_sees_whether_it_is_whole(
    at: Callable[..., Watched], picture: Picture, handed_out: Path, width: int, theme: str
) -> None:
    seen = at("verify", width=width, theme=theme)
    (document,) = handed_out.glob("*.pdf")
    drop = seen.page.locator("input[type=file]").first
    drop.set_input_files(document)
    seen.sees("Valid")
    seen.sees("Parker Sample")
    seen.whole()
    picture(seen.page, f"verify-{theme}-{width}")
    assert seen.overflow() <= 0
    content = document.read_bytes()
    middle = len(content) // 3
    changed = content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]
    drop.set_input_files({"name": "changed.pdf", "mimeType": "application/pdf", "buffer": changed})
    seen.sees("Please ask the clinic's owner for the original file.")


def test_moving_the_day_voids_the_document_and_says_why(at: Callable[..., Watched], picture: Picture) -> None:
    seen = at(width=390)
    press(seen, "Move the day")
    day(seen, "20270412")
    seen.page.get_by_label("Why", exact=True).fill("Flu in the team")
    seen.page.get_by_role("button", name="Move the day").last.click()
    seen.sees("12 Apr 2027")
    seen.sees("The go-live date moved from 30 Mar 2027 to 12 Apr 2027")
    seen.whole()
    picture(seen.page, "go-live-void-light-390")
    assert seen.overflow() <= 0
