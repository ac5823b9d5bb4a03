"""The page on which somebody replaces their signing passphrase, as a browser meets it."""

from __future__ import annotations

import pytest

from portal.permissions import Role
from portal.services import document_signing, joining, people
from portal.services.joining import Joining
from portal.services.key_doubts import WAIT
from portal.settings import Settings
from portal.wording import figures
from portal.wording import sign_in as sign_in_words
from portal.wording import signing as words
from tests.portal.clinics_people import PHRASE, RULES, Clinic, Phone
from tests.portal.sign_in.conftest import COOKIE, Front

KEY = "/your-signing-key"
OLD, NEW = "an old lamp over the door", "a lantern under the stairs"
HTML = {"accept": "text/html"}


@pytest.fixture
def page(front: Front) -> str:
    """Its address; Robin, the owner, has a key and a code has passed since."""
    made_key(front.clinic, "Robin")
    front.clinic.clock.advance(60)
    return f"{KEY}?project={front.clinic.project.id}"


def made_key(clinic: Clinic, name: str) -> None:
    document_signing.make_key(clinic.store, clinic.actor(name), clinic.project.id, passphrase=OLD, again=OLD)


def sends(front: Front, browser: object, page: str, **other: str) -> object:
    typed = {"password": PHRASE, "new": NEW, "again": NEW, "project": front.clinic.project.id, **other}
    code = typed.pop("code", "") or front.clinic.phones["Robin"].code()
    return front.posts(browser, page, code=code, **typed)


def how_often_replaced(clinic: Clinic) -> int:
    with clinic.store.read() as work:
        return len(work.signing_keys.replaced(clinic.project.id))


def test_whoever_has_no_session_is_led_to_the_sign_in_and_back(front: Front, page: str) -> None:
    answer = front.browser().get(page, headers=HTML)
    assert answer.status_code == 303 and "/sign-in" in answer.headers["location"]
    assert front.browser().post(KEY, data={}).status_code == 401
    assert how_often_replaced(front.clinic) == 0


def test_password_code_and_the_new_passphrase_are_asked_for_and_it_says_what_follows(
    front: Front, page: str
) -> None:
    shown = front.browser(front.owner).get(page).text
    assert words.REPLACED_TITLE in shown and words.FORGOT_WHY in shown
    assert [f'name="{each}"' in shown for each in ("password", "code", "new", "again")] == [True] * 4
    assert f'href="/?project={front.clinic.project.id}"' in shown


def test_the_key_is_replaced_and_nothing_typed_is_shown_again(front: Front, page: str) -> None:
    answer = sends(front, front.browser(front.owner), page)
    assert answer.status_code == 200
    assert words.REPLACED_NOW in answer.text
    assert NEW not in answer.text and PHRASE not in answer.text
    assert how_often_replaced(front.clinic) == 1


def test_whoever_came_back_by_a_link_of_an_owner_is_told_from_when_the_key_signs(
    front: Front, page: str
) -> None:
    clinic = front.clinic
    session = clinic.joins("Kim", Role.ACCOUNTANT)
    made_key(clinic, "Kim")
    clinic.clock.advance(60)
    robin, kim = clinic.actor("Robin"), clinic.person("Kim")
    token = people.reopen(clinic.store, robin, clinic.project.id, kim.id)
    clinic.phones["Kim"] = Phone(joining.welcome(clinic.store, token, browser="b").secret, clinic.clock)
    typed = Joining("", PHRASE, PHRASE, clinic.phones["Kim"].code(), browser="b")
    joined = joining.make_account(clinic.store, token, typed, rules=RULES)
    assert front.browser(session).get(page).status_code == 401
    browser = front.browser(joined.token)
    answer = sends(front, browser, page, code=clinic.phones["Kim"].code())
    tomorrow = (clinic.clock.at + WAIT).astimezone(Settings().time_zone)
    assert words.REPLACED_NOTE.format(figures.moment(tomorrow, Settings().time_zone)) in answer.text


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"password": "not the password"}, sign_in_words.WRONG),
        ({"code": "000000"}, sign_in_words.WRONG),
        ({"new": "short", "again": "short"}, words.TOO_SHORT.format(12)),
        ({"again": "another one of mine"}, words.NOT_THE_SAME),
        ({"new": PHRASE, "again": PHRASE}, words.SAME_AS_SIGN_IN),
    ],
)
def test_what_is_refused_changes_nothing_and_shows_nothing_that_was_typed(
    front: Front, page: str, other: dict[str, str], said: str
) -> None:
    answer = sends(front, front.browser(front.owner), page, **other)
    assert (answer.status_code, said in answer.text) == (422, True)
    assert not any(each in answer.text for each in (NEW, PHRASE, "not the password", "another one of mine"))
    assert how_often_replaced(front.clinic) == 0


def test_a_form_that_is_not_ours_replaces_nothing(front: Front, page: str) -> None:
    browser = front.browser(front.owner)
    browser.get(page)
    typed = {"password": PHRASE, "code": front.clinic.phones["Robin"].code(), "new": NEW, "again": NEW}
    told = {**typed, "project": front.clinic.project.id}
    assert browser.post(KEY, data=told).status_code == 403
    with_form = {**told, "form": browser.cookies[f"{COOKIE}-form"]}
    crossing = {"sec-fetch-site": "cross-site"}
    assert browser.post(KEY, data=with_form, headers=crossing).status_code == 403
    assert how_often_replaced(front.clinic) == 0


def test_without_a_key_there_is_none_to_replace(front: Front) -> None:
    page = f"{KEY}?project={front.clinic.project.id}"
    shown = front.browser(front.owner).get(page).text
    assert words.NOTHING_TO_REPLACE in shown and "<form" not in shown


@pytest.mark.parametrize("project", ["", "somebody else's", "../../etc", "<b>"])
def test_another_project_is_told_as_none_that_there_is(front: Front, project: str) -> None:
    answer = front.browser(front.owner).get(KEY, params={"project": project})
    assert (answer.status_code, sign_in_words.NOT_YOURS in answer.text) == (403, True)
    assert "<b>" not in answer.text


def test_a_role_that_signs_nothing_is_told_so(front: Front, page: str) -> None:
    val = front.clinic.joins("Val", Role.VENDOR)
    answer = front.browser(val).get(page)
    assert answer.status_code == 403 and "<form" not in answer.text


def test_a_cookie_that_says_a_provider_asked_means_nothing_where_there_is_none(
    front: Front, page: str
) -> None:
    browser = front.browser(front.owner)
    browser.cookies.set(f"{COOKIE}-anew", "anything", domain="portal.maple.example")
    assert 'name="password"' in browser.get(page).text
