"""The invented group without what is wrong with its on-premise export: what the other exports begin from.

Each export has faults of its own kind. Two things are added that the on-premise tables have no column for:
some allergies were refuted, and their lists say so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from core.demonstration.chart import AllergyLine
from core.demonstration.faults import Fault, Line
from core.demonstration.group import Group
from core.demonstration.people import Clinic

T = TypeVar("T")
_REPEATED = (Fault.ALIKE, Fault.DIFFERING)


def plain(group: Group) -> Group:
    """The same people, visits and money, each row once and sound."""
    return replace(
        group,
        patients=_sound(group.patients),
        appointments=_sound(group.appointments),
        ledger=_sound(group.ledger),
        allergies=tuple(_judged(each) for each in group.allergies),
        images=tuple(replace(image, tagged=image.of) for image in group.images),
    )


def of_one_clinic(group: Group, clinic: Clinic) -> Group:
    """What belongs to the patients of one clinic, nobody twice; plans and carriers stay."""
    twice = {pair.second for pair in group.pairs}
    people = [line.item for line in group.patients]
    return _of(group, {who.number for who in people if who.clinic is clinic and who.number not in twice})


def _of(group: Group, own: set[int]) -> Group:
    return replace(
        group,
        patients=_kept(group.patients, lambda line: line.item.number in own),
        pairs=(),
        appointments=_kept(group.appointments, lambda line: line.item.patient in own),
        procedures=_kept(group.procedures, lambda item: item.patient in own),
        recalls=_kept(group.recalls, lambda recall: recall.patient.number in own),
        notes=_kept(group.notes, lambda note: note.patient in own),
        allergies=_kept(group.allergies, lambda line: line.patient in own),
        medicines=_kept(group.medicines, lambda medicine: medicine.patient in own),
        problems=_kept(group.problems, lambda problem: problem.patient in own),
        ledger=_kept(group.ledger, lambda line: line.item.patient in own),
        images=_kept(group.images, lambda image: image.of.number in own),
        photographs=_kept(group.photographs, lambda photo: photo.of.number in own),
        letters=_kept(group.letters, lambda letter: letter.of.number in own),
        consents=_kept(group.consents, lambda consent: consent.of.number in own),
    )


def _kept(items: Sequence[T], holds: Callable[[T], bool]) -> tuple[T, ...]:
    return tuple(item for item in items if holds(item))


def _sound(lines: Sequence[Line[T]]) -> tuple[Line[T], ...]:
    return tuple(Line(line.item) for line in lines if line.fault not in _REPEATED)


def _judged(line: AllergyLine) -> AllergyLine:
    """Every seventh line, where it names an allergy, was refuted, and its list says so."""
    refuted = line.number % 7 == 5 and bool(line.severity)
    return replace(line, refuted=refuted, active=not refuted)
