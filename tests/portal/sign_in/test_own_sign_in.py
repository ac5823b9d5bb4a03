"""Your sign-in as a browser meets it: who is signed in where, and what opens an account made anew."""

from __future__ import annotations

import pytest

from portal.permissions import Role
from portal.services import lock_out
from portal.sign_in.device import device_of
from portal.sign_in.parts import FORM
from portal.wording import own_sign_in as words
from portal.wording import sign_in as sign_in_words
from storage import INSTALLATION
from tests.portal.clinics_people import PHRASE, Phone
from tests.portal.sign_in.conftest import COOKIE, Front

START, PASSWORD = "/your-sign-in", "/your-password"
STEP, CODES = "/your-second-step", "/your-recovery-codes"
NEW = "nine lamps over the harbour"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Mobile/15E148 Safari/604.1"


def is_known(front: Front, session: str) -> bool:
    return front.browser(session).get("/log").text == "the portal"


def signed_in(front: Front, agent: str = FIREFOX) -> object:
    browser = front.browser()
    browser.headers["user-agent"] = agent
    assert front.signs_in(browser, "Robin").status_code == 303
    return browser


def test_somebody_without_a_session_sees_none_of_it(front: Front) -> None:
    for path in (START, PASSWORD, STEP, CODES):
        assert front.browser().get(path, headers={"accept": "text/html"}).status_code == 303
        assert front.browser().post(path, data={}).status_code == 401


def test_one_sees_ones_own_open_sessions_by_kind_of_device_and_nobody_elses(front: Front) -> None:
    front.clinic.joins("Kim", Role.ACCOUNTANT)
    browser, _phone = signed_in(front), signed_in(front, IPHONE)
    page = browser.get(START).text
    assert page.count("<li>") == 3
    assert f"Firefox on a Windows computer ({words.THIS})" in page
    assert "Safari on an iPhone" in page and words.UNKNOWN in page
    assert "12 Mar 2026" in page and "kim" not in page.lower()
    front.clinic.clock.advance(29 * 60)
    browser.get(START)
    assert is_known(front, browser.cookies[COOKIE])


def test_a_session_that_ended_by_itself_is_not_listed(front: Front) -> None:
    front.clinic.clock.advance(31 * 60)
    assert signed_in(front).get(START).text.count("<li>") == 1


def test_one_session_is_ended_and_a_guessed_or_foreign_one_is_not(front: Front) -> None:
    kim = front.clinic.joins("Kim", Role.ACCOUNTANT)
    browser, phone = signed_in(front), signed_in(front, IPHONE)
    number = _number_of(browser.get(START).text, "Safari on an iPhone")
    foreign = front.browser(kim)
    assert front.posts(foreign, START, end="one", session=number).status_code == 303
    assert is_known(front, phone.cookies[COOKIE])
    ended = front.posts(browser, START, end="one", session=number)
    assert ended.headers["location"] == f"{START}?done=ended"
    assert words.ENDED in browser.get(ended.headers["location"]).text
    assert not is_known(front, phone.cookies[COOKIE])
    assert is_known(front, browser.cookies[COOKIE]) and is_known(front, kim)
    front.posts(browser, START, end="one", session="not a number")


def _number_of(page: str, device: str) -> str:
    line = next(each for each in page.split("<li>") if device in each and "session" in each)
    return line.split('name="session" value="')[1].split('"')[0]


def test_all_others_are_ended_and_then_this_one_too(front: Front) -> None:
    browser, phone = signed_in(front), signed_in(front, IPHONE)
    front.posts(browser, START, end="others")
    assert not is_known(front, phone.cookies[COOKIE]) and not is_known(front, front.owner)
    copied = browser.cookies[COOKIE]
    assert is_known(front, copied)
    left = front.posts(browser, START, end="everywhere")
    assert left.headers["location"] == "/sign-in?out" and COOKIE not in browser.cookies
    assert not is_known(front, copied)


def test_a_password_is_changed_by_its_old_one_and_ends_every_other_session(front: Front) -> None:
    browser = signed_in(front)
    wrong = front.posts(browser, PASSWORD, old="not the right one", password=NEW, again=NEW)
    assert wrong.status_code == 422 and words.WRONG in wrong.text
    done = front.posts(browser, PASSWORD, old=PHRASE, password=NEW, again=NEW)
    assert done.headers["location"] == f"{START}?done=password"
    assert is_known(front, browser.cookies[COOKIE]) and not is_known(front, front.owner)
    assert front.signs_in(front.browser(), "Robin").status_code == 401
    assert front.signs_in(front.browser(), "Robin", password=NEW).status_code == 303


