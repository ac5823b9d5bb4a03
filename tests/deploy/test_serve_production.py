"""docs/production.md tried as its reader would: from an empty database and bucket to a backup, in a browser.

One production for the whole file, and each test goes on where the last one stopped.
"""

from __future__ import annotations

import csv
import json
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from core.demonstration import SMALL, dental_group, export_of
from portal.app import RENDERERS
from portal.permissions import Actor, Role
from portal.quiet_logs import FIELDS
from tests.browser import steps
from tests.browser.accounts import PASSWORD, Account
from tests.browser.watching import PATIENCE, Watched, opened
from tests.deploy.production import Production, production

pytestmark = [pytest.mark.soak, pytest.mark.timeout(1200)]
LONG = 300_000
PAGES = [title for _, title, _ in RENDERERS]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Production]:
    with production(tmp_path_factory.mktemp("production")) as started:
        yield started


@pytest.fixture(scope="module")
def robin() -> Account:
    return Account(Actor("Robin Bloggs", Role.OWNER), "robin@maple.example", "")


@pytest.fixture(scope="module")
def seen(browser: Browser, running: Production) -> Iterator[Watched]:
    watched = opened(browser, running.address, "", width=1440, theme="light", own_certificate=True)
    yield watched
    watched.page.context.close()
    assert watched.errors == []


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("legacy") / "export"
    for path, content in export_of(dental_group(7, SMALL)).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


def finished(seen: Watched) -> None:
    """What the workers have in hand, each on a machine that may have much else to do."""
    expect(seen.page.locator(".st-key-cb-job")).to_have_count(0, timeout=LONG)
    seen.settles()


def test_it_is_well_from_the_start(running: Production) -> None:
    assert running.machine.runs("is-it-well").count('"ok"') == 2


def test_the_first_owner_comes_with_the_link_of_the_terminal(
    running: Production, seen: Watched, robin: Account
) -> None:
    (link,) = re.findall(r"https://\S+", running.machine.runs("first-owner"))
    page = seen.page
    page.goto(link)
    page.get_by_label("Your name, as colleagues know it").fill(robin.actor.name)
    page.get_by_label("A new password, twelve characters or more").fill(PASSWORD)
    page.get_by_label("The same once more").fill(PASSWORD)
    robin.secret = page.locator("section code").inner_text().replace(" ", "")
    page.get_by_label("Code from your authenticator app").fill(robin.code())
    page.get_by_role("button", name="Join").click()
    expect(page.locator("ol.codes li")).to_have_count(10)
    page.get_by_role("link", name="I have kept them. Go on.").click()
    seen.sees("There is no project yet")


def test_whoever_signs_out_comes_back_with_a_second_step(seen: Watched, robin: Account) -> None:
    seen.page.goto(f"{seen.address}/sign-out")
    seen.page.get_by_role("button", name="Sign out").click()
    seen.page.goto(f"{seen.address}/overview")
    steps.signs_in(seen, robin)
    seen.sees("There is no project yet")
    cookies = seen.page.context.cookies()
    assert cookies and all(cookie.get("secure") for cookie in cookies)


def test_an_export_comes_in_by_slices_and_is_run_by_workers_elsewhere(seen: Watched, export: Path) -> None:
    seen.settles()
    seen.page.get_by_label("Name of the clinic or group").fill("Tandvale Dental Group")
    steps.presses(seen, "Create the project")
    steps.presses(seen, "Bring in files")
    seen.sees("No files yet")
    seen.settles()
    seen.page.get_by_text("A whole folder").click()
    seen.sees("Choose the folder that your old system exported to")
    seen.settles()
    seen.page.locator("input[type=file]").set_input_files(export)
    seen.sees("28 files received.")
    finished(seen)
    seen.sees("patients.csv · 65 records")
    steps.presses(seen, "Start the run")
    seen.sees("The run is")
    finished(seen)
    steps.goes_to(seen, "Overview")
    expect(seen.page.locator(".cb-strip")).to_be_visible(timeout=PATIENCE)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_without_a_word_of_trouble(seen: Watched, page: str) -> None:
    steps.goes_to(seen, page)
    assert "Something went wrong" not in seen.page.locator("body").inner_text()


def test_what_is_stored_is_whole_and_can_be_backed_up_while_people_work(running: Production) -> None:
    assert "28 originals and 1 run are there and open." in running.machine.runs("check")
    assert "sealed files copied" in running.machine.runs("back-up-postgresql")
    assert running.machine.runs("every-night").strip().endswith("removed.")


def test_logs_have_known_fields_and_nothing_of_a_patient(running: Production, export: Path) -> None:
    time.sleep(1)
    for line in running.lines():
        assert set(json.loads(line)) <= set(FIELDS), line
    with (export / "patients.csv").open(encoding="cp1252", newline="") as opened_file:
        patients = list(csv.DictReader(opened_file))
    names = {row[column] for row in patients for column in ("LName", "Email", "SSN") if len(row[column]) > 4}
    said = "".join(path.read_text() for path in running.folder.glob("*.err")) + "".join(
        path.read_text() for path in running.folder.glob("*.out")
    )
    assert len(names) > 30
    assert not [name for name in (*names, "patients.csv", "Tandvale", "Bloggs") if name in said]


def test_all_of_it_ends_when_it_is_told_to(running: Production) -> None:
    assert set(running.ended().values()) == {0}
