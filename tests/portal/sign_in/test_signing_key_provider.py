"""Where a provider says who somebody is, it asks them once more before their signing key is replaced."""

from __future__ import annotations

import time
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from starlette.testclient import TestClient

from portal.permissions import Role
from portal.services import people
from portal.sign_in import anew
from portal.sign_in.parts import FORM
from portal.sign_in.provider import SKEW
from portal.sign_in.provider_doors import THERE
from portal.wording import provider as provider_words
from portal.wording import signing as words
from storage import Membership
from tests.portal.clinics_people import Clinic
from tests.portal.sign_in.conftest import COOKIE, HOST
from tests.portal.sign_in.test_provider import PROVIDER, There, there_of
from tests.portal.sign_in.test_signing_key import KEY, NEW, how_often_replaced, made_key

PROOF = f"{COOKIE}-anew"


@pytest.fixture
def there(maple: Clinic) -> There:
    """The clinic's clock goes with the real one, by which the provider tells when somebody signed in."""
    made = there_of(maple)
    made.invites("casey@maple.example")
    maple.clock.advance(time.time() - maple.clock.at.timestamp())
    made.invites("casey@maple.example")
    return made


@pytest.fixture
def casey(there: There) -> TestClient:
    browser = there.front.browser()
    there.signs_in(browser)
    made_key(there.clinic, "Casey")
    there.clinic.clock.advance(1)
    return browser


def page(there: There) -> str:
    return f"{KEY}?project={there.clinic.project.id}"


def proves(there: There, browser: TestClient, **claims: Any) -> Any:
    """Follows the link of the page to the provider, which asks and answers with these claims."""
    there.provider.claims.update(claims)
    asked = browser.get(THERE, params={"to": page(there), "anew": "1"}).headers["location"]
    wanted = dict(parse_qsl(urlsplit(asked).query))
    assert (wanted["prompt"], wanted["max_age"]) == ("login", "0")
    return browser.get(there.provider.signs_in(asked, "c1"))


def sends(there: There, browser: TestClient) -> Any:
    """As the form does, also where it was not shown."""
    browser.cookies.set(f"{COOKIE}-form", "of mine", domain=HOST)
    typed = {"new": NEW, "again": NEW, "project": there.clinic.project.id}
    return browser.post(KEY, data={FORM: "of mine", **typed})


def test_one_is_sent_to_the_provider_first_and_then_chooses_a_passphrase(
    there: There, casey: TestClient
) -> None:
    shown = casey.get(page(there)).text
    assert words.PROVE_THERE.format(provider=PROVIDER) in shown and "<form" not in shown
    back = proves(there, casey, auth_time=int(time.time()))
    assert (back.status_code, back.headers["location"]) == (303, page(there))
    shown = casey.get(page(there)).text
    assert words.PROVEN in shown and 'name="password"' not in shown
    answer = sends(there, casey)
    assert answer.status_code == 200 and NEW not in answer.text
    assert how_often_replaced(there.clinic) == 1
    assert PROOF not in casey.cookies


def test_without_having_been_asked_anew_nothing_is_replaced(there: There, casey: TestClient) -> None:
    there.signs_in(casey)
    answer = sends(there, casey)
    assert (answer.status_code, answer.headers["location"]) == (303, page(there))
    assert how_often_replaced(there.clinic) == 0


@pytest.mark.parametrize(
    "said", [None, True, 0, int(time.time()) - SKEW - 3_600], ids=["nothing", "yes", "long", "earlier"]
)
def test_a_provider_that_does_not_say_that_it_just_asked_is_not_believed(
    there: There, casey: TestClient, said: Any
) -> None:
    answer = proves(there, casey, auth_time=said)
    assert answer.status_code == 401
    assert words.NOT_ANEW.format(provider=PROVIDER) in answer.text
    assert PROOF not in casey.cookies and how_often_replaced(there.clinic) == 0
    assert casey.get(page(there)).status_code == 200


def test_that_the_provider_asked_counts_for_ten_minutes(there: There, casey: TestClient) -> None:
    proves(there, casey, auth_time=int(time.time()))
    there.clinic.clock.advance(anew.LASTS.total_seconds())
    assert sends(there, casey).status_code == 303
    assert how_often_replaced(there.clinic) == 0


def test_that_the_provider_asked_one_person_counts_for_no_other_session(
    there: There, casey: TestClient
) -> None:
    proves(there, casey, auth_time=int(time.time()))
    proof = casey.cookies[PROOF]
    other = there.front.browser()
    there.signs_in(other)
    for cookie in (proof, "anything", casey.cookies[COOKIE]):
        other.cookies.set(PROOF, cookie, domain=HOST)
        assert sends(there, other).status_code == 303
    assert how_often_replaced(there.clinic) == 0


def test_what_says_that_one_was_asked_is_no_errand_and_an_errand_is_no_proof(
    there: There, casey: TestClient
) -> None:
    proves(there, casey, auth_time=int(time.time()))
    proof = casey.cookies[PROOF]
    browser = there.front.browser()
    browser.cookies.set(f"{COOKIE}-errand", proof, domain=HOST)
    stale = browser.get("/sign-in/back?code=x&state=y")
    assert stale.status_code == 401 and provider_words.STALE.format(provider=PROVIDER) in stale.text
    other = there.front.browser()
    there.signs_in(other)
    there.goes(other)
    other.cookies.set(PROOF, other.cookies[f"{COOKIE}-errand"], domain=HOST)
    assert sends(there, other).status_code == 303


def test_a_way_back_made_in_one_project_leads_nobody_into_another_that_they_came_into_since(
    there: There,
) -> None:
    clinic = there.clinic
    clinic.joins("Kim", Role.ACCOUNTANT)
    robin = clinic.actor("Robin")
    people.reopen(clinic.store, robin, clinic.project.id, clinic.person("Kim").id)
    other = people.start_project(clinic.store, clinic.person("Robin"), "Elsewhere")
    member = Membership(other, clinic.person("Kim").id, "Kim", Role.ACCOUNTANT.value)
    with clinic.store.begin() as work:
        work.memberships.join(member, by="Robin", facts={})
    there.provider.people["k1"] = {"email": "kim@maple.example", "email_verified": True, "name": "Kim"}
    answer = there.signs_in(there.front.browser(), "k1")
    assert answer.status_code == 401
    assert provider_words.OTHERS.format(provider=PROVIDER) in answer.text


def test_that_the_provider_asked_replaces_one_key_and_a_copy_of_its_word_none(
    there: There, casey: TestClient
) -> None:
    proves(there, casey, auth_time=int(time.time()))
    proof = casey.cookies[PROOF]
    assert sends(there, casey).status_code == 200
    casey.cookies.set(PROOF, proof, domain=HOST)
    again = sends(there, casey)
    assert again.status_code == 422 and words.PROOF_USED in again.text
    assert how_often_replaced(there.clinic) == 1
    proves(there, casey, auth_time=int(time.time()))
    assert sends(there, casey).status_code == 200
    assert how_often_replaced(there.clinic) == 2
