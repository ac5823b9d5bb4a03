"""Signing in through a provider that is honest, and through one that lies in every way that one could."""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

import httpx
import pytest
from joserfc.jwk import OctKey
from starlette.testclient import TestClient

from portal.permissions import Actor, Role
from portal.services import people
from portal.settings import Settings, SignIn
from portal.sign_in.provider import SKEW
from portal.sign_in.provider_doors import BACK, THERE, ProviderDoors
from portal.wording import own_sign_in as own_words
from portal.wording import provider as words
from portal.wording import sign_in as sign_in_words
from storage import INSTALLATION, AuditEvent
from tests.portal.clinics_people import Clinic
from tests.portal.sign_in.conftest import COOKIE, HOST, Front, front_of
from tests.portal.sign_in.fake_provider import (
    CLIENT,
    ISSUER,
    KEY,
    NEW_KEY,
    OTHER_KEY,
    SECRET,
    FakeProvider,
    signed,
)
from tests.portal.stores import Clock, project_in, store_in

PROVIDER = urlsplit(ISSUER).netloc
CASEY = {"email": "Casey@maple.example", "email_verified": True, "name": "Casey"}


@dataclass
class There:
    """The portal and its provider. Casey is invited as champion, and known to the provider as `c1`."""

    front: Front
    provider: FakeProvider

    @property
    def clinic(self) -> Clinic:
        return self.front.clinic

    def goes(self, browser: TestClient, to: str = "") -> str:
        return browser.get(THERE, params={"to": to} if to else {}).headers["location"]

    def signs_in(self, browser: TestClient, subject: str = "c1", to: str = "") -> Any:
        return browser.get(self.provider.signs_in(self.goes(browser, to), subject))

    def invites(self, email: str, role: Role = Role.CHAMPION) -> str:
        asked = (self.clinic.store, self.clinic.actor("Robin"), self.clinic.project.id)
        return people.invite(*asked, email=email, role=role.value)

    def events(self) -> list[str]:
        return self.clinic.events(INSTALLATION)


def there_of(clinic: Clinic, **settings: str) -> There:
    provider = FakeProvider({"c1": dict(CASEY)})
    said = Settings(
        sign_in=SignIn.OIDC,
        address=f"https://{HOST}",
        oidc_issuer=ISSUER,
        oidc_client_id=CLIENT,
        oidc_client_secret=SECRET,
        **settings,
    )
    doors = ProviderDoors(said, lambda: clinic.store, transport=provider.transport())
    return There(front_of(clinic, doors), provider)


@pytest.fixture
def there(maple: Clinic) -> There:
    made = there_of(maple)
    made.invites("casey@maple.example")
    return made


def is_in(browser: TestClient) -> bool:
    return browser.get("/log").text == "the portal"


def refused(answer: Any, sentence: str) -> bool:
    told = sentence.format(provider=PROVIDER)
    return (
        answer.status_code in (401, 502) and told in answer.text and 'href="/sign-in/provider"' in answer.text
    )


def test_whoever_is_invited_and_vouched_for_is_in_and_led_to_where_they_wanted(there: There) -> None:
    browser = there.front.browser()
    page = browser.get("/sign-in?to=%2Flog%3Fproject%3Dp").text
    assert f"{THERE}?to=%2Flog%3Fproject%3Dp" in page and "password" not in page.replace("your password", "")
    answer = there.signs_in(browser, to="/log?project=p")
    assert (answer.status_code, answer.headers["location"]) == (303, "/log?project=p")
    assert is_in(browser)
    assert there.clinic.actor("Casey").role is Role.CHAMPION
    assert AuditEvent.IDENTITY_BOUND in there.events()
    assert AuditEvent.PERSON_SIGNED_IN in there.clinic.events()


def test_what_leaves_for_the_provider_asks_for_a_code_bound_to_this_browser(there: There) -> None:
    browser = there.front.browser()
    asked = dict(parse_qsl(urlsplit(there.goes(browser)).query))
    wanted = {"response_type": "code", "code_challenge_method": "S256", "client_id": CLIENT}
    assert wanted.items() <= asked.items()
    assert asked["redirect_uri"] == f"https://{HOST}{BACK}"
    assert {"state", "nonce", "code_challenge"} <= set(asked)
    carried = browser.cookies[f"{COOKIE}-errand"]
    assert asked["state"] not in carried and len(carried) < 4_000


