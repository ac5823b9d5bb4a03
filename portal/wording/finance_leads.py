"""Where to look first, as sentences: each says what was found and what would look so, and blames nobody."""

from __future__ import annotations

from core.finances import Lead, LeadKind
from core.money import Money
from portal.wording.figures import counted
from portal.wording.finances import WHYS


def lead(found: Lead, currency: str) -> str:
    """One lead as a sentence."""
    return _LEADS[found.kind](found, currency)


def _turned(found: Lead, currency: str) -> str:
    say = counted(found.count, "entry has", "entries have")
    money = Money(found.amount, currency)
    return f"{say} a plus or minus that does not fit the kind, together {money}."


def _half(found: Lead, currency: str) -> str:
    del currency
    return f"{counted(found.count, 'entry')} of half the difference: a turned sign would look like this."


def _same(found: Lead, currency: str) -> str:
    del currency
    return (
        f"{counted(found.count, 'entry')} of just the difference: there once too often would look like this."
    )


def _not_exported(found: Lead, currency: str) -> str:
    del currency
    if found.count == 1:
        return f"Number {found.first} is not in {found.place[1]}: it never left the old system."
    numbers = f"{found.count:,} numbers, {found.first} to {found.last},"
    return f"{numbers} are not in {found.place[1]}: they never left the old system."


def _not_here(found: Lead, currency: str) -> str:
    del currency
    say = counted(found.count, "record", "records")
    return f"{say} of {found.place[1]} did not come over: they wait, or were skipped or merged."


def _apart(found: Lead, currency: str) -> str:
    say = counted(found.count, "entry is", "entries are")
    whole = f", together {Money(found.amount, currency)}" if found.amount else ""
    return f"{say} not among these: {WHYS.get(found.first, found.first)}{whole}."


_LEADS = {
    LeadKind.TURNED: _turned,
    LeadKind.HALF: _half,
    LeadKind.SAME: _same,
    LeadKind.NOT_EXPORTED: _not_exported,
    LeadKind.NOT_HERE: _not_here,
    LeadKind.APART: _apart,
}
