"""The doors as a browser meets them: nobody unknown is answered; a cookie is worth what its session is."""

from __future__ import annotations

import pytest
from starlette.websockets import WebSocketDisconnect

from portal.permissions import Role
from portal.services import people, sessions
from portal.sign_in import guard
from portal.sign_in.parts import FORM
from portal.wording import sign_in as words
from tests.portal.clinics_people import PHRASE, Phone
from tests.portal.sign_in.conftest import COOKIE, HOST, Front

AS_A_PAGE = {"accept": "text/html,*/*"}


def is_known(front: Front, session: str) -> bool:
    return front.browser(session).get("/log").text == "the portal"


def test_somebody_without_a_session_is_led_to_the_sign_in_and_back(front: Front) -> None:
    answer = front.browser().get("/log?project=p", headers=AS_A_PAGE)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/sign-in?to=%2Flog%3Fproject%3Dp"


@pytest.mark.parametrize("method", ["GET", "PUT"])
def test_assets_uploads_and_everything_else_get_one_sentence(front: Front, method: str) -> None:
    answer = front.browser().request(method, "/_stcore/upload_file")
    assert answer.status_code == 401 and "the portal" not in answer.text


def test_a_websocket_of_somebody_unknown_is_closed_before_it_opens(front: Front) -> None:
    with (
        pytest.raises(WebSocketDisconnect),
        front.browser().websocket_connect(f"wss://{HOST}/_stcore/stream"),
    ):
        pass
    with front.browser(front.owner).websocket_connect(f"wss://{HOST}/_stcore/stream") as socket:
        assert socket.receive_text() == "the portal"


def test_health_is_told_to_anybody(front: Front) -> None:
    assert front.browser().get("/healthz").status_code == 200


def test_a_person_signs_in_and_is_led_to_where_they_wanted_to_go(front: Front) -> None:
    browser = front.browser()
    tried = front.clinic.tried("Robin")
    asked = {"email": tried.email, "password": tried.password, "code": tried.code, "to": "/log?project=p"}
    answer = front.posts(browser, "/sign-in", **asked)
    assert (answer.status_code, answer.headers["location"]) == (303, "/log?project=p")
    assert browser.get("/log").text == "the portal"


OUTSIDE = ("//evil.example", "https://evil.example", "/\\evil.example", "/a/../b", "/x\n")


@pytest.mark.parametrize("to", OUTSIDE)
def test_nobody_is_led_out_of_the_portal(front: Front, to: str) -> None:
    signed_in = front.browser(front.owner).get("/sign-in", params={"to": to})
    assert (signed_in.status_code, signed_in.headers["location"]) == (303, "/")
    assert 'name="to"' not in front.browser().get("/sign-in", params={"to": to}).text


def test_the_cookie_is_bound_to_this_host_and_read_by_no_script(front: Front) -> None:
    answer = front.signs_in(front.browser(), "Robin")
    (cookie,) = (c for c in answer.headers.get_list("set-cookie") if c.startswith(f"{COOKIE}="))
    said = {part.strip().lower() for part in cookie.split(";")[1:]}
    assert said == {"httponly", "path=/", "samesite=lax", "secure"}
    assert answer.headers["strict-transport-security"].startswith("max-age=")


def test_a_copied_cookie_is_worth_nothing_after_its_person_signed_out(front: Front) -> None:
    browser = front.browser()
    front.signs_in(browser, "Robin")
    copied = browser.cookies[COOKIE]
    assert is_known(front, copied)
    left = front.posts(browser, "/sign-out")
    assert left.headers["location"] == "/sign-in?out"
    assert COOKIE not in browser.cookies
    assert not is_known(front, copied)
    assert words.SIGNED_OUT in browser.get("/sign-in?out").text


def test_forged_and_expired_cookies_open_nothing(front: Front) -> None:
    assert not is_known(front, front.owner[:-1] + ("A" if front.owner[-1] != "A" else "B"))
    assert not is_known(front, "")
    assert is_known(front, front.owner)
    front.clinic.clock.advance(31 * 60)
    assert not is_known(front, front.owner)


def test_signing_in_with_a_browser_ends_the_session_that_it_had(front: Front) -> None:
    front.clinic.joins("Kim", Role.ACCOUNTANT)
    browser = front.browser(front.owner)
    tried = front.clinic.tried("Kim")
    browser.cookies.set(f"{COOKIE}-form", "x", domain=HOST)
    asked = {"email": tried.email, "password": tried.password, "code": tried.code, FORM: "x"}
    assert browser.post("/sign-in", data=asked).status_code == 303
    assert not is_known(front, front.owner)


def test_a_form_of_another_site_signs_nobody_in_out_or_up(front: Front) -> None:
    browser = front.browser(front.owner)
    forged = [
        browser.post("/sign-out", data={FORM: "guessed"}),
        browser.post("/sign-out"),
        front.posts(browser, "/sign-out", **{FORM: "another"}),
    ]
    browser.get("/sign-out")
    held = browser.cookies[f"{COOKIE}-form"]
    forged.append(browser.post("/sign-out", data={FORM: held}, headers={"sec-fetch-site": "cross-site"}))
    assert [answer.status_code for answer in forged] == [403] * 4
    assert is_known(front, front.owner)