def test_the_cookie_of_the_errand_is_sealed_and_gone_after_it(there: There) -> None:
    browser = there.front.browser()
    there.goes(browser)
    assert there.signs_in(browser).status_code == 303
    assert f"{COOKIE}-errand" not in browser.cookies


def test_a_person_is_known_again_by_who_they_are_there_and_not_by_their_address(there: There) -> None:
    there.signs_in(there.front.browser())
    there.provider.people["c1"] = {"email": "other@maple.example", "email_verified": True}
    browser = there.front.browser()
    assert there.signs_in(browser).status_code == 303 and is_in(browser)
    there.provider.people["c2"] = dict(CASEY)
    assert refused(there.signs_in(there.front.browser(), "c2"), words.OTHERS)


def test_nobody_is_let_in_whom_nobody_invited(there: There) -> None:
    there.provider.people["s1"] = {"email": "stranger@maple.example", "email_verified": True}
    assert refused(there.signs_in(there.front.browser(), "s1"), words.NOT_INVITED)
    assert AuditEvent.SIGN_IN_REFUSED in there.events()


@pytest.mark.parametrize("said", [False, None, "false", 1, "yes"])
def test_an_address_that_is_not_confirmed_opens_no_invitation(there: There, said: Any) -> None:
    there.provider.people["c1"] = {**CASEY, "email_verified": said}
    assert refused(there.signs_in(there.front.browser()), words.NOT_VERIFIED)


def test_an_account_from_before_needs_a_way_back_made_by_an_owner(there: There) -> None:
    there.clinic.joins("Kim", Role.ACCOUNTANT)
    there.provider.people["k1"] = {"email": "kim@maple.example", "email_verified": True, "name": "Kim"}
    other = there.clinic.entry(there.clinic.owner).start_project("Elsewhere")
    owner = Actor("Robin", Role.OWNER)
    people.invite(there.clinic.store, owner, other, email="kim@maple.example", role="auditor")
    assert refused(there.signs_in(there.front.browser(), "k1"), words.OTHERS)
    asked = (there.clinic.store, there.clinic.actor("Robin"), there.clinic.project.id)
    link = people.reopen(*asked, there.clinic.person("Kim").id)
    assert "kim@maple.example" in there.front.browser().get(f"/invitation/{link}").text
    browser = there.front.browser()
    assert there.signs_in(browser, "k1").status_code == 303 and is_in(browser)
    assert there.clinic.actor("Kim").role is Role.ACCOUNTANT


def test_the_first_owner_comes_by_the_address_that_the_terminal_named(tmp_path: Any) -> None:
    clock = Clock()
    store = store_in(tmp_path, clock)
    there = there_of(Clinic(store, clock, project_in(store)))
    there.provider.people["r1"] = {"email": "robin@maple.example", "email_verified": True, "name": "Robin"}
    assert refused(there.signs_in(there.front.browser(), "r1"), words.NOT_INVITED)
    people.invite_founder(store, "robin@maple.example")
    assert there.signs_in(there.front.browser(), "r1").status_code == 303
    assert there.clinic.actor("Robin").role is Role.OWNER
    assert there.clinic.person("Robin").founder
    store.close()


def test_local_accounts_are_refused_where_there_is_a_provider(there: There) -> None:
    browser = there.front.browser()
    assert there.front.signs_in(browser, "Robin").status_code == 405
    link = there.invites("new@maple.example")
    assert there.front.posts(browser, f"/invitation/{link}", name="x").status_code == 405
    assert not is_in(browser)


def forged(**header: Any) -> Callable[[dict[str, Any]], str]:
    return lambda claims: signed(claims, **header)


def unsigned(claims: dict[str, Any]) -> str:
    parts = ({"alg": "none"}, claims)
    return ".".join(_part(json.dumps(each).encode()) for each in parts) + "."


