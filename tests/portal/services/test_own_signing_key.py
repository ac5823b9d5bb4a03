"""Whoever signs in replaces their own signing key by both factors; whoever was let in by others waits."""

from __future__ import annotations

import pytest

from core.errors import ChartbridgeError
from portal.permissions import Action, Forbidden, Role
from portal.services import accounts, document_signing, joining, lock_out, own_signing_key, people
from portal.services.confirming import Unconfirmed, opened_key
from portal.services.entry import NotHere
from portal.services.joining import Joining
from portal.services.key_doubts import WAIT
from portal.services.own_sign_in import Visit
from portal.services.own_signing_key import Typed
from portal.services.sessions import SignedOut
from portal.services.signing_key_lines import line_of
from portal.wording import sign_in as sign_in_words
from portal.wording import signing as words
from storage import INSTALLATION, AuditEvent, ReplacedKey
from tests.portal.clinics_people import PHRASE, RULES, Clinic, Phone

OLD, NEW = "an old lamp over the door", "a lantern under the stairs"


def made_key(clinic: Clinic, name: str) -> None:
    document_signing.make_key(clinic.store, clinic.actor(name), clinic.project.id, passphrase=OLD, again=OLD)


@pytest.fixture
def kim(maple: Clinic) -> Visit:
    """Kim, the accountant, with a signing key; a minute later, so that what comes after is after."""
    session = maple.joins("Kim", Role.ACCOUNTANT)
    made_key(maple, "Kim")
    maple.clock.advance(60)
    return Visit(session, RULES)


def replaces(clinic: Clinic, visit: Visit, name: str = "Kim", **other: str) -> None:
    typed = {"passphrase": NEW, "again": other.get("passphrase", NEW), "password": PHRASE, **other}
    code = typed.pop("code", "") or clinic.phones[name].code()
    own_signing_key.replace_by_account(clinic.store, visit, clinic.project.id, Typed(**typed, code=code))


def opens(clinic: Clinic, phrase: str, name: str = "Kim") -> str:
    """ "" where the passphrase opens the key of this person now, else the word of why it does not."""
    with clinic.store.begin() as work:
        found = opened_key(work, clinic.project.id, clinic.actor(name), phrase, clinic.clock())
    return found.why if isinstance(found, Unconfirmed) else ""


def replaced(clinic: Clinic) -> list[ReplacedKey]:
    with clinic.store.read() as work:
        return list(work.signing_keys.replaced(clinic.project.id))


def reopened(clinic: Clinic, name: str = "Kim") -> Visit:
    """Somebody takes the way back into this account that Robin makes, and sets a password of their own."""
    person = clinic.person(name)
    token = people.reopen(clinic.store, clinic.actor("Robin"), clinic.project.id, person.id)
    secret = joining.welcome(clinic.store, token, browser="b").secret
    clinic.phones[name] = Phone(secret, clinic.clock)
    typed = Joining("", PHRASE, PHRASE, clinic.phones[name].code(), browser="b")
    return Visit(joining.make_account(clinic.store, token, typed, rules=RULES).token, RULES)


def test_with_password_and_code_the_new_passphrase_counts_at_once_and_the_old_no_more(
    maple: Clinic, kim: Visit
) -> None:
    replaces(maple, kim)
    assert (opens(maple, OLD), opens(maple, NEW)) == ("passphrase", "")
    (found,) = replaced(maple)
    assert (found.what.name, found.what.how, found.what.doubt) == ("Kim", "account", "")
    told = line_of(found)
    assert "by Kim, after entering password and code." in words.replaced(told, str)


@pytest.mark.parametrize("wrong", [{"password": "not the password of Kim"}, {"code": "000000"}])
def test_neither_factor_alone_is_enough_and_the_try_is_told_to_the_clinic(
    maple: Clinic, kim: Visit, wrong: dict[str, str]
) -> None:
    with pytest.raises(ChartbridgeError) as caught:
        replaces(maple, kim, **wrong)
    assert caught.value.found == sign_in_words.WRONG
    assert opens(maple, OLD) == "" and not replaced(maple)
    assert AuditEvent.KEY_REFUSED in maple.events()
    assert AuditEvent.SIGN_IN_REFUSED in maple.events(INSTALLATION)


def test_tries_are_counted_with_those_of_the_sign_in(maple: Clinic, kim: Visit) -> None:
    for _ in range(lock_out.FREE):
        with pytest.raises(ChartbridgeError):
            replaces(maple, kim, password="not the password of Kim")
    refused = maple.events().count(AuditEvent.KEY_REFUSED)
    with pytest.raises(ChartbridgeError) as caught:
        replaces(maple, kim)
    assert caught.value.found == sign_in_words.locked(1)
    assert opens(maple, OLD) == ""
    assert maple.events().count(AuditEvent.KEY_REFUSED) == refused


def test_a_code_that_was_used_is_not_taken_again_and_a_bad_passphrase_uses_none_up(
    maple: Clinic, kim: Visit
) -> None:
    code = maple.phones["Kim"].code()
    with pytest.raises(ChartbridgeError, match="12 characters"):
        replaces(maple, kim, passphrase="short", code=code)
    with pytest.raises(ChartbridgeError, match="not the same"):
        replaces(maple, kim, again="another one of mine", code=code)
    replaces(maple, kim, code=code)
    with pytest.raises(ChartbridgeError) as caught:
        replaces(maple, kim, passphrase=OLD, code=code)
    assert caught.value.found == sign_in_words.WRONG and opens(maple, NEW) == ""