def test_what_does_not_fit_is_told_alike_for_known_and_unknown_addresses(front: Front) -> None:
    answers = [
        front.posts(front.browser(), "/sign-in", email=email, password="not the right one", code="123456")
        for email in ("robin@maple.example", "nobody@maple.example")
    ]
    assert {answer.status_code for answer in answers} == {401}
    same = [a.text.replace("robin@", "nobody@").replace(_form(a.text), "") for a in answers]
    assert same[0] == same[1] and words.WRONG in same[0]


def _form(text: str) -> str:
    return text.split(f'name="{FORM}" value="')[1].split('"')[0]


def test_a_name_and_an_address_with_html_in_them_are_shown_as_they_are(front: Front) -> None:
    hostile = '"><img src=x onerror=alert(1)>'
    tried = front.posts(front.browser(), "/sign-in", email=hostile, password=hostile, code=hostile)
    token = people.invite(
        front.clinic.store,
        front.clinic.actor("Robin"),
        front.clinic.project.id,
        email="<b>x</b>@maple.example",
        role="assistant",
    )
    typed = {"name": hostile, "password": "x", "again": "y", "code": "1"}
    joined = front.posts(front.browser(), f"/invitation/{token}", **typed)
    for answer in (tried, joined):
        assert "<img" not in answer.text and "<b>" not in answer.text
        assert "&quot;&gt;&lt;img src=x onerror=alert(1)&gt;" in answer.text


def test_an_invitation_makes_an_account_once_and_shows_recovery_codes_once(front: Front) -> None:
    clinic = front.clinic
    asked = (clinic.store, clinic.actor("Robin"), clinic.project.id)
    token = people.invite(*asked, email="casey@maple.example", role="champion")
    browser = front.browser()
    page = browser.get(f"/invitation/{token}")
    assert "You join Maple Street as champion." in page.text and "<svg" in page.text
    secret = _secret(page.text)
    fields = {"name": "Casey", "password": PHRASE, "again": PHRASE}
    code = Phone(secret, clinic.clock).code()
    wrong = front.posts(browser, f"/invitation/{token}", **fields, code="000000")
    assert wrong.status_code == 422 and words.WRONG_CODE in wrong.text
    made = front.posts(browser, f"/invitation/{token}", **fields, code=code)
    assert made.status_code == 200 and made.text.count("<li>") == 10
    assert browser.get("/log").text == "the portal"
    other = front.browser()
    other.get("/sign-in")
    held = other.cookies[f"{COOKIE}-form"]
    again = other.post(f"/invitation/{token}", data={FORM: held, **fields, "code": code})
    assert again.status_code == 404 and words.NO_INVITATION in again.text
    assert clinic.actor("Casey").role is Role.CHAMPION


def test_whoever_made_the_link_and_looks_first_sees_another_second_step(front: Front) -> None:
    asked = (front.clinic.store, front.clinic.actor("Robin"), front.clinic.project.id)
    token = people.invite(*asked, email="casey@maple.example", role="champion")
    maker, casey = front.browser(front.owner), front.browser()
    secrets = [_secret(each.get(f"/invitation/{token}").text) for each in (maker, casey, casey)]
    assert secrets[0] != secrets[1] == secrets[2]
    fields = {"name": "Casey", "password": PHRASE, "again": PHRASE}
    code = Phone(secrets[0], front.clinic.clock).code()
    assert front.posts(casey, f"/invitation/{token}", **fields, code=code).status_code == 422


def _secret(text: str) -> str:
    return text.split("<code>")[1].split("</code>")[0]


@pytest.mark.parametrize("path", ["/invitation/a/b", "/invitation/", "/invitation/../log", "/sign-in/", "/x"])
def test_nothing_beside_the_doors_is_open(front: Front, path: str) -> None:
    assert not guard.is_open(path)


def test_forged_withdrawn_and_old_invitations_open_nothing(front: Front) -> None:
    clinic = front.clinic
    asked = (clinic.store, clinic.actor("Robin"), clinic.project.id)
    first = people.invite(*asked, email="casey@maple.example", role="champion")
    second = people.invite(*asked, email="casey@maple.example", role="champion")
    assert front.browser().get(f"/invitation/{first}").status_code == 404
    assert front.browser().get(f"/invitation/{second[:-1]}_").status_code == 404
    assert front.browser().get(f"/invitation/{second}").status_code == 200
    clinic.clock.advance(7 * 24 * 3600)
    assert front.browser().get(f"/invitation/{second}").status_code == 404


def test_somebody_signed_out_everywhere_is_known_nowhere(front: Front) -> None:
    with front.clinic.store.begin() as work:
        sessions.end_all(work, front.clinic.person("Robin"), by="Robin")
    assert not is_known(front, front.owner)
