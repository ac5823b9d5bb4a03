"""Local accounts: what lets in, what does not, and how long it stays shut."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pyotp
import pytest

from portal.permissions import Role
from portal.services import (
    accounts,
    joining,
    key_care,
    lock_out,
    passwords,
    people,
    second_factor,
    sessions,
    tries,
)
from portal.services.accounts import Tried
from portal.services.passwords import problem
from portal.services.people import PeopleRefused
from portal.services.tries import SignInRefused
from portal.wording import sign_in as words
from storage import INSTALLATION, Attempts, AuditEvent
from tests.portal.clinics_people import PHRASE, RULES, Clinic
from tests.portal.quick_secrets import REAL_DECOY, REAL_HASHER
from tests.portal.stores import store_in, work_all


def lets_in(maple: Clinic, tried: Tried) -> bool:
    try:
        return bool(accounts.sign_in(maple.store, tried, rules=RULES))
    except SignInRefused:
        return False


def told(maple: Clinic, tried: Tried) -> str:
    with pytest.raises(SignInRefused) as refused:
        accounts.sign_in(maple.store, tried, rules=RULES)
    return refused.value.found


def test_all_three_have_to_fit_together(maple: Clinic) -> None:
    assert lets_in(maple, maple.tried("Robin", email=" ROBIN@maple.example "))
    assert told(maple, maple.tried("Robin", password="seven kettles on the shelf")) == words.WRONG
    assert told(maple, maple.tried("Robin", code="000000")) == words.WRONG
    assert told(maple, maple.tried("Robin", email="nobody@maple.example")) == words.WRONG


def test_a_code_is_taken_once_and_never_again(maple: Clinic) -> None:
    code = maple.phones["Robin"].code()
    assert lets_in(maple, maple.tried("Robin", code=code))
    assert not lets_in(maple, maple.tried("Robin", code=code))
    older = pyotp.TOTP(maple.phones["Robin"].secret).generate_otp(maple.phones["Robin"].step - 1)
    assert not lets_in(maple, maple.tried("Robin", code=older))


def test_a_code_of_a_minute_ago_is_not_taken(maple: Clinic) -> None:
    code = maple.phones["Robin"].code()
    maple.clock.advance(60)
    assert not lets_in(maple, maple.tried("Robin", code=code))


def test_a_recovery_code_works_once_in_any_spelling_and_is_told(maple: Clinic) -> None:
    first, second = maple.codes["Robin"][:2]
    assert lets_in(maple, maple.tried("Robin", code=second_factor.shown(first).lower()))
    assert not lets_in(maple, maple.tried("Robin", code=first))
    assert lets_in(maple, maple.tried("Robin", code=second))
    assert maple.events().count(AuditEvent.RECOVERY_USED) == 2


def test_what_is_shut_after_five_tries_opens_by_itself_and_the_delay_grows(maple: Clinic) -> None:
    wrong = {"code": "000000"}
    for _ in range(5):
        assert told(maple, maple.tried("Robin", **wrong)) == words.WRONG
    right = maple.tried("Robin")
    maple.clock.advance(-lock_out.FIRST.total_seconds() / 2)
    assert told(maple, right) == words.locked(1)
    maple.clock.advance(61)
    assert told(maple, maple.tried("Robin", **wrong)) == words.WRONG
    assert told(maple, maple.tried("Robin", **wrong)) == words.locked(2)
    maple.clock.advance(121)
    assert lets_in(maple, maple.tried("Robin"))
    assert lets_in(maple, maple.tried("Robin"))


def test_it_is_never_shut_for_longer_than_a_quarter_of_an_hour() -> None:
    clock = datetime(2026, 3, 12, tzinfo=UTC)
    shut = lock_out.closed_for(Attempts(10_000, clock), clock, free=lock_out.FREE)
    assert shut == lock_out.LONGEST
    day_later = clock + lock_out.FORGOTTEN
    assert not lock_out.closed_for(Attempts(10_000, clock), day_later, free=lock_out.FREE)


def test_an_address_that_nobody_has_is_shut_in_the_same_way(maple: Clinic) -> None:
    nobody = Tried("nobody@maple.example", PHRASE, "000000")
    said = [told(maple, nobody) for _ in range(6)]
    robin = [told(maple, maple.tried("Robin", code="000000")) for _ in range(6)]
    assert said == robin == [words.WRONG] * 5 + [words.locked(1)]


def test_one_place_that_tries_many_addresses_is_shut_too(maple: Clinic) -> None:
    for number in range(lock_out.FREE_FROM):
        told(maple, Tried(f"a{number}@maple.example", "x", "0", came_from="203.0.113.7"))
    here = maple.tried("Robin", came_from="203.0.113.7")
    assert told(maple, here) == words.locked(1)
    assert lets_in(maple, maple.tried("Robin", came_from="198.51.100.2"))


def test_a_known_and_an_unknown_address_take_the_same_way(
    maple: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By what is computed and written, since a stopwatch tells nothing on a busy machine."""
    taken: list[str] = []
    for module, name in ((passwords, "fits"), (second_factor, "step_of"), (tries, "count")):
        monkeypatch.setattr(module, name, _noting(taken, name, getattr(module, name)))
    ways = []
    for email in ("robin@maple.example", "nobody@maple.example"):
        before = len(maple.events(INSTALLATION))
        told(maple, Tried(email, "not the right one", "000000"))
        ways.append((tuple(taken), len(maple.events(INSTALLATION)) - before))
        taken.clear()
    assert ways[0] == ways[1] == (("fits", "step_of", "count"), 1)