def test_the_password_of_the_sign_in_is_no_signing_passphrase(maple: Clinic, kim: Visit) -> None:
    with pytest.raises(ChartbridgeError, match="password that you sign in with"):
        replaces(maple, kim, passphrase=PHRASE)
    assert opens(maple, OLD) == ""


def test_an_account_that_an_owner_opened_anew_signs_only_a_day_later_however_often_it_tries(
    maple: Clinic, kim: Visit
) -> None:
    taken = reopened(maple)
    replaces(maple, taken)
    assert opens(maple, NEW) == "waits"
    maple.clock.advance(3600)
    replaces(maple, Visit(_signs_in_again(maple), RULES), passphrase="another lantern under the stairs")
    assert opens(maple, "another lantern under the stairs") == "waits"
    assert [(each.what.doubt, each.what.let_in_by) for each in replaced(maple)] == [("reopened", "Robin")] * 2
    told = words.replaced(line_of(replaced(maple)[0]), str)
    assert "Robin had made a link back into that account before." in told and "signs from" in told
    maple.clock.advance(WAIT.total_seconds())
    assert opens(maple, "another lantern under the stairs") == ""


def _signs_in_again(clinic: Clinic) -> str:
    return accounts.sign_in(clinic.store, clinic.tried("Kim"), rules=RULES)


def test_a_link_back_from_before_the_key_was_made_is_no_doubt_once_that_key_has_waited(
    maple: Clinic,
) -> None:
    maple.joins("Kim", Role.ACCOUNTANT)
    reopened(maple)
    maple.clock.advance(60)
    made_key(maple, "Kim")
    maple.clock.advance(WAIT.total_seconds())
    replaces(maple, Visit(_signs_in_again(maple), RULES))
    assert opens(maple, NEW) == "" and not replaced(maple)[-1].what.doubt


def test_somebody_new_under_a_name_that_has_a_key_waits(
    maple: Clinic, kim: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As names were given before one was one person's for good."""
    monkeypatch.setattr(joining, "_name_in", lambda *_, **__: "Kim")
    replaces(maple, somebody_new_called_kim(maple))
    assert opens_as_member(maple) == "waits"
    assert replaced(maple)[0].what.doubt == "joined"


def test_somebody_new_under_a_name_that_was_left_has_another_one_and_no_key(
    maple: Clinic, kim: Visit
) -> None:
    other = somebody_new_called_kim(maple)
    with pytest.raises(ChartbridgeError) as caught:
        replaces(maple, other)
    assert caught.value.found == words.NO_KEY
    assert replaced(maple) == []


def somebody_new_called_kim(maple: Clinic) -> Visit:
    robin, person = maple.actor("Robin"), maple.person("Kim")
    people.remove(maple.store, robin, maple.project.id, person.id, reason="Left", seen=maple.version("Kim"))
    token = people.invite(
        maple.store, robin, maple.project.id, email="other@maple.example", role="accountant"
    )
    secret = joining.welcome(maple.store, token, browser="b").secret
    phone = Phone(secret, maple.clock)
    typed = Joining("Kim", PHRASE, PHRASE, phone.code(), browser="b")
    maple.phones["Kim"] = phone
    return Visit(joining.make_account(maple.store, token, typed, rules=RULES).token, RULES)


def opens_as_member(clinic: Clinic) -> str:
    with clinic.store.begin() as work:
        member = next(e for e in work.memberships.of_project(clinic.project.id) if e.name == "Kim")
        actor = people.actor_in(work, member.person, clinic.project.id)
        assert actor is not None
        found = opened_key(work, clinic.project.id, actor, NEW, clinic.clock())
    return found.why if isinstance(found, Unconfirmed) else ""


def test_a_role_that_signs_nothing_is_refused_and_that_is_noted(maple: Clinic) -> None:
    visit = Visit(maple.joins("Val", Role.VENDOR), RULES)
    for attempt in (
        lambda: own_signing_key.view(maple.store, visit, maple.project.id),
        lambda: replaces(maple, visit, "Val"),
        lambda: own_signing_key.replace_by_provider(maple.store, visit, maple.project.id, Typed(NEW, NEW)),
    ):
        with pytest.raises(Forbidden) as caught:
            attempt()
        assert caught.value.action is Action.SIGN_DOCUMENT
    assert AuditEvent.ACCESS_REFUSED in maple.events()


def test_nobody_replaces_a_key_in_a_project_that_they_are_not_in(maple: Clinic, kim: Visit) -> None:
    with pytest.raises(NotHere):
        own_signing_key.replace_by_account(
            maple.store, kim, "another project", Typed(NEW, NEW, PHRASE, maple.phones["Kim"].code())
        )


def test_a_session_that_ended_replaces_nothing(maple: Clinic, kim: Visit) -> None:
    code = maple.phones["Kim"].code()
    people.sign_out_everywhere(maple.store, maple.actor("Robin"), maple.project.id, maple.person("Kim").id)
    with pytest.raises(SignedOut):
        replaces(maple, kim, code=code)
    assert opens(maple, OLD) == ""


def test_ones_own_key_is_replaced_and_nobody_elses(maple: Clinic, kim: Visit) -> None:
    made_key(maple, "Robin")
    replaces(maple, kim)
    assert (opens(maple, OLD, "Robin"), opens(maple, NEW, "Robin")) == ("", "passphrase")
