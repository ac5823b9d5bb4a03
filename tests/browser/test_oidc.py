"""A real round trip through a real provider: in, a role refused, out of both, and an old cookie refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from core.demonstration import SMALL
from portal.services import example, people
from portal.wording import own_sign_in as own_words
from portal.wording import provider as words
from portal.wording import sign_in as sign_in_words
from portal.wording import states
from tests import placing
from tests.browser.providing import CLIENT, SECRET, provider
from tests.browser.watching import PATIENCE, Watched, opened
from tests.portal.serving import free_port, served

PEOPLE = {
    "robin": {"name": "Robin", "email": "robin@maple.example", "email_verified": True},
    "remy": {
        **{"name": "Remy", "email": "remy@maple.example", "email_verified": True},
        "groups": ["front-desk"],
    },
    "gus": {
        **{"name": "Gus", "email": "gus@maple.example", "email_verified": True},
        "groups": ["gardeners"],
    },
}


@dataclass(frozen=True)
class Both:
    portal: str
    provider: str

    @property
    def named(self) -> str:
        """The provider as people read it."""
        return self.provider.removeprefix("http://")


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    home = tmp_path_factory.mktemp("oidc")
    project = _clinic(home)
    mine, theirs = free_port(), free_port()
    portal = f"http://127.0.0.1:{mine}"
    settings = {
        "OIDC_CLIENT_ID": CLIENT,
        "OIDC_CLIENT_SECRET": SECRET,
        "OIDC_ROLE_CLAIM": "groups",
        "OIDC_ROLES": "front-desk=receptionist; books=accountant",
        "OIDC_PROJECT": project,
    }
    with (
        provider(home, port=theirs, portal=portal, people=PEOPLE) as issuer,
        served(home, PORT=str(mine), SIGN_IN="oidc", EXAMPLE="none", OIDC_ISSUER=issuer, **settings),
    ):
        yield Both(portal, issuer)


def _clinic(home: Path) -> str:
    """The small example, whose first owner is invited at the terminal; its id."""
    store = placing.opened(home)
    try:
        example.put_if_empty(store, size=SMALL)
        people.invite_founder(store, PEOPLE["robin"]["email"])
        with store.read() as work:
            return work.projects.all()[0].id
    finally:
        store.close()


@pytest.mark.timeout(600)
def test_a_receptionist_signs_in_is_refused_what_is_not_hers_and_leaves_nothing_behind(
    browser: Browser, both: Both
) -> None:
    robin = _signs_in(_arrives(browser, both, "people"), both, "robin")
    robin.sees("Who is in this project")
    robin.page.get_by_role("link", name="You are Robin").click()
    robin.sees(own_words.THERE.format(provider=both.named))
    robin.sees(f"Chrome on a Linux computer ({own_words.THIS})")
    robin.page.get_by_role("link", name=own_words.BACK).click()
    robin.page.context.close()
    remy = _signs_in(_arrives(browser, both), both, "remy")
    remy.sees("receptionist")
    remy.page.goto(f"{both.portal}/audit")
    remy.sees(states.FORBIDDEN)
    copied = remy.page.context.cookies()
    remy.page.get_by_role("link", name="Sign out", exact=True).click()
    remy.page.get_by_role("button", name="Sign out", exact=True).click()
    remy.page.get_by_role("button", name="Yes, sign me out").click()
    remy.sees(sign_in_words.SIGNED_OUT)
    assert remy.page.url == f"{both.portal}/sign-in?out"
    thief = browser.new_context()
    thief.add_cookies(copied)
    page = thief.new_page()
    page.goto(both.portal)
    assert page.url.startswith(f"{both.portal}/sign-in")
    expect(page.get_by_text(sign_in_words.WHY)).to_have_count(0)
    remy.page.get_by_role("link", name=words.GO.format(provider=both.named)).click()
    expect(remy.page.get_by_placeholder("Enter any login")).to_be_visible(timeout=PATIENCE)
    for each in (remy.page.context, thief):
        each.close()
    assert [error for error in remy.errors if "script:" in error] == []


@pytest.mark.timeout(300)
def test_somebody_whose_role_there_is_none_here_is_told_so_and_stays_outside(
    browser: Browser, both: Both
) -> None:
    gus = _arrives(browser, both, "log")
    _at_the_provider(gus, both, "gus")
    gus.sees(words.NO_ROLE.format(provider=both.named))
    gus.page.goto(f"{both.portal}/log")
    expect(gus.page.get_by_role("link", name=words.GO.format(provider=both.named))).to_be_visible()
    gus.page.context.close()


def _arrives(browser: Browser, both: Both, path: str = "") -> Watched:
    seen = opened(browser, both.portal, path, width=1440, theme="light")
    seen.page.context.route("https://**", lambda route: route.abort())
    return seen


def _signs_in(seen: Watched, both: Both, who: str) -> Watched:
    _at_the_provider(seen, both, who)
    seen.page.wait_for_url(f"{both.portal}/**", timeout=PATIENCE)
    seen.settles()
    return seen


def _at_the_provider(seen: Watched, both: Both, who: str) -> None:
    """Its own pages: who somebody is, and what it may tell about them."""
    page = seen.page
    page.get_by_role("link", name=words.GO.format(provider=both.named)).click()
    assert page.url.startswith(both.provider)
    page.get_by_placeholder("Enter any login").fill(who)
    page.get_by_placeholder("and password").fill("any")
    page.get_by_role("button", name="Sign-in").click()
    page.get_by_role("button", name="Continue").click()
