"""The statements in one section's entries, each as a row of columns that are named for what they say.

Negation is never lost: `negated` and `null_flavor` stand in every row, and what was negated is refuted. The
whole entry stands beside as it was written, so that no part of it goes missing (law 1).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from core.sources.ccda.elements import (
    XSI,
    Element,
    attribute,
    child,
    children,
    coded,
    moment,
    name_of,
    own_id,
    pointed,
    raw,
    span,
    text_of,
    whole_name,
)
from core.sources.ccda.sections import (
    CONCERNS,
    ENCOUNTERS,
    FAMILY,
    IMMUNIZATIONS,
    MEDICATIONS,
    RESULTS,
    VITALS,
)
from core.sources.drafts import Row

STATUS_CODES = ("33999-4",)
SEVERITY_CODES = ("SEV",)
TRUE = "true"


@dataclass(frozen=True)
class Statement:
    """act: what states it. wrapper: the entry's own act around it, the same where there is none."""

    act: Element
    wrapper: Element

    @property
    def negated(self) -> bool:
        """Whether the statement, or the concern around it, says that it is not so."""
        return TRUE in (self.act.get("negationInd"), self.wrapper.get("negationInd"))


def statements(entry: Element, table: str) -> Iterator[Statement]:
    """Everything that one entry states, for a section of `table`."""
    for wrapper in entry:
        if not name_of(wrapper):
            continue
        inner: list[Element] = []
        if name_of(wrapper) == "organizer" and table != VITALS:
            inner = [_first(part) for part in children(wrapper, "component")]
        elif name_of(wrapper) == "act" and table in CONCERNS:
            inner = [
                one
                for related in children(wrapper, "entryRelationship")
                for one in related
                if name_of(one) in ("observation", "substanceAdministration")
            ]
        for act in inner or [wrapper]:
            yield Statement(act, wrapper)
        return


def _first(part: Element) -> Element:
    """What a component holds, the component itself where it is empty."""
    return next((one for one in part if name_of(one) not in ("", "sequenceNumber", "templateId")), part)


def row_of(statement: Statement, table: str, narrative: Mapping[str, str]) -> Row:
    """The columns of one statement."""
    act = statement.act
    words, code, system = coded(child(act, "code"), narrative)
    start, end = span(act)
    own: Row = {
        "id": own_id(act),
        "name": words or pointed(child(act, "code"), narrative),
        "code": code,
        "code_system": system,
        "status": attribute(act, "code", "statusCode"),
        "start_date": start,
        "end_date": end,
    }
    own |= SHAPED.get(table, _valued)(statement, narrative)
    return {
        **own,
        "negated": TRUE if statement.negated else "false",
        "verification": "refuted" if statement.negated else None,
        "null_flavor": act.get("nullFlavor") or attribute(act, "nullFlavor", "value"),
        "provider": _provider(act) or _provider(statement.wrapper),
        "note": pointed(child(act, "text"), narrative),
        "entry_as_written": raw(act if name_of(statement.wrapper) == "organizer" else statement.wrapper),
    }


def _provider(act: Element) -> str | None:
    for role, person in (("performer", "assignedEntity"), ("author", "assignedAuthor")):
        found = whole_name(child(act, role, person, "assignedPerson"))
        if found:
            return found
    return None


def _related(act: Element) -> Iterator[Element]:
    """Observations about the statement itself."""
    yield from children(act, "entryRelationship", "observation")


def about(act: Element, codes: tuple[str, ...], narrative: Mapping[str, str]) -> str | None:
    """What an observation of one of `codes` says about the statement."""
    for one in _related(act):
        if attribute(one, "code", "code") in codes:
            return coded(child(one, "value"), narrative)[0]
    return None


def value_of(act: Element, narrative: Mapping[str, str]) -> Row:
    """What was observed: a quantity with its unit, a code, or a text."""
    value = child(act, "value")
    if value is None:
        return {"value": None, "unit": None, "value_code": None, "value_code_system": None}
    words, code, system = coded(value, narrative)
    plain = value.get("value") or words or pointed(value, narrative) or _range(value)
    kind = value.get(XSI, "").rsplit(":", 1)[-1]
    return {
        "value": plain,
        "unit": value.get("unit") if kind in ("PQ", "") else None,
        "value_code": code,
        "value_code_system": system,
    }


