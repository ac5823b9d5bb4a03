"""Asking keeps the pace, waits as long as it is told, gives up in one sentence, and keeps secrets at home."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from storage.connectors import Asking, ExtractRefused
from storage.connectors.asking import LONGEST_WAIT, TRIES, retry_after
from storage.connectors.signing_in import ClientCredentials, Fixed
from tests.storage.connectors.elsewhere import Answers, Asked, Elsewhere, Says, elsewhere

SECRET = Fixed("Authorization", "Bearer zyx-secret")


def in_turn(*says: Says) -> Answers:
    """One after the other, the last one for good."""
    left = list(says)
    return lambda _: left.pop(0) if len(left) > 1 else left[0]


@pytest.fixture
def client() -> Iterator[httpx.Client]:
    with httpx.Client(timeout=5) as made:
        yield made


@pytest.mark.parametrize(
    ("headers", "waited"),
    [
        ({"Retry-After": "7"}, 7),
        ({"Retry-After": "Mon, 12 Jan 1970 13:46:45 GMT"}, 5),
        ({"Retry-After": "999999"}, LONGEST_WAIT),
        ({}, 1),
        ({"Retry-After": "soon"}, 1),
    ],
)
def test_a_busy_system_is_asked_again_when_it_says(
    client: httpx.Client, headers: dict[str, str], waited: float
):
    with elsewhere(in_turn(Says(status=429, headers=headers), Says(b"[]"))) as system:
        assert system.asking(client).whole("people", "people").body == b"[]"
        assert max(system.slept) == pytest.approx(waited, abs=0.1)


def test_a_system_that_stays_broken_is_given_up_after_so_many_tries(client: httpx.Client) -> None:
    with (
        elsewhere(in_turn(Says(status=503))) as system,
        pytest.raises(ExtractRefused, match="busy or broken"),
    ):
        system.asking(client).whole("people", "people")
        assert len(system.asked) == TRIES


def test_an_answer_that_is_cut_off_is_asked_for_again(client: httpx.Client) -> None:
    with elsewhere(in_turn(Says(b"[1, 2, 3]", cut=4), Says(b"[1, 2, 3]"))) as system:
        assert system.asking(client).whole("people", "people").body == b"[1, 2, 3]"


def test_nobody_there_is_said_in_one_sentence(client: httpx.Client) -> None:
    system = Elsewhere("http://127.0.0.1:9")
    with pytest.raises(ExtractRefused, match="does not answer"):
        system.asking(client).whole("people", "people")


@pytest.mark.parametrize("status", [301, 302, 400, 403, 404])
def test_what_is_refused_is_not_asked_for_again_and_its_text_is_in_no_error(
    client: httpx.Client, status: int
):
    says = Says(b"Zyxpatient", status=status, headers={"Location": "https://elsewhere.example/"})
    with elsewhere(in_turn(says)) as system:
        with pytest.raises(ExtractRefused) as caught:
            system.asking(client).whole("people", "people?name=Zyxpatient")
        assert len(system.asked) == 1 and "Zyxpatient" not in str(caught.value)


def test_requests_keep_their_pace(client: httpx.Client) -> None:
    with elsewhere(in_turn(Says(b"[]"))) as system:
        ask = system.asking(client, pace=2)
        for _ in range(5):
            ask.whole("people", "people")
        assert sum(system.slept) == pytest.approx(2.0)


def test_a_secret_goes_to_its_own_system_and_nowhere_else(client: httpx.Client) -> None:
    with elsewhere(in_turn(Says(b"[]"))) as system:
        ask = system.asking(client, SECRET)
        ask.whole("people", "people")
        assert system.asked[0].headers["Authorization"] == "Bearer zyx-secret"
        other = Asking(client, "https://elsewhere.example", SECRET, 100, now=lambda: 0, sleep=lambda _: None)
        assert not other.ours(f"{system.address}/people")
    assert "zyx-secret" not in repr(SECRET)


def test_a_token_that_has_run_out_is_renewed_once(client: httpx.Client) -> None:
    tokens = iter(["old", "new"])

    def answers(asked: Asked) -> Says:
        if asked.path == "token":
            return Says(f'{{"access_token": "{next(tokens)}"}}'.encode())
        return Says(b"[]", status=401 if asked.headers["Authorization"] == "Bearer old" else 200)

    with elsewhere(answers) as system:
        credentials = ClientCredentials(f"{system.address}/token", "us", "secret")
        assert system.asking(client, credentials).whole("people", "people").status == 200
        assert [each.path for each in system.asked] == ["token", "people", "token", "people"]


def test_a_date_in_the_past_asks_for_no_wait() -> None:
    assert retry_after(httpx.Headers({"Retry-After": "Thu, 01 Jan 1970 00:00:00 GMT"}), 100.0) == 0