def _noting(taken: list[str], name: str, way):
    def through(*asked, **named):
        taken.append(name)
        return way(*asked, **named)

    return through


def test_nothing_fits_the_hash_that_stands_for_nobody_and_it_is_as_strong_as_others() -> None:
    assert not REAL_HASHER.check_needs_rehash(REAL_DECOY)
    assert (REAL_HASHER.memory_cost, REAL_HASHER.time_cost) == (64 * 1024, 3), "as the library has it"
    assert not passwords.fits(REAL_DECOY, "")
    assert passwords.hashed("a password").startswith("$argon2id$")


def test_before_anybody_was_invited_nobody_gets_in(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    with pytest.raises(SignInRefused):
        accounts.sign_in(store, Tried("robin@maple.example", PHRASE, "123456"), rules=RULES)
    store.close()


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("elevenchars", words.TOO_SHORT.format(12)),
        ("ababababababab", words.TOO_PLAIN),
        ("my name is Robin", words.TOO_CLOSE),
        ("maple trees in fall", words.TOO_CLOSE),
        (PHRASE, ""),
    ],
)
def test_a_password_is_long_and_holds_no_name_that_others_know(password: str, said: str) -> None:
    known = ("Robin Tan", "robin@mail.example", "Maple Street")
    assert problem(password, password, known=known) == said
    assert problem(password, f"{password}x", known=known) in (said or words.NOT_SAME, words.NOT_SAME)


def test_tries_at_once_cannot_take_one_code_twice(maple: Clinic) -> None:
    tried = maple.tried("Robin")
    with ThreadPoolExecutor(3) as pool:
        assert sorted(pool.map(lambda _: lets_in(maple, tried), range(3))) == [False, False, True]


def test_joining_one_more_project_asks_for_the_account_that_is_there(maple: Clinic) -> None:
    maple.joins("Kim", Role.ACCOUNTANT)
    other = maple.entry(maple.owner).start_project("Elsewhere")
    owner = maple.entry(maple.owner).actor_in(other)
    token = people.invite(maple.store, owner, other, email="kim@maple.example", role="auditor")
    assert joining.welcome(maple.store, token).known
    with pytest.raises(SignInRefused):
        joining.join_with_account(maple.store, token, Tried("", PHRASE, "000000"), rules=RULES)
    made = joining.join_with_account(maple.store, token, maple.tried("Kim"), rules=RULES)
    assert maple.entry(made.token).actor_in(other).role is Role.AUDITOR
    assert maple.entry(made.token).actor_in(maple.project.id).role is Role.ACCOUNTANT


def test_an_owner_lets_somebody_back_in_whose_old_ways_then_open_nothing(maple: Clinic) -> None:
    kim = maple.joins("Kim", Role.ACCOUNTANT)
    old = (maple.phones["Kim"], maple.codes["Kim"])
    asked = (maple.store, maple.actor("Robin"), maple.project.id, maple.person("Kim").id)
    again = maple.joins("Kim", Role.ACCOUNTANT, token=people.reopen(*asked))
    assert sessions.holder(maple.store, kim, rules=RULES) is None
    assert maple.entry(again).actor_in(maple.project.id).role is Role.ACCOUNTANT
    assert not lets_in(maple, maple.tried("Kim", code=old[1][0]))
    assert not lets_in(maple, maple.tried("Kim", code=old[0].code()))
    assert lets_in(maple, maple.tried("Kim"))


def test_an_owner_of_one_project_gets_nobody_into_another_by_it(maple: Clinic) -> None:
    maple.entry(maple.owner).start_project("Elsewhere")
    asked = (maple.store, maple.actor("Robin"), maple.project.id, maple.person("Robin").id)
    with pytest.raises(PeopleRefused):
        people.reopen(*asked)
    back = people.invite_founder(maple.store, "robin@maple.example")
    assert joining.welcome(maple.store, back).renews
    with pytest.raises(PeopleRefused):
        people.invite_founder(maple.store, "stranger@maple.example")


def test_people_get_in_while_the_keys_of_their_accounts_are_renewed_and_after(maple: Clinic) -> None:
    key_care.renew(maple.store, INSTALLATION, by="Robin", project_key=True)
    assert lets_in(maple, maple.tried("Robin"))
    work_all(maple.store)
    assert lets_in(maple, maple.tried("Robin"))
    assert lets_in(maple, maple.tried("Robin", code=maple.codes["Robin"][0]))
    with maple.store.read() as work:
        assert {job.state for job in work.jobs.of(INSTALLATION)} == {"done"}
