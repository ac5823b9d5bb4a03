"""The owner forgets the signing passphrase and gets a new key, with a sign-in and without one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from portal.permissions import Role
from portal.wording import signing as words
from tests.browser.accounts import PASSWORD, clinic_of
from tests.browser.steps import presses, signs_in
from tests.browser.watching import PATIENCE, Watched, opened

OLD, NEW = "an old lamp over the door", "a lantern under the stairs"
PASSPHRASE = "A new signing passphrase, twelve characters or more"
Picture = Callable[[Page, str], None]


def opens_removal(seen: Watched) -> None:
    """The one place where an owner is asked for it before anything was brought in."""
    seen.settles()
    title = seen.page.get_by_text("Remove this project for good")
    title.click()
    seen.settles()


def types_twice(page: Page, phrase: str) -> None:
    page.get_by_label(PASSPHRASE, exact=True).last.fill(phrase)
    page.get_by_label("The same once more", exact=True).last.fill(phrase)


def sets_one(seen: Watched) -> None:
    opens_removal(seen)
    types_twice(seen.page, OLD)
    presses(seen, "Set my passphrase")
    seen.sees("Your passphrase is set.")


@pytest.mark.parametrize("width", [1280, 390])
def test_with_a_sign_in_it_is_replaced_by_password_and_code_on_a_page_of_its_own(
    browser: Browser, tmp_path: Path, picture: Picture, width: int
) -> None:
    with clinic_of(tmp_path, Role.OWNER, ZONE="America/Chicago") as clinic:
        robin = clinic.accounts[Role.OWNER]
        seen = opened(browser, clinic.address, "", width=width, theme="light")
        signs_in(seen, robin)
        seen.page.goto(f"{clinic.address}/audit")
        sets_one(seen)
        seen.page.goto(f"{clinic.address}/audit")
        opens_removal(seen)
        assert seen.overflow() <= 0
        seen.page.get_by_role("link", name=words.FORGOT).click()
        seen.page.wait_for_url("**/your-signing-key?project=*", timeout=PATIENCE)
        expect(seen.page.get_by_role("heading", name=words.REPLACED_TITLE)).to_be_visible()
        seen.page.get_by_label("Password", exact=True).fill(PASSWORD)
        seen.page.get_by_label("Code from your authenticator app").fill(robin.code())
        types_twice(seen.page, NEW)
        picture(seen.page, f"signing-key-light-{width}")
        seen.page.get_by_role("button", name=words.REPLACE).click()
        expect(seen.page.get_by_role("status")).to_contain_text(words.REPLACED_NOW, timeout=PATIENCE)
        seen.page.get_by_role("link", name=words.BACK).click()
        seen.settles()
        seen.page.goto(f"{clinic.address}/scope")
        seen.sees("'s signing key as owner was replaced on")
        assert seen.overflow() <= 0
        picture(seen.page, f"key-replaced-light-{width}")
        assert seen.errors == []
        seen.page.context.close()


def test_without_a_sign_in_it_is_replaced_where_it_is_asked_for_and_waits(
    visit: Callable[..., Watched],
) -> None:
    seen = visit("audit", width=390)
    sets_one(seen)
    seen.page.reload()
    opens_removal(seen)
    presses(seen, words.FORGOT)
    types_twice(seen.page, NEW)
    presses(seen, words.REPLACE)
    seen.sees("Your signing passphrase is replaced.")
    seen.page.reload()
    opens_removal(seen)
    seen.sees("Your new signing passphrase can be used from")
    expect(seen.page.get_by_role("button", name="Destroy the keys")).to_have_count(0)
    assert seen.overflow() <= 0