@pytest.mark.parametrize(
    ("new", "again", "said"),
    [
        ("short", "short", sign_in_words.TOO_SHORT.format(12)),
        ("robin of the harbour", "robin of the harbour", sign_in_words.TOO_CLOSE),
        ("the maple by the door", "the maple by the door", sign_in_words.TOO_CLOSE),
        (NEW, f"{NEW}.", sign_in_words.NOT_SAME),
        (PHRASE, PHRASE, words.SAME),
    ],
)
def test_a_new_password_follows_the_rules(front: Front, new: str, again: str, said: str) -> None:
    browser = front.browser(front.owner)
    answer = front.posts(browser, PASSWORD, old=PHRASE, password=new, again=again)
    assert answer.status_code == 422 and said.replace("'", "&#x27;") in answer.text
    assert PHRASE not in answer.text


def test_wrong_passwords_close_the_account_as_wrong_sign_ins_do(front: Front) -> None:
    browser = front.browser(front.owner)
    for _ in range(lock_out.FREE):
        front.posts(browser, CODES, password="not the right one")
    shut = front.posts(browser, CODES, password=PHRASE)
    assert shut.status_code == 422 and "opens again in 1 minute" in shut.text
    assert front.signs_in(front.browser(), "Robin").status_code == 401
    front.clinic.clock.advance(60)
    assert front.posts(browser, CODES, password=PHRASE).status_code == 200
    events = front.clinic.events(INSTALLATION)
    assert events.count("person:account:refuse") == lock_out.FREE and "person:session:lock" in events


def test_a_second_step_is_renewed_by_password_and_a_code_of_the_new_app(front: Front) -> None:
    clinic, browser = front.clinic, signed_in(front)
    old = clinic.phones["Robin"]
    page = browser.get(STEP).text
    new = Phone(_secret(page), clinic.clock)
    assert "<svg" in page and new.secret != old.secret
    for typed in ({"password": PHRASE, "code": old.code()}, {"password": "wrong one", "code": new.code()}):
        refused = front.posts(browser, STEP, **typed)
        assert refused.status_code == 422 and new.secret in refused.text
    made = front.posts(browser, STEP, password=PHRASE, code=new.code())
    assert made.status_code == 200 and made.text.count("<li>") == 10
    assert not is_known(front, front.owner)
    for code in (old.code(), clinic.codes["Robin"][0]):
        assert front.signs_in(front.browser(), "Robin", code=code).status_code == 401
    assert front.signs_in(front.browser(), "Robin", code=new.code()).status_code == 303
    assert _secret(browser.get(STEP).text) != new.secret


def _secret(text: str) -> str:
    return text.split("<code>")[1].split("</code>")[0]


def test_new_recovery_codes_take_the_place_of_the_old_ones(front: Front) -> None:
    browser = front.browser(front.owner)
    assert "You have 10 left" in browser.get(CODES).text
    assert front.posts(browser, CODES, password="wrong one").status_code == 422
    made = front.posts(browser, CODES, password=PHRASE)
    codes = [each.split("</code>")[0] for each in made.text.split("<code>")[1:]]
    assert len(codes) == 10
    old = front.clinic.codes["Robin"][0]
    assert front.signs_in(front.browser(), "Robin", code=old).status_code == 401
    assert front.signs_in(front.browser(), "Robin", code=codes[0]).status_code == 303
    assert is_known(front, front.owner)


def test_a_form_of_another_site_changes_nothing(front: Front) -> None:
    browser = front.browser(front.owner)
    forged = {"old": PHRASE, "password": NEW, "again": NEW, FORM: "guessed"}
    assert browser.post(PASSWORD, data=forged).status_code == 403
    assert browser.post(START, data={"end": "everywhere"}).status_code == 403
    assert is_known(front, front.owner)


def test_every_change_stands_in_both_chains(front: Front) -> None:
    browser = signed_in(front)
    front.posts(browser, START, end="others")
    front.posts(browser, PASSWORD, old=PHRASE, password=NEW, again=NEW)
    front.posts(browser, CODES, password=NEW)
    for project in (INSTALLATION, front.clinic.project.id):
        told = front.clinic.events(project)
        assert {"person:session:end", "person:account:change", "person:account:reissue"} <= set(told)
    with front.clinic.store.read() as work:
        facts = str([row.facts for row in work.audit.events(front.clinic.project.id)])
    assert "testclient" not in facts and "Gecko" not in facts


@pytest.mark.parametrize(
    ("agent", "said"),
    [
        (FIREFOX, "Firefox on a Windows computer"),
        (IPHONE, "Safari on an iPhone"),
        (f"{FIREFOX} Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on a Windows computer"),
        ("Mozilla/5.0 (Linux; Android 16) Chrome/140.0 Mobile Safari/537.36", "Chrome on an Android phone"),
        ("Mozilla/5.0 (Linux; Android 16) Chrome/140.0 Safari/537.36", "Chrome on an Android tablet"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) Version/19 Safari/605.1", "Safari on a Mac"),
        ("<script>alert(1)</script>", words.UNKNOWN),
        ("", words.UNKNOWN),
    ],
)
def test_a_device_is_told_in_plain_words(agent: str, said: str) -> None:
    assert words.device(device_of(agent)) == said