def signed_by_the_public_key(claims: dict[str, Any]) -> str:
    """The old trick: the public key of everybody as the secret of an HMAC."""
    return signed(claims, key=OctKey.import_key(KEY.as_pem(private=False)), alg="HS256")


def signed_by_the_secret(claims: dict[str, Any]) -> str:
    return signed(claims, key=OctKey.import_key(SECRET * 3), alg="HS256")


def altered(claims: dict[str, Any]) -> str:
    head, _, tail = signed(claims).split(".")
    return ".".join((head, _part(json.dumps({**claims, "sub": "r1"}).encode()), tail))


def _part(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


FORGED = {
    "another key": forged(key=OTHER_KEY),
    "a key that it brings itself": forged(key=OTHER_KEY, jwk=OTHER_KEY.as_dict(private=False)),
    "a key that nobody published": forged(key=NEW_KEY, kid="second"),
    "no signature": unsigned,
    "the public key as a secret": signed_by_the_public_key,
    "the secret of the client": signed_by_the_secret,
    "altered after signing": altered,
    "no token at all": lambda _: "x",
}


@pytest.mark.parametrize("sign", FORGED.values(), ids=FORGED.keys())
def test_a_token_that_the_provider_did_not_sign_opens_nothing(
    there: There, sign: Callable[[dict[str, Any]], str]
) -> None:
    there.provider.sign = sign
    browser = there.front.browser()
    assert refused(there.signs_in(browser), words.FORGED)
    assert not is_in(browser) and AuditEvent.IDENTITY_BOUND not in there.events()


NOW, DAY = int(time.time()), 86_400
"""Of when the tests were collected, which is a while before the last of them runs."""
WRONG = {
    "another issuer": {"iss": "https://evil.example"},
    "for somebody else": {"aud": "another"},
    "for somebody else, by us": {"aud": "another", "azp": CLIENT},
    "for several, given to another": {"aud": [CLIENT, "another"], "azp": "another"},
    "for several, given to nobody": {"aud": [CLIENT, "another"]},
    "expired": {"exp": NOW - SKEW - 30, "iat": NOW - 600},
    "never ending": {"exp": None},
    "from the future": {"iat": NOW + DAY, "exp": NOW + 2 * DAY},
    "not valid yet": {"nbf": NOW + DAY},
    "of nobody": {"sub": None},
    "of an empty subject": {"sub": ""},
    "of no text": {"sub": 7},
    "of too long a subject": {"sub": "x" * 256},
    "another nonce": {"nonce": "another"},
    "without nonce": {"nonce": None},
}


@pytest.mark.parametrize("claims", WRONG.values(), ids=WRONG.keys())
def test_a_token_that_says_something_else_opens_nothing(there: There, claims: dict[str, Any]) -> None:
    there.provider.claims = claims
    browser = there.front.browser()
    assert refused(there.signs_in(browser), words.FORGED)
    assert not is_in(browser)


def test_clocks_may_differ_by_a_minute(there: There) -> None:
    now = int(time.time())
    there.provider.claims = {"exp": now - SKEW + 20, "iat": now - 300}
    assert there.signs_in(there.front.browser()).status_code == 303


def test_an_answer_without_a_token_opens_nothing(there: There) -> None:
    there.provider.answer = {"id_token": None}
    assert refused(there.signs_in(there.front.browser()), words.FORGED)


def test_a_key_that_the_provider_changed_is_looked_up_again(there: There) -> None:
    there.signs_in(there.front.browser())
    there.provider.keys, there.provider.sign = [NEW_KEY], forged(key=NEW_KEY, kid="second")
    assert there.signs_in(there.front.browser()).status_code == 303


def test_an_answer_that_another_browser_asked_for_opens_nothing(there: There) -> None:
    """Of both kinds: with an errand of its own, and with none."""
    back = there.provider.signs_in(there.goes(there.front.browser()), "c1")
    other = there.front.browser()
    assert refused(other.get(back), words.STALE)
    there.goes(other)
    assert refused(other.get(back), words.STALE)
    assert not is_in(other)


@pytest.mark.parametrize("named", ["https://evil.example", ""])
def test_an_answer_in_the_name_of_another_provider_opens_nothing(there: There, named: str) -> None:
    browser = there.front.browser()
    assert refused(browser.get(there.provider.signs_in(there.goes(browser), "c1", iss=named)), words.STALE)


def test_an_answer_works_once_though_its_cookie_was_copied(there: There) -> None:
    browser, thief = there.front.browser(), there.front.browser()
    gone = there.goes(browser)
    back = there.provider.signs_in(gone, "c1")
    thief.cookies.update(browser.cookies)
    assert browser.get(back).status_code == 303
    assert refused(thief.get(back), words.FORGED)
    thief.cookies.set(f"{COOKIE}-errand", "", domain=HOST)
    assert refused(thief.get(back), words.STALE)


def test_a_nonce_is_taken_once_though_the_provider_gives_a_second_code(there: There) -> None:
    browser = there.front.browser()
    gone = there.goes(browser)
    carried = browser.cookies[f"{COOKIE}-errand"]
    assert browser.get(there.provider.signs_in(gone, "c1")).status_code == 303
    thief = there.front.browser()
    thief.cookies.set(f"{COOKIE}-errand", carried, domain=HOST)
    assert refused(thief.get(there.provider.signs_in(gone, "c1")), words.REPLAYED)
    assert not is_in(thief)


@pytest.mark.parametrize("cookie", ["x", "a" * 200, "é", "===="])
def test_a_cookie_that_we_did_not_write_opens_nothing(there: There, cookie: str) -> None:
    browser = there.front.browser()
    back = there.provider.signs_in(there.goes(browser), "c1")
    browser.cookies.clear()
    held = {"cookie": f"{COOKIE}-errand={cookie}".encode()}
    assert refused(browser.get(back, headers=held), words.STALE)


def test_a_sign_in_that_waited_too_long_is_begun_again(there: There) -> None:
    browser = there.front.browser()
    back = there.provider.signs_in(there.goes(browser), "c1")
    there.clinic.clock.advance(10 * 60)
    assert refused(browser.get(back), words.STALE)


def test_whoever_is_denied_is_told_so_in_our_words(there: There) -> None:
    browser = there.front.browser()
    there.goes(browser)
    told = {"error": "access_denied", "error_description": "<b>theirs</b>", "iss": ISSUER, "state": "x"}
    answer = browser.get(BACK, params=told)
    assert refused(answer, words.DENIED) and "theirs" not in answer.text


NO_ADDRESSES = (
    "https://[::1",
    "https://login.maple.example:x",
    "https://a\x00b",
    "https://" + "a" * 70_000,
    7,
)


@pytest.mark.parametrize("named", NO_ADDRESSES)
@pytest.mark.parametrize(
    "of", ["token_endpoint", "jwks_uri", "authorization_endpoint", "end_session_endpoint"]
)
def test_an_address_that_is_none_is_told_in_one_sentence(maple: Clinic, of: str, named: object) -> None:
    there = there_of(maple)
    there.provider.description = {of: named}
    assert refused(there.front.browser().get(THERE), words.AWAY)


RAW = (b"[]", b"[1]", b"null", b"3", b'"x"', b"<html>", b"", b"{}", b"\xff\xfe")


@pytest.mark.parametrize("answer", RAW)
@pytest.mark.parametrize("path", ["/token", "/jwks"])
def test_an_answer_that_is_no_object_of_json_is_told_in_one_sentence(
    there: There, path: str, answer: bytes
) -> None:
    browser = there.front.browser()
    back = there.provider.signs_in(there.goes(browser), "c1")
    there.provider.raw = {path: httpx.Response(200, content=answer)}
    assert refused(browser.get(back), words.FORGED)
    assert not is_in(browser)


@pytest.mark.parametrize("answer", RAW)
def test_a_description_that_is_no_object_of_json_is_told_in_one_sentence(
    maple: Clinic, answer: bytes
) -> None:
    there = there_of(maple)
    there.provider.raw = {"/.well-known/openid-configuration": httpx.Response(200, content=answer)}
    assert refused(there.front.browser().get(THERE), words.AWAY)


@pytest.mark.parametrize("answer", RAW)
def test_what_is_told_of_a_person_besides_and_is_no_object_is_not_used(maple: Clinic, answer: bytes) -> None:
    there = there_of(maple)
    there.provider.people["c1"], there.provider.info = {}, {}
    browser = there.front.browser()
    back = there.provider.signs_in(there.goes(browser), "c1")
    there.provider.raw = {"/me": httpx.Response(200, content=answer)}
    assert refused(browser.get(back), words.FORGED)


def test_ones_own_sign_in_shows_sessions_and_where_the_rest_is(there: There) -> None:
    browser = there.front.browser()
    there.signs_in(browser)
    page = browser.get("/your-sign-in").text
    assert own_words.THERE.format(provider=PROVIDER) in page and page.count("<li>") == 1
    assert "/your-password" not in page and browser.get("/your-password").status_code == 404
    there.front.posts(browser, "/your-sign-in", end="everywhere")
    assert not is_in(browser)


def test_a_provider_that_is_away_is_told_in_one_sentence(there: There) -> None:
    there.provider.away = True
    browser = there.front.browser()
    assert refused(browser.get(THERE), words.AWAY)
    there.provider.away = False
    gone = there.goes(browser)
    there.provider.away = True
    assert refused(browser.get(there.provider.signs_in(gone, "c1")), words.AWAY)
    there.provider.away = False
    assert there.signs_in(browser).status_code == 303


LIES: dict[str, dict[str, Any]] = {
    "another issuer": {"issuer": "https://evil.example"},
    "keys in the open": {"jwks_uri": "http://login.maple.example/jwks"},
    "tokens in the open": {"token_endpoint": "http://login.maple.example/token"},
    "no keys": {"jwks_uri": None},
    "nothing but weak signatures": {"id_token_signing_alg_values_supported": ["HS256", "none"]},
}


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES.keys())
def test_a_description_that_is_not_the_providers_is_not_followed(there: There, lie: dict[str, Any]) -> None:
    there.provider.description = lie
    assert refused(there.front.browser().get(THERE), words.AWAY)


