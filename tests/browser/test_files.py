"""An assistant with a phone: the suspicious image first, said to be the wrong patient's; the gate follows."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.steps import goes_to, presses, runs
from tests.browser.watching import Watched, opened
from tests.portal.serving import served


@pytest.mark.timeout(900)
def test_an_assistant_finds_the_image_of_another_patient_on_a_phone_and_the_gate_follows(
    browser: Browser, tmp_path: Path, picture: Callable[..., None]
) -> None:
    with served(tmp_path, PERSON="Parker Sample", ROLE="owner", ZONE="America/Chicago") as portal:
        seen = opened(browser, portal.address, "", width=1440, theme="light")
        runs(seen, "Start the first run")
        goes_to(seen, "Go-live")
        presses(seen, re.compile("^Count "))
        seen.sees("What stands in the way")
        seen.settles()
        go_live = seen.page.url
        seen.page.get_by_role("combobox", name="Look at it as").click()
        seen.page.get_by_role("option", name=re.compile("assistant")).click()
        seen.settles()
        phone = Watched(seen.page, portal.address, seen.errors)
        phone.page.set_viewport_size({"width": 390, "height": 844})
        phone.page.goto(re.sub("/go-live", "/files", phone.page.url))
        phone.sees("1 file may be another patient's. Look at it first.")
        phone.settles()
        assert phone.overflow() <= 0
        picture(phone.page, "files-light-390")
        presses(phone, "Look at the first one")
        phone.sees("The number in the image is that of another patient.")
        phone.settles()
        assert phone.overflow() <= 0
        expect(phone.page.locator(".st-key-cb-verdict-bar")).to_be_in_viewport()
        phone.page.get_by_label("Note, if you like").fill("It is the brother's.")
        presses(phone, re.compile("Wrong patient$"))
        phone.sees("It is a concern now")
        phone.sees("Wrong patient, said")
        presses(phone, "Back to the list")
        phone.sees("Nothing is left for you here.")
        phone.sees("This file is filed under the wrong patient. It is the brother's.")
        expect(phone.page.get_by_role("button", name="Settle it")).to_have_count(0)
        phone.page.goto(re.sub("/files", "/go-live", phone.page.url))
        phone.sees("1 open concern")
        assert go_live.split("?")[0] == phone.page.url.split("?")[0]
        assert phone.errors == []