def _range(value: Element) -> str | None:
    low, high = attribute(value, "value", "low"), attribute(value, "value", "high")
    return f"{low or ''} - {high or ''}" if low or high else None


def _valued(statement: Statement, narrative: Mapping[str, str]) -> Row:
    return value_of(statement.act, narrative)


def _problem(statement: Statement, narrative: Mapping[str, str]) -> Row:
    """A problem is the value of its observation; the code of the observation says what kind it is."""
    act = statement.act
    kind, _, _ = coded(child(act, "code"), narrative)
    words, code, system = coded(child(act, "value"), narrative)
    status = about(act, STATUS_CODES, narrative) or attribute(statement.wrapper, "code", "statusCode")
    return {
        "name": words or pointed(child(act, "value"), narrative) or pointed(child(act, "text"), narrative),
        "code": code,
        "code_system": system,
        "category": kind,
        "status": status,
    }


def _medication(statement: Statement, narrative: Mapping[str, str]) -> Row:
    act = statement.act
    product = child(act, "consumable", "manufacturedProduct")
    material = child(product, "manufacturedMaterial")
    words, code, system = coded(child(material, "code"), narrative)
    period = next((one for one in children(act, "effectiveTime", "period")), None)
    return {
        "name": words or text_of(child(material, "name")),
        "code": code,
        "code_system": system,
        "dose": attribute(act, "value", "doseQuantity"),
        "dose_unit": attribute(act, "unit", "doseQuantity"),
        "frequency": " ".join((period.get("value", ""), period.get("unit", "")))
        if period is not None
        else None,
        "route": coded(child(act, "routeCode"), narrative)[0],
        "refills": attribute(act, "value", "entryRelationship", "supply", "repeatNumber"),
        "quantity": attribute(act, "value", "entryRelationship", "supply", "quantity"),
        "manufacturer": text_of(child(product, "manufacturerOrganization", "name")),
    }


def _immunization(statement: Statement, narrative: Mapping[str, str]) -> Row:
    act = statement.act
    given = _medication(statement, narrative)
    refused = next((one for one in _related(act) if attribute(one, "code", "statusCode")), None)
    reason = coded(child(refused, "code"), narrative)[0] if statement.negated else None
    keep = ("name", "code", "code_system", "dose", "dose_unit", "route", "manufacturer")
    return {
        **{name: given[name] for name in keep},
        "lot_number": text_of(
            child(act, "consumable", "manufacturedProduct", "manufacturedMaterial", "lotNumberText")
        ),
        "status": "not done" if statement.negated else attribute(act, "code", "statusCode"),
        "refusal_reason": reason,
    }


def _result(statement: Statement, narrative: Mapping[str, str]) -> Row:
    act = statement.act
    panel = coded(child(statement.wrapper, "code"), narrative)[0] if act is not statement.wrapper else None
    limits = child(act, "referenceRange", "observationRange")
    return {
        "panel": panel,
        **value_of(act, narrative),
        "abnormal": attribute(act, "code", "interpretationCode"),
        "low": attribute(limits, "value", "value", "low"),
        "high": attribute(limits, "value", "value", "high"),
        "reference_range": text_of(child(limits, "text")),
    }


def _encounter(statement: Statement, narrative: Mapping[str, str]) -> Row:
    words, code, system = coded(child(statement.act, "code"), narrative)
    reasons = children(statement.act, "entryRelationship", "observation", "value")
    return {
        "name": None,
        "code": None,
        "type": words,
        "type_code": code,
        "code_system": system,
        "reason": next((coded(one, narrative)[0] for one in reasons), None),
        "location": text_of(child(statement.act, "participant", "participantRole", "playingEntity", "name")),
    }


def _relative(statement: Statement, narrative: Mapping[str, str]) -> Row:
    """A relative's problem: the group says whose, its components what."""
    subject = child(statement.wrapper, "subject", "relatedSubject")
    words, code, system = coded(child(statement.act, "value"), narrative)
    return {
        "relationship": coded(child(subject, "code"), narrative)[0],
        "problem": words,
        "problem_code": code,
        "code_system": system,
        "birth_date": moment(subject, "subject", "birthTime"),
    }


SHAPED: Mapping[str, Callable[[Statement, Mapping[str, str]], Row]] = {
    "problems": _problem,
    MEDICATIONS: _medication,
    IMMUNIZATIONS: _immunization,
    RESULTS: _result,
    ENCOUNTERS: _encounter,
    FAMILY: _relative,
}
