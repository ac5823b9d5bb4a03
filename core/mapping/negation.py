"""Lists of allergies hold statements too: "no known allergies" must never become an allergy (contracts, 6).

A table of allergies gets two routes: rows that deny allergies become an `allergy_statement`, the others an
`allergy`. The columns of the first are read by companions of the rules of the second. A row that does both
("no known allergies except latex") is taken by neither and waits for a person.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from core.mapping.model import Route, Rule, Step
from core.record.model import ClinicRecord

ALLERGY, STATEMENT = "allergy", "allergy_statement"

_COMPANIONS = {
    "patient": "patient",
    "encounter": "encounter",
    "substance": "text",
    "substance_code": "code",
    "code_system": "code_system",
    "category": "scope",
    "onset": "recorded",
    "end": "end",
    "note": "note",
}
_TELLING = frozenset({(ALLERGY, "substance"), (ALLERGY, "substance_code"), (STATEMENT, "statement")})


class Placed(Protocol):
    """A column with the home suggested for it."""

    @property
    def column(self) -> str: ...
    @property
    def entity(self) -> str | None: ...
    @property
    def field(self) -> str | None: ...


def routes(entity: str, columns: Sequence[Placed]) -> tuple[Route, ...]:
    """The routes of a table of `entity`; none for allergies whose substance is not known to be any column.

    Without that column a denial could not be told from an allergy, so such a table waits.
    """
    if entity != ALLERGY:
        return (Route(entity),)
    telling = tuple(c.column for c in columns if (c.entity, c.field) in _TELLING)
    if not telling:
        return ()
    return (Route(STATEMENT, "no_known_allergy", telling), Route(ALLERGY, "names_allergy", telling))


def companion_rules(
    rules: Sequence[Rule], record: ClinicRecord, routes: Sequence[Route], *, by: str
) -> Iterator[Rule]:
    """For each rule into an allergy, the rule that reads the same column into a statement."""
    if not any(route.entity == STATEMENT for route in routes):
        return
    statement = record.entity(STATEMENT)
    taken = {rule.field for rule in rules if rule.entity == STATEMENT}
    for rule in rules:
        name = _COMPANIONS.get(rule.field)
        if rule.entity == ALLERGY and name and name not in taken and statement.has(name):
            taken.add(name)
            steps = (Step("text"),) if name == "scope" else rule.steps
            yield replace(rule, entity=STATEMENT, field=name, steps=steps)
    if "statement" not in taken:
        said = Step("constant", {"value": "none_known"})
        why = "Rows that deny allergies state that none is known."
        yield Rule((), STATEMENT, "statement", (said,), by, why)
