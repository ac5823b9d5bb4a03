"""Whose turn it is to sign, and why it is not somebody's: by the document's order, role and name (law 9).

A document tells of one run. Once there is a newer one, nobody signs it any more, whether or not somebody
has taken the figures of that run yet.
"""

from __future__ import annotations

from core.readiness import Refusal, Signer, may_be_signed
from portal.permissions import Actor
from portal.services.made_whole import taken_over_in
from portal.wording import signing as words
from storage import IssuedRow, Readiness, RunRow


def signer_of(actor: Actor) -> Signer | None:
    """As which this person signs; None for roles that sign nothing."""
    return Signer(actor.role.value) if actor.role.value in set(Signer) else None


def refused_to_sign(
    state: Readiness, row: IssuedRow, actor: Actor, *, newest: RunRow | None
) -> Refusal | None:
    """None where this person may sign the document now; else the one sentence that says why not.

    newest: the run finished last.
    """
    role = signer_of(actor)
    if role is None:
        return Refusal(words.NEVER_SIGNS)
    refusal = may_be_signed(state.journey, row.id, role)
    if refusal is None and row.signers[role] != actor.name:
        return Refusal(words.another_person(row.signers[role], actor.name, role.value))
    if refusal is None and newest is not None and newer_than_figures(state, newest):
        return Refusal(words.NEWER_RUN)
    return refusal


def waits(state: Readiness) -> bool:
    """Whether a document counts that other figures would void; without a run there is nothing to take."""
    documents = state.journey.documents
    return bool(documents) and not documents[-1].void


def newer_than_figures(state: Readiness, newest: RunRow) -> bool:
    """Whether the figures, and a document that is not void, are those of another run than the newest, or of
    the same before it was made from the files.
    """
    known = state.journey.evidence
    now = (newest.run, newest.result, taken_over_in(newest))
    return now != (known.run, known.result, known.taken_over)
