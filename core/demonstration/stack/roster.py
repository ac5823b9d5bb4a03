"""Who is in which of the four tools, under which number, and what tells that it is one person.

Each tool counts from 1 in an order of its own, so that the same number is somebody else in the next tool.
Two of them keep the number of the first for some people (the crosswalk); the others can only be recognised
by name, birth date and telephone, and a few by nothing at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from core.demonstration.group import Group, Pair
from core.demonstration.people import Patient

EMR, BILLING, SCHEDULER, LAB = "emr", "billing", "scheduler", "lab"
CROWN = "D2740"
BY_NUMBER = "a number of the other tool"
BY_NAME = "same name, birth date and telephone"
BY_NOTHING = ""


@dataclass(frozen=True)
class Entered:
    """One person in one tool. crosswalk: the number in the first tool, where this one keeps it, else ""."""

    who: Patient
    number: str
    crosswalk: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Roster:
    """The lists of people of the four tools, in their order."""

    emr: tuple[Entered, ...]
    billing: tuple[Entered, ...]
    scheduler: tuple[Entered, ...]
    lab: tuple[Entered, ...]

    def tool(self, name: str) -> tuple[Entered, ...]:
        return {EMR: self.emr, BILLING: self.billing, SCHEDULER: self.scheduler, LAB: self.lab}[name]

    def numbers(self, name: str) -> dict[int, str]:
        """The group's number of a patient -> that of the tool."""
        return {each.who.number: each.number for each in self.tool(name)}


def roster(group: Group) -> Roster:
    """The four lists that the tools of `group` have."""
    everybody = [line.item for line in group.patients]
    first = {who.number: str(place) for place, who in enumerate(everybody, start=1)}
    return Roster(
        emr=tuple(Entered(who, first[who.number], phone=who.home_phone.written()) for who in everybody),
        billing=tuple(_billed(who, place, first) for place, who in _counted(group, _who_pays(group))),
        scheduler=tuple(_booked(who, place) for place, who in _counted(group, _who_comes(group))),
        lab=tuple(_crowned(who, place, first) for place, who in _counted(group, _who_has_crowns(group))),
    )


def pairs(group: Group) -> tuple[Pair, ...]:
    """Everybody who is in the first tool and in another one."""
    known = roster(group)
    first = known.numbers(EMR)
    return tuple(
        Pair(f"{EMR}:{first[each.who.number]}", f"{tool}:{each.number}", _by(each))
        for tool in (BILLING, SCHEDULER, LAB)
        for each in known.tool(tool)
    )


def _by(each: Entered) -> str:
    if each.crosswalk:
        return BY_NUMBER
    return BY_NAME if each.phone else BY_NOTHING


def _counted(group: Group, own: set[int]) -> Iterator[tuple[int, Patient]]:
    """By last name, from 1: another order than that in which they came."""
    people = [line.item for line in group.patients if line.item.number in own]
    yield from enumerate(sorted(people, key=lambda who: (who.last, who.number)), start=1)


def _who_pays(group: Group) -> set[int]:
    return {line.item.patient for line in group.ledger}


def _who_comes(group: Group) -> set[int]:
    return {line.item.patient for line in group.appointments}


def _who_has_crowns(group: Group) -> set[int]:
    return {item.patient for item in group.procedures if item.treatment.code == CROWN}


def _billed(who: Patient, place: int, first: dict[int, str]) -> Entered:
    kept = first[who.number] if place % 3 else ""
    return Entered(who, str(place), kept, who.home_phone.written())


def _booked(who: Patient, place: int) -> Entered:
    return Entered(who, str(place), phone=who.home_phone.written() if place % 6 else "")


def _crowned(who: Patient, place: int, first: dict[int, str]) -> Entered:
    return Entered(who, f"L-{place:04d}", first[who.number] if place % 2 else "")
