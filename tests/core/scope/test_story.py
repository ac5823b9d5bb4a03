"""A scope is approved by the owner, whole; after that nothing is edited and every change is an amendment."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.readiness import Refusal
from core.record import RECORD
from core.scope import (
    Becomes,
    Category,
    DomainName,
    Scope,
    Section,
    Source,
    amend,
    approve,
    approve_amendments,
    blank,
    change,
    declare,
    may_be_approved,
    set_terms,
)
from core.scope.declaration import AREAS
from tests.core.scope.samples import BEGUN, CHAMPION, LAB, OLD, OWNER, WHOLE, approved, declared

PAPER = Source("Cabinet", Category.PAPER)


def reason(found: Scope | Refusal | None) -> str:
    assert isinstance(found, Refusal)
    return found.reason


def went(found: Scope | Refusal) -> Scope:
    assert isinstance(found, Scope)
    return found


def test_a_declaration_begins_with_every_part_named_and_none_decided() -> None:
    assert blank("us").undecided == tuple(DomainName)
    assert all(each.tolerance and each.accepts for each in blank().domains)


def test_every_part_of_a_scope_is_held_by_areas_that_the_record_has() -> None:
    known = {entity.area for entity in RECORD.entities}
    assert set(AREAS) == set(DomainName)
    assert {area for areas in AREAS.values() for area in areas} <= known


def test_what_is_open_is_told_and_keeps_the_owner_from_approving() -> None:
    assert "Nobody has begun" in reason(approve(Scope(), word=OWNER))
    assert "No system is named" in reason(approve(declared(replace(WHOLE, sources=())), word=OWNER))
    assert "whether these move: demographics" in reason(
        approve(declared(replace(BEGUN, sources=(OLD,))), word=OWNER)
    )
    lab = replace(LAB, becomes=Becomes.OPEN)
    assert "becomes of these: Smile Lab" in reason(
        approve(declared(replace(WHOLE, integrations=(lab,))), word=OWNER)
    )
    assert "no terms" in reason(approve(went(declare(Scope(), WHOLE)), word=OWNER))


def test_only_the_owner_approves() -> None:
    assert "approved by the owner" in reason(approve(declared(), word=CHAMPION))
    amended = went(amend(approved(), replace(WHOLE, sources=(OLD, PAPER)), reason="Found it", word=CHAMPION))
    assert "approved by the owner" in reason(approve_amendments(amended, word=CHAMPION))


def test_before_an_approval_a_scope_is_edited_and_after_it_is_not() -> None:
    edited = went(change(declared(), replace(WHOLE, sources=(OLD, PAPER))))
    assert edited.amendments == () and not edited.approved
    assert "amendment and needs a reason" in reason(change(approved(), WHOLE))
    assert "nothing to amend" in reason(amend(declared(), WHOLE, reason="So", word=OWNER))
    assert "reason" in reason(amend(approved(), replace(WHOLE, country="CA"), reason=" ", word=OWNER))


def test_an_amendment_waits_for_the_owner_and_what_was_agreed_stands_until_then() -> None:
    amended = went(amend(approved(), replace(WHOLE, sources=(OLD, PAPER)), reason="Found it", word=CHAMPION))
    assert not amended.approved
    assert amended.agreed is not None and amended.agreed.declaration == WHOLE
    (waiting,) = amended.waiting
    assert [(each.section, each.name, each.before) for each in waiting.changes] == [
        (Section.SOURCE, "Cabinet", None)
    ]
    again = went(approve_amendments(amended, word=OWNER))
    assert again.approved and again.waiting == () and len(again.approvals) == 2
    assert again.amendments[0].approved == again.approvals[1]


def test_a_change_that_is_changed_back_leaves_nothing_to_approve_and_stays_in_the_history() -> None:
    there = went(amend(approved(), replace(WHOLE, country="CA"), reason="Moved", word=OWNER))
    back = went(amend(there, WHOLE, reason="Not after all", word=OWNER))
    assert back.approved and back.pending == ()
    assert [each.reason for each in back.amendments] == ["Moved", "Not after all"]
    assert "approved already" in reason(may_be_approved(back))


def test_terms_are_versions_and_a_new_one_after_an_approval_is_an_amendment() -> None:
    versions = went(set_terms(declared(), "Pay now", reason="", word=CHAMPION))
    assert [each.number for each in versions.terms] == [1, 2]
    assert went(set_terms(versions, "Pay now", reason="", word=CHAMPION)) == versions
    assert "reason" in reason(set_terms(approved(), "Pay more", reason="", word=CHAMPION))
    amended = went(set_terms(approved(), "Pay more", reason="One more clinic", word=CHAMPION))
    assert [(each.section, each.before, each.after) for each in amended.pending] == [(Section.TERMS, 1, 2)]
    assert amended.agreed is not None and amended.agreed.terms.text == "Pay later"


@pytest.mark.parametrize(
    ("declaration", "said"),
    [
        (replace(WHOLE, sources=(OLD, replace(OLD, name=" old  DESK "))), "already one"),
        (replace(WHOLE, integrations=(replace(LAB, name=" "),)), "needs a name"),
        (replace(WHOLE, sources=(replace(OLD, images=-1),)), "below zero"),
        (replace(WHOLE, domains=WHOLE.domains[1:]), "every part of the record once"),
    ],
)
def test_what_cannot_be_meant_is_refused(declaration, said: str) -> None:
    assert said in reason(declare(Scope(), declaration))
    assert said in reason(change(declared(), declaration))
    assert said in reason(amend(approved(), declaration, reason="So", word=OWNER))


def test_a_scope_is_begun_once() -> None:
    assert "begun already" in reason(declare(declared(), WHOLE))
    assert "Nobody has begun" in reason(change(Scope(), WHOLE))
