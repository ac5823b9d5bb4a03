"""A practitioner with a phone: charts drawn, judged by taps, a concern raised, settled; the gate follows,
and their signature stands on the readiness document in the end."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from portal.permissions import Role
from tests.browser.accounts import clinic_of
from tests.browser.steps import (
    chooses,
    goes_to,
    presses,
    runs,
    schedules,
    signs,
    signs_in,
    waives_all,
)
from tests.browser.watching import PATIENCE, Watched, opened


def gate(seen: Watched, question: str) -> str:
    line = seen.page.locator("[class*=st-key-cb-gate-]").filter(has_text=question).first
    return line.inner_text()


_IMAGES = '.cb-picture.small:has(img[alt*="adiograph"], img[alt^="CT"]) figcaption'
_CLOSER = "[class*=st-key-cb-closer] .cb-picture img"
_PIXELS = """() => [...document.querySelectorAll("[class*=st-key-cb-closer] .cb-picture img")]
    .some(each => each.complete && each.naturalWidth > 0)"""


def looks_closer(seen: Watched) -> bool:
    """Where the chart has a radiograph: its picture has pixels, and others after another window is chosen."""
    seen.settles()
    radiographs = seen.page.locator(_IMAGES)
    if not radiographs.count():
        return False
    number = radiographs.first.inner_text().split(".")[0]
    pills = seen.page.locator("[class*=st-key-cb-pictures-]")
    pills.get_by_role("button", name=number, exact=True).click()
    seen.settles()
    seen.page.wait_for_function(_PIXELS, timeout=PATIENCE)
    before = seen.page.locator(_CLOSER).first.get_attribute("src")
    chooses(seen, "Show", "From darkest")
    closer = seen.page.locator(_CLOSER).first
    expect(closer).to_have_attribute("src", re.compile("whole=1"), timeout=PATIENCE)
    assert closer.get_attribute("src") != before
    seen.page.wait_for_function(_PIXELS, timeout=PATIENCE)
    assert seen.overflow() <= 0
    return True


SIGNERS = (Role.PRACTITIONER, Role.ACCOUNTANT, Role.CHAMPION)


@pytest.mark.timeout(900)
def test_a_practitioner_checks_twenty_charts_on_a_phone_and_signs_what_they_prove(
    browser: Browser, tmp_path: Path, picture: Callable[..., None]
) -> None:
    with clinic_of(tmp_path, *SIGNERS, ZONE="America/Chicago") as clinic:
        owner = opened(browser, clinic.address, "", width=1440, theme="light")
        signs_in(owner, clinic.accounts[Role.OWNER])
        runs(owner, "Start the first run")
        goes_to(owner, "Go-live")
        presses(owner, re.compile("^Count "))
        owner.sees("What stands in the way")
        phone = opened(browser, clinic.address, "charts", width=390, theme="light")
        signs_in(phone, clinic.accounts[Role.PRACTITIONER])
        phone.page.set_viewport_size({"width": 390, "height": 844})
        presses(phone, "Draw the sample")
        phone.sees("20 of 20 charts are left for you.")
        presses(phone, "Open the next chart")
        looked = False
        for place in range(1, 21):
            phone.sees(f"Chart {place} of 20")
            if place == 1:
                phone.settles()
                assert phone.overflow() <= 0
                bar = phone.page.locator(".st-key-cb-verdict-bar")
                expect(bar).to_be_in_viewport()
                picture(phone.page, "chart-phone-light-390")
            if place == 2:
                phone.settles()
                expect(phone.page.locator(".cb-chart h2")).to_be_in_viewport()
            looked = looked or looks_closer(phone)
            found = {3: "Small difference", 20: "Serious"}.get(place, "Right")
            presses(phone, re.compile(f"{found}$"))
        assert looked
        phone.sees("Please say below what somebody has to see to.")
        phone.settles()
        phone.page.get_by_label("What is wrong").fill("The allergy to penicillin is not there.")
        presses(phone, "Raise the concern")
        phone.sees("The concern is raised.")
        presses(phone, "Back to the list")
        phone.sees("With 20 charts and 2 faulty ones you can be 95 % sure")
        phone.sees("Nothing is left for you here.")
        assert phone.overflow() <= 0
        phone.whole()
        picture(phone.page, "charts-light-390")
        phone.page.set_viewport_size({"width": 390, "height": 844})
        charts = phone.page.url
        phone.page.goto(charts.replace("/charts", "/go-live"))
        phone.sees("1 open concern")
        assert "not ready" in gate(phone, "Is every concern").lower() or "1 open concern" in gate(
            phone, "Is every concern"
        )
        phone.page.goto(charts)
        phone.sees("The allergy to penicillin is not there.")
        phone.settles()
        phone.page.get_by_label("How it was settled").fill("Put back by the vendor team, looked at again.")
        presses(phone, "Settle it")
        phone.sees("The concern is settled.")
        phone.page.goto(charts.replace("/charts", "/go-live"))
        phone.settles()
        expect(phone.page.get_by_text("1 open concern")).to_have_count(0, timeout=PATIENCE)
        owner.page.reload()
        schedules(owner, "20270330", "The quietest week of the spring")
        owner.sees("30 Mar 2027")
        waives_all(owner, "Looked at together, and settled by hand.")
        presses(owner, "Write the document")
        owner.sees("Next signs Parker Sample, practitioner.")
        phone.page.reload()
        phone.sees("waits for your signature.")
        signs(phone, "Parker Sample", "a lantern on the quay", next_up="Next signs Kim Sample, accountant.")
        assert phone.overflow() <= 0
        assert phone.errors == owner.errors == []
