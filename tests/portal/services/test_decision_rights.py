"""Whose decision a group is follows from its class: each by every role and grant, in the contract's words.

Nothing is decided here: who is let in is stopped by what they left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.decisions import CHOICES, Choice, Group
from portal.permissions import Actor, Grant, Role
from portal.services import decision_page, decisions
from portal.viewmodels.decisions import DecisionsQuery, Seen, Verdict
from portal.visit import ProjectChoice
from storage import Storage
from tests.portal.contract_rights import Row
from tests.portal.grouped import (
    APPOINTMENT,
    CLINICAL,
    COLUMN,
    DUPLICATE,
    ORPHAN,
    PERSON,
    REJECT,
    TABLE,
    grouped_project,
)
from tests.portal.stores import OWNER, store_in
from tests.portal.tripwire import Answer, answer

VENDOR = Actor("Val", Role.VENDOR)
NOT_CLASSED = "decide: data not yet classed (unmapped)"
OF_GROUP: dict[Group, str] = {
    TABLE: NOT_CLASSED,
    REJECT: NOT_CLASSED,
    COLUMN: NOT_CLASSED,
    DUPLICATE: "decide: identity data, merge persons",
    PERSON: "decide: identity data, merge persons",
    APPOINTMENT: "decide: operational",
    CLINICAL: "decide: clinical",
    ORPHAN: "decide: financial",
}
DECIDES = frozenset(grant for grant in Grant if grant.value.startswith("decide:"))
GRANTS = (frozenset[Grant](), DECIDES, frozenset(Grant) - DECIDES, *(frozenset({g}) for g in DECIDES))
NOTHING_SEEN = Seen("", 0, 0)


def _choice(group: Group) -> Choice:
    """One that names no text, which takes more than deciding."""
    return next(each for each in CHOICES[group.kind] if each is not Choice.REPLACE)


class Place:
    def __init__(self, folder: Path) -> None:
        self.store: Storage = store_in(folder)
        self.project: ProjectChoice = grouped_project(self.store)

    def propose_all(self) -> None:
        for group in OF_GROUP:
            seen = decision_page.view(self.store, OWNER, self.project, DecisionsQuery()).seen
            verdict = Verdict((group.id,), _choice(group), "So.")
            decisions.decide(self.store, VENDOR, self.project.id, verdict, seen=seen)

    def length(self) -> int:
        with self.store.read() as work:
            return work.audit.length(self.project.id)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    made = Place(tmp_path_factory.mktemp("decision rights"))
    made.propose_all()
    yield made
    made.store.close()


@pytest.mark.parametrize("group", OF_GROUP, ids=lambda group: f"{group.kind.value} {group.file}")
def test_a_group_is_decided_accepted_and_taken_back_by_whom_its_row_lets_in(
    place: Place, group: Group
) -> None:
    decides, proposes = Row(OF_GROUP[group]), Row(OF_GROUP[group], proposing=True)
    verdict = Verdict((group.id,), _choice(group), reason="")
    asked = (place.store, place.project.id)
    before = place.length()
    for role in Role:
        for grants in GRANTS:
            actor = Actor("Robin", role, grants)
            made = answer(lambda who=actor: _decide(*asked, who, verdict))
            accepted = answer(lambda who=actor: _accept(*asked, who, group))
            back = answer(lambda who=actor: _withdraw(*asked, who, group))
            assert (made is Answer.LET_IN) == proposes.lets_in(actor), actor
            assert (accepted is Answer.LET_IN) == (back is Answer.LET_IN) == decides.lets_in(actor), actor
    assert place.length() == before


def _decide(store: Storage, project: str, who: Actor, verdict: Verdict) -> None:
    decisions.decide(store, who, project, verdict, seen=NOTHING_SEEN)


def _accept(store: Storage, project: str, who: Actor, group: Group) -> None:
    decisions.accept(store, who, project, group.id, seen=NOTHING_SEEN)


def _withdraw(store: Storage, project: str, who: Actor, group: Group) -> None:
    decisions.withdraw(store, who, project, [group.id], reason="", seen=NOTHING_SEEN)
