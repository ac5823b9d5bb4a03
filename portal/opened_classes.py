"""Whose service calls open what: one table from role and grants to class keys, and every exception by name.

Authority is asked for by each service; this is the second lock, in the keys themselves (ADR 30). A mistake in
a query by an accountant's call finds no clinical key to open anything with. What a call needs beyond its
person's classes, for a figure or for what is masked after, it asks for here, by a name that says what for.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from core.charts import SECTION_OF
from core.files.references import ENTITIES
from core.parts import BILLED
from core.record import RECORD
from portal.permissions import Action, Actor, allowed
from storage import Door, Opened, Sensitivity, Storage, Work

_IDENTITY, _CLINICAL = Sensitivity.IDENTITY.value, Sensitivity.CLINICAL.value
_FINANCIAL, _OPERATIONAL = Sensitivity.FINANCIAL.value, Sensitivity.OPERATIONAL.value
_RESTRICTED = Sensitivity.RESTRICTED.value

OPENS: dict[str, tuple[Action, ...]] = {
    _OPERATIONAL: (Action.SEE_LOG,),
    _IDENTITY: (Action.SEE_IDENTITY, Action.SEE_CHART, Action.SEE_MONEY),
    _CLINICAL: (Action.SEE_CHART, Action.SPOT_CHECK, Action.CHECK_IMAGES),
    _FINANCIAL: (Action.SEE_MONEY, Action.TIE_OUT),
    _RESTRICTED: (Action.SEE_ORIGINALS,),
}
"""Class -> what one has to be allowed, any of it, for calls on one's word to open the class."""


def _part(sensitivity: str, name: str) -> Door:
    return Door(sensitivity, "run part", name)


_UPLOADS = Door(_RESTRICTED, "upload")
FOR_ALL = frozenset(
    {
        _part(_RESTRICTED, "log"),
        _part(_RESTRICTED, "groups"),
        _part(_RESTRICTED, "files"),
        Door(_RESTRICTED, "readiness"),
    }
)
"""The log, what waits for a decision, the list of files, and documents: for every role, masked after."""

DOORS: dict[Action, frozenset[Door]] = {Action.SEE_LOG: FOR_ALL, Action.UPLOAD: frozenset({_UPLOADS})}
"""What one has to be allowed -> streams of a class that is closed otherwise."""


def _entities(*classes: str, among: Iterable[str]) -> frozenset[Door]:
    return frozenset(_part(each, f"entity/{entity}") for entity in among for each in classes)


_PRACTICE = [each.name for each in RECORD.entities if each.area in ("practice", "coverage")]
_EVERY = [each.name for each in RECORD.entities]


def _of_files() -> frozenset[Door]:
    named = (*ENTITIES, "patient", "consent_form", "consent_form_version")
    return _entities(_IDENTITY, _CLINICAL, among=dict.fromkeys(named))


class Beyond(Enum):
    """Every exception: what a service opens beyond its person's classes, and what leaves it."""

    VERDICTS = _entities(_IDENTITY, _CLINICAL, _FINANCIAL, among=(*SECTION_OF, *_PRACTICE))
    """Whether verdicts about charts of an earlier run still stand: digests leave, and no chart."""
    PROCEDURE_CODES = frozenset({_part(_CLINICAL, "entity/procedure")})
    """What was done and when, as bills say it too, of runs from before they published that apart (ADR 42):
    code, day and status leave, and no note."""
    ORIGINALS = frozenset({_UPLOADS})
    """Rows and files as they stood: what a person may see of them leaves, and of images whether they are
    unchanged."""
    FILES = frozenset({_part(_RESTRICTED, "tags"), *_of_files()})
    """The ledger of files: counts leave, and the files that are open to the person."""
    TOTALS = _entities(_FINANCIAL, among=_EVERY) | {_part(_FINANCIAL, BILLED)}
    """What a control total comes to in the run: sums leave."""
    NAMES = _entities(_IDENTITY, among=("patient", "contact_point", "provider"))
    """Whether words that somebody typed name a patient: yes or no leaves."""


def opened_by(actor: Actor) -> Opened:
    """What service calls on this person's word open."""
    classes = (name for name, asked in OPENS.items() if _any(actor, asked))
    doors = (door for action, found in DOORS.items() if allowed(actor, action) for door in found)
    return Opened(frozenset(classes), frozenset(doors))


def narrowed(store: Storage, actor: Actor) -> Storage:
    return store.opened_for(opened_by(actor))


def as_everybody(store: Storage) -> Storage:
    """What calls of every role open, however wide `store` is: so it is read and remembered once for all."""
    return store.opened_for(Opened(frozenset({_OPERATIONAL}), FOR_ALL))


def beyond(work: Work, why: Beyond) -> Work:
    """The same transaction, opening what `why` says as well."""
    return work.through(*why.value)


def _any(actor: Actor, actions: Iterable[Action]) -> bool:
    return any(allowed(actor, action) for action in actions)
