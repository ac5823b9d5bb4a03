"""A key waits a day where somebody else could be behind it: the first one too, however they came."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from portal.permissions import Actor, Role
from portal.services import document_signing, joining, own_sign_in, own_signing_key, people
from portal.services.confirming import Unconfirmed, opened_key
from portal.services.joining import Joining, JoiningRefused
from portal.services.key_doubts import WAIT
from portal.services.own_sign_in import Visit
from portal.services.own_signing_key import Typed
from portal.services.signing_key_lines import line_of
from portal.wording import sign_in as sign_in_words
from portal.wording import signing as words
from portal.wording.audit_trail import KINDS
from storage import AuditEvent, ReplacedKey
from tests.portal.clinics_people import PHRASE, RULES, Clinic, Phone
from tests.portal.services.test_own_signing_key import (
    NEW,
    OLD,
    made_key,
    opens,
    reopened,
    replaced,
    replaces,
)


def in_project(clinic: Clinic, name: str, project: str) -> Actor:
    with clinic.store.read() as work:
        found = people.actor_in(work, clinic.person(name).id, project)
    assert found is not None
    return found


def joins_too(clinic: Clinic, name: str) -> str:
    """Another project, whose owner is Olga, that somebody of the first joins as the accountant."""
    robin = clinic.actor("Robin")
    clinic.joins(
        "Olga",
        Role.OWNER,
        token=people.invite(clinic.store, robin, clinic.project.id, email="olga@maple.example", role="owner"),
    )
    other = people.start_project(clinic.store, clinic.person("Olga"), "Oak clinic")
    olga = in_project(clinic, "Olga", other)
    email = f"{name.lower()}@maple.example"
    token = people.invite(clinic.store, olga, other, email=email, role="accountant")
    joining.join_with_account(clinic.store, token, clinic.tried(name), rules=RULES)
    return other


def link_for(clinic: Clinic, name: str) -> str:
    return people.reopen(clinic.store, clinic.actor("Robin"), clinic.project.id, clinic.person(name).id)


def uses(clinic: Clinic, link: str, name: str) -> Visit:
    clinic.phones[name] = Phone(joining.welcome(clinic.store, link, browser="b").secret, clinic.clock)
    typed = Joining("", PHRASE, PHRASE, clinic.phones[name].code(), browser="b")
    return Visit(joining.make_account(clinic.store, link, typed, rules=RULES).token, RULES)


def told(key: ReplacedKey) -> str:
    return words.replaced(line_of(key), str)


def trail(clinic: Clinic, event: AuditEvent) -> str:
    """The sentence of the newest event of this kind."""
    with clinic.store.read() as work:
        row = work.audit.newest(clinic.project.id, event)
    assert row is not None
    return KINDS[event][1](row.facts)


def test_a_link_back_opens_nothing_once_its_person_is_in_another_project_too(maple: Clinic) -> None:
    maple.joins("Kim", Role.ACCOUNTANT)
    link, phone = link_for(maple, "Kim"), maple.phones["Kim"]
    joins_too(maple, "Kim")
    with pytest.raises(JoiningRefused) as caught:
        uses(maple, link, "Kim")
    assert caught.value.found == sign_in_words.MOVED_ON
    maple.phones["Kim"] = phone
    made_key(maple, "Kim")


def test_a_link_back_of_somebody_who_was_removed_opens_nothing(maple: Clinic) -> None:
    maple.joins("Kim", Role.ACCOUNTANT)
    link, robin = link_for(maple, "Kim"), maple.actor("Robin")
    kim = maple.person("Kim").id
    people.remove(maple.store, robin, maple.project.id, kim, reason="Left", seen=maple.version("Kim"))
    with pytest.raises(JoiningRefused):
        uses(maple, link, "Kim")


def test_a_link_back_that_was_used_in_one_project_is_a_doubt_in_every_other(maple: Clinic) -> None:
    maple.joins("Kim", Role.ACCOUNTANT)
    visit = reopened(maple)
    other = joins_too(maple, "Kim")
    kim = in_project(maple, "Kim", other)
    document_signing.make_key(maple.store, kim, other, passphrase=OLD, again=OLD)
    typed = Typed(NEW, NEW, PHRASE, maple.phones["Kim"].code())
    own_signing_key.replace_by_account(maple.store, visit, other, typed)
    with maple.store.begin() as work:
        found = opened_key(work, other, kim, NEW, maple.clock())
        assert [each.what.let_in_by for each in work.signing_keys.replaced(other)] == ["Robin", "Robin"]
    assert isinstance(found, Unconfirmed) and found.why == "waits"


def renewed_codes(clinic: Clinic, visit: Visit) -> str:
    return own_sign_in.renew_codes(clinic.store, visit, password=PHRASE)[0]


def renewed_phone(clinic: Clinic, visit: Visit) -> str:
    phone = Phone(own_sign_in.second_step(clinic.store, visit).secret, clinic.clock)
    own_sign_in.renew_second_step(clinic.store, visit, password=PHRASE, code=phone.code())
    return phone.code()


@pytest.mark.parametrize("renews", [renewed_codes, renewed_phone])
def test_a_second_step_that_a_password_alone_renewed_proves_nothing_at_once(
    maple: Clinic, renews: Callable[[Clinic, Visit], str]
) -> None:
    kim = Visit(maple.joins("Kim", Role.ACCOUNTANT), RULES)
    made_key(maple, "Kim")
    maple.clock.advance(60)
    replaces(maple, kim, code=renews(maple, kim))
    assert opens(maple, NEW) == "waits"
    assert "Another phone or new recovery codes had been set" in told(replaced(maple)[0])
    said = trail(maple, AuditEvent.KEY_REPLACED)
    assert "Another phone or new recovery codes" in said and "had to wait a day" in said
    maple.clock.advance(WAIT.total_seconds())
    assert opens(maple, NEW) == ""


def test_a_second_step_renewed_by_others_or_before_the_key_is_no_doubt(maple: Clinic) -> None:
    kim = Visit(maple.joins("Kim", Role.ACCOUNTANT), RULES)
    renewed_codes(maple, kim)
    maple.clock.advance(60)
    made_key(maple, "Kim")
    maple.clock.advance(60)
    renewed_codes(maple, Visit(maple.owner, RULES))
    replaces(maple, kim)
    assert opens(maple, NEW) == "" and not replaced(maple)[0].what.doubt


def test_the_first_key_of_an_account_that_was_opened_anew_waits_and_everybody_reads_it(
    maple: Clinic,
) -> None:
    maple.joins("Kim", Role.PRACTITIONER)
    reopened(maple)
    made_key(maple, "Kim")
    assert opens(maple, OLD) == "waits"
    (key,) = replaced(maple)
    assert told(key).startswith("Kim's signing key as practitioner was made on")
    assert "Robin had made a link back into that account" in told(key) and "signs from" in told(key)
    assert "Robin had made a link back" in trail(maple, AuditEvent.KEY_MADE)
    maple.clock.advance(WAIT.total_seconds())
    assert opens(maple, OLD) == ""


def test_a_first_key_that_waits_gives_no_earlier_day_to_the_one_after_it(maple: Clinic) -> None:
    maple.joins("Kim", Role.PRACTITIONER)
    visit = reopened(maple)
    maple.clock.advance(60)
    made_key(maple, "Kim")
    replaces(maple, visit)
    assert opens(maple, NEW) == "waits"
    assert [each.what.how for each in replaced(maple)] == ["first", "account"]


def test_another_role_gives_no_first_key_at_once_to_whoever_was_let_in(maple: Clinic) -> None:
    maple.joins("Kim", Role.ACCOUNTANT)
    made_key(maple, "Kim")
    maple.clock.advance(60)
    reopened(maple)
    becomes_practitioner(maple)
    made_key(maple, "Kim")
    assert opens(maple, OLD) == "waits" and "as practitioner" in told(replaced(maple)[0])


def test_what_is_doubted_of_the_key_of_one_role_is_doubted_of_the_first_of_another(maple: Clinic) -> None:
    kim = Visit(maple.joins("Kim", Role.ACCOUNTANT), RULES)
    made_key(maple, "Kim")
    maple.clock.advance(60)
    renewed_codes(maple, kim)
    becomes_practitioner(maple)
    made_key(maple, "Kim")
    assert (opens(maple, OLD), replaced(maple)[0].what.doubt) == ("waits", "renewed")


def test_a_first_key_signs_at_once_where_nothing_is_doubtful_also_in_another_role(maple: Clinic) -> None:
    maple.joins("Kim", Role.ACCOUNTANT)
    made_key(maple, "Kim")
    becomes_practitioner(maple)
    made_key(maple, "Kim")
    assert opens(maple, OLD) == "" and not replaced(maple)
    assert trail(maple, AuditEvent.KEY_MADE) == "Set a signing passphrase as practitioner."


def becomes_practitioner(clinic: Clinic) -> None:
    robin, kim = clinic.actor("Robin"), clinic.person("Kim").id
    seen = clinic.version("Kim")
    people.change_role(clinic.store, robin, clinic.project.id, kim, "practitioner", reason="x", seen=seen)


def test_a_clock_that_runs_behind_the_key_is_no_doubt_and_no_fault(maple: Clinic) -> None:
    kim = Visit(maple.joins("Kim", Role.ACCOUNTANT), RULES)
    maple.clock.advance(60)
    made_key(maple, "Kim")
    maple.clock.advance(-20)
    replaces(maple, kim)
    assert not replaced(maple)[0].what.doubt