def test_a_description_changes_nothing_about_how_we_ask(there: There) -> None:
    there.provider.description = {
        "code_challenge_method": None,
        "scope": "openid everything",
        "verify": False,
    }
    there.provider.description["code_challenge_methods_supported"] = ["plain"]
    asked = parse_qs(urlsplit(there.goes(there.front.browser())).query)
    assert asked["code_challenge_method"] == ["S256"] and asked["scope"] == ["openid email profile"]


def test_what_is_not_in_the_token_is_asked_for_and_believed_of_the_same_person_only(there: There) -> None:
    there.provider.people["c1"] = {}
    there.provider.info = {"sub": "r1", **CASEY}
    assert refused(there.signs_in(there.front.browser()), words.FORGED)
    there.provider.info = {"sub": "c1", **CASEY}
    assert there.signs_in(there.front.browser()).status_code == 303


def test_signing_out_ends_the_session_here_and_leads_to_the_providers_own_way_out(there: There) -> None:
    browser = there.front.browser()
    there.signs_in(browser)
    copied = browser.cookies[COOKIE]
    left = there.front.posts(browser, "/sign-out")
    assert f"{ISSUER}/end?" in left.text and 'http-equiv="refresh"' in left.text
    assert COOKIE not in browser.cookies and not is_in(there.front.browser(copied))
    assert sign_in_words.SIGNED_OUT in browser.get("/sign-in/out", follow_redirects=True).text


def test_signing_out_works_though_the_provider_is_away_or_has_no_way_out(maple: Clinic) -> None:
    there = there_of(maple)
    there.provider.description = {"end_session_endpoint": None}
    left = there.front.posts(there.front.browser(maple.owner), "/sign-out")
    assert left.headers["location"] == "/sign-in?out"
    assert not is_in(there.front.browser(maple.owner))
