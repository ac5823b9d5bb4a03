"""Who may change whom, and what is refused whatever is asked."""

from __future__ import annotations

import pytest

from portal.permissions import Forbidden, Grant, Role
from portal.services import joining, people, people_page
from portal.services.people import PeopleRefused
from portal.wording import people as words
from storage import AuditEvent, Membership
from tests.portal.clinics_people import Clinic


def asked(maple: Clinic, by: str, whom: str) -> tuple[object, ...]:
    return maple.store, maple.actor(by), maple.project.id, maple.person(whom).id


def test_the_only_owner_is_neither_taken_out_nor_made_something_else(maple: Clinic) -> None:
    robin = asked(maple, "Robin", "Robin")
    with pytest.raises(PeopleRefused, match=words.LAST_OWNER):
        people.remove(*robin, reason="I leave.", seen=maple.version("Robin"))
    with pytest.raises(PeopleRefused, match=words.LAST_OWNER):
        people.change_role(*robin, "auditor", reason="I rest.", seen=maple.version("Robin"))
    maple.joins("Sam", Role.OWNER)
    people.change_role(*robin, "auditor", reason="I rest.", seen=maple.version("Robin"))
    assert maple.actor("Robin").role is Role.AUDITOR
    with pytest.raises(Forbidden):
        people.remove(*asked(maple, "Robin", "Sam"), reason="Mine again.", seen=1)


def test_a_champion_invites_and_neither_makes_owners_nor_changes_anybody(maple: Clinic) -> None:
    maple.joins("Casey", Role.CHAMPION)
    champion = (maple.store, maple.actor("Casey"), maple.project.id)
    people.invite(*champion, email="new@maple.example", role="assistant")
    with pytest.raises(PeopleRefused):
        people.invite(*champion, email="new@maple.example", role="owner")
    with pytest.raises(Forbidden):
        people.give(*champion, maple.person("Casey").id, "charts", reason="I want to.", seen=1)


def test_a_right_is_given_with_who_when_and_why_and_taken_back(maple: Clinic) -> None:
    maple.joins("Casey", Role.CHAMPION)
    casey = asked(maple, "Robin", "Casey")
    people.give(*casey, "charts", reason="Covers for Parker.", seen=1)
    assert maple.actor("Casey").grants == {Grant.CHARTS}
    view = people_page.view(maple.store, maple.actor("Robin"), maple.project)
    (given,) = next(each for each in view.people if each.name == "Casey").grants
    assert (given.grant, given.by, given.reason) == ("charts", "Robin", "Covers for Parker.")
    with pytest.raises(PeopleRefused, match=words.HAS_GRANT):
        people.give(*casey, "charts", reason="Again.", seen=2)
    people.take_back(*casey, "charts", reason="Parker is back.", seen=2)
    assert not maple.actor("Casey").grants
    told = maple.events()
    assert AuditEvent.RIGHT_GRANTED in told and AuditEvent.RIGHT_TAKEN_BACK in told


def test_another_role_takes_back_what_was_given_beyond_the_old_one(maple: Clinic) -> None:
    maple.joins("Casey", Role.CHAMPION)
    casey = asked(maple, "Robin", "Casey")
    people.give(*casey, "money", reason="Covers for Kim.", seen=1)
    people.change_role(*casey, "vendor team", post="success engineer", reason="Hired away.", seen=2)
    now = maple.actor("Casey")
    assert (now.role, now.post, now.grants) == (Role.VENDOR, "success engineer", frozenset())


@pytest.mark.parametrize("reason", ["", "   ", "x" * 501])
def test_a_change_without_a_reason_is_refused(maple: Clinic, reason: str) -> None:
    with pytest.raises(PeopleRefused, match=words.NO_REASON):
        people.give(*asked(maple, "Robin", "Robin"), "charts", reason=reason, seen=1)


@pytest.mark.parametrize("email", ["", "robin", "a@b", "a b@maple.example", "a@b@maple.example", "x" * 255])
def test_what_is_no_address_is_not_invited(maple: Clinic, email: str) -> None:
    with pytest.raises(PeopleRefused, match=words.NO_EMAIL):
        people.invite(maple.store, maple.actor("Robin"), maple.project.id, email=email, role="auditor")


def test_a_person_of_another_project_cannot_be_changed_from_here(maple: Clinic) -> None:
    other = maple.entry(maple.owner).start_project("Elsewhere")
    maple.joins("Casey", Role.CHAMPION)
    owner = maple.entry(maple.owner).actor_in(other)
    casey = (maple.store, owner, other, maple.person("Casey").id)
    for change in (
        lambda: people.remove(*casey, reason="So", seen=1),
        lambda: people.give(*casey, "charts", reason="So", seen=1),
        lambda: people.sign_out_everywhere(*casey),
        lambda: people.reopen(*casey),
    ):
        with pytest.raises(PeopleRefused, match=words.NO_SUCH):
            change()
    assert maple.version("Casey") == 1


def test_two_of_one_name_are_told_apart_where_papers_name_them(maple: Clinic) -> None:
    asked_by = (maple.store, maple.actor("Robin"), maple.project.id)
    token = people.invite(*asked_by, email="other@maple.example", role="assistant")
    maple.joins("Robin", Role.ASSISTANT, token=token)
    with maple.store.read() as work:
        named = people.names(work, maple.project.id)
    assert [(each.name, each.role) for each in named] == [("Robin", "owner"), ("Robin 2", "assistant")]


def test_the_name_of_somebody_who_left_is_theirs_when_they_come_back_and_no_newcomers(maple: Clinic) -> None:
    maple.joins("Casey", Role.ASSISTANT)
    people.remove(*asked(maple, "Robin", "Casey"), reason="Left.", seen=maple.version("Casey"))
    casey = maple.person("Casey")
    with maple.store.begin() as work:
        newcomer = work.people.add("Casey", "another@maple.example")
        for each in (newcomer, casey):
            asked_for = Membership(maple.project.id, each.id, "Casey", "assistant")
            joining.join_project(work, asked_for, facts={})
    with maple.store.read() as work:
        called = {each.person: each.name for each in work.memberships.of_project(maple.project.id)}
    assert (called[casey.id], called[newcomer.id]) == ("Casey", "Casey 2")


def test_nobody_is_invited_without_a_role_that_somebody_chose(maple: Clinic) -> None:
    asked = (maple.store, maple.actor("Robin"), maple.project.id)
    with pytest.raises(PeopleRefused) as refused:
        people.invite(*asked, email="kim@maple.example", role="")
    assert refused.value.found == words.NO_ROLE
