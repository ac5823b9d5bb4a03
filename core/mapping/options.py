"""Whether the steps of a rule can be carried out, and give what their field holds.

A step with a misspelt option would do something else without a word (law 2), and one whose values do not
fit their field would stop a run in its middle; both are said before a run begins. No word of a value map is
quoted, for its words are cells of the export (law 7).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Mapping as Facts
from dataclasses import dataclass

import phonenumbers
import polars as pl

from core.mapping.model import Mapping, Rule, Step
from core.record.model import CURRENCY as RECORD_CURRENCY
from core.record.model import Field, Kind
from core.transforms import names, teeth, transform_named

CURRENCY = re.compile(r"[A-Z]{3}")
TOOL = re.compile(r"[a-z0-9][a-z0-9_-]{0,19}")
TOOL_DO = "Use up to 20 lower-case letters, digits, - and _, such as billing."

_WORDS = frozenset({Kind.TEXT, Kind.NOTE, Kind.CODE})
_POINTERS = frozenset({Kind.TEXT, Kind.CODE, Kind.REFERENCE})
GIVES: Facts[str, frozenset[Kind]] = {
    "text": _WORDS | {Kind.EMAIL, Kind.PHONE, Kind.REFERENCE},
    "code": _POINTERS,
    "identifier": _POINTERS,
    "value_map": _POINTERS,
    "correct": frozenset(),
    "constant": _WORDS | _POINTERS,
    "email": frozenset({Kind.EMAIL, Kind.TEXT}),
    "phone": frozenset({Kind.PHONE, Kind.TEXT}),
    "boolean": frozenset({Kind.BOOLEAN}),
    "filled": frozenset({Kind.BOOLEAN}),
    "date": frozenset({Kind.DATE}),
    "partial_date": frozenset({Kind.PARTIAL_DATE}),
    "datetime": frozenset({Kind.DATETIME}),
    "integer": frozenset({Kind.INTEGER}),
    "decimal": frozenset({Kind.DECIMAL}),
    "money": frozenset({Kind.MONEY}),
    "currency": frozenset({Kind.CODE, Kind.TEXT}),
    "name_part": frozenset({Kind.TEXT}),
    "tooth": frozenset({Kind.TEXT}),
    "surfaces": frozenset({Kind.TEXT}),
}
"""By the last step of a rule, the kinds of field that its values may go into; a correction is never last."""
LEADING = frozenset({"text", "code", "identifier", "value_map", "correct"})
"""Transforms that give text, so that another may follow them."""


@dataclass(frozen=True)
class Amiss:
    """found and do of a MappingInvalid."""

    found: str
    do: str


def steps_amiss(rule: Rule, field: Field, mapping: Mapping) -> Amiss | None:
    """The first thing amiss with the steps of a rule into `field`, or None."""
    constant = any(step.transform == "constant" for step in rule.steps)
    if constant and (rule.columns or len(rule.steps) > 1):
        # The cells would count as mapped although the constant stands in their place (law 1).
        return Amiss("A constant takes the place of the column.", "Give the constant a rule without columns.")
    if not constant and not rule.columns:
        return Amiss("The rule reads no column.", "Name the column, or use the transform constant.")
    for step in rule.steps:
        if found := _step_amiss(step, mapping):
            return found
    amiss = _order_amiss(rule) or _kind_amiss(rule, field) or _codes_amiss(rule, field)
    return amiss or _currency_amiss(rule, field, mapping)


def _order_amiss(rule: Rule) -> Amiss | None:
    for step in rule.steps[:-1]:
        if step.transform not in LEADING:
            return Amiss(f"No step can follow {step.transform}.", "Make it the last step.")
    return None


def _kind_amiss(rule: Rule, field: Field) -> Amiss | None:
    last = rule.steps[-1].transform if rule.steps else "text"
    if field.kind in GIVES[last]:
        return None
    fitting = ", ".join(sorted(name for name, kinds in GIVES.items() if field.kind in kinds))
    found = f"The field {field.name} holds values of the kind {field.kind.value}, which {last} does not give."
    return Amiss(found, f"Use one of: {fitting}.")


def _codes_amiss(rule: Rule, field: Field) -> Amiss | None:
    """A field with a closed set of codes takes no others."""
    if field.domain is None:
        return None
    given = _given_codes(rule.steps[-1]) if rule.steps else None
    known = f"Its codes are {', '.join(field.domain.names())}."
    if given is None:
        return Amiss(f"The field {field.name} takes its own codes only.", f"Use a value_map. {known}")
    if given <= set(field.domain.names()):
        return None
    return Amiss(f"The field {field.name} is given codes that it does not have.", known)


def _currency_amiss(rule: Rule, field: Field, mapping: Mapping) -> Amiss | None:
    """What says the currency of amounts is read as amounts are, or they would bear another (law 6)."""
    if field.name != RECORD_CURRENCY:
        return None
    last = rule.steps[-1] if rule.steps else Step("text")
    if last.transform == "constant":
        found = _currency(last.options.get("value"), mapping)
        return found and Amiss(f"The currency of these records {found.found}", found.do)
    if field.kind is Kind.CODE and last.transform != "currency":
        return Amiss("The currency of amounts is not read as one.", "Use the transform currency.")
    return None


def _given_codes(step: Step) -> set[str] | None:
    words = step.options.get("map")
    if isinstance(words, Facts):
        return set(words.values())
    return {str(step.options["value"])} if step.transform == "constant" else None


def _step_amiss(step: Step, mapping: Mapping) -> Amiss | None:
    known = transform_named(step.transform).options
    unknown = sorted(set(step.options) - set(known))
    if unknown:
        meant = f"It has {', '.join(sorted(known))}." if known else "It has none."
        return Amiss(f"{step.transform} has no option {unknown[0]}.", meant)
    for name in known:
        if found := CHECKS[name](step.options.get(name), mapping):
            return Amiss(f"The option {name} of {step.transform} {found.found}", found.do)
    return None


def _order(value: object, _: Mapping) -> Amiss | None:
    return None if value in (None, "mdy", "dmy") else Amiss("is not known.", 'Use "mdy" or "dmy".')


def _decimal_mark(value: object, _: Mapping) -> Amiss | None:
    return None if value in (None, ".", ",") else Amiss("is not known.", 'Use "." or ",".')


def _currency(value: object, mapping: Mapping) -> Amiss | None:
    # Records say one currency, the mapping's: amounts read in another would bear a wrong one (law 6).
    same = value == mapping.currency
    return None if same else Amiss("is not that of the mapping.", f"Write {mapping.currency}.")


def _one_of(*known: str, needed: bool = False) -> Callable[[object, Mapping], Amiss | None]:
    """A check that the value is one of these words, or is not given where it is not needed."""
    listed = f"Use one of: {', '.join(known)}."

    def check(value: object, _: Mapping) -> Amiss | None:
        if value is None:
            return Amiss("is missing.", listed) if needed else None
        return None if value in known else Amiss("is not known.", listed)

    return check


def _zone(value: object, _: Mapping) -> Amiss | None:
    known = isinstance(value, str) and zone_known(value)
    return None if known else Amiss("names no time zone.", "Use a name such as America/Chicago.")


def _country(value: object, _: Mapping) -> Amiss | None:
    known = isinstance(value, str) and country_known(value)
    return None if known else Amiss("names no country.", "Use a code of two letters, such as US.")


def _value(value: object, _: Mapping) -> Amiss | None:
    told = isinstance(value, str) and bool(value.strip())
    return None if told else Amiss("is missing or no text.", "Write the value in quotes.")


def _tool(value: object, _: Mapping) -> Amiss | None:
    if value is None or (isinstance(value, str) and TOOL.fullmatch(value)):
        return None
    return Amiss("cannot stand in a number.", TOOL_DO)


def _map(value: object, _: Mapping) -> Amiss | None:
    if not isinstance(value, Facts):
        return Amiss("is missing or no table.", 'Write {"word": "code", ...}.')
    if not all(word.strip() and code.strip() for word, code in value.items()):
        return Amiss("holds an empty word or code.", "Take it out: empty cells are absent by themselves.")
    codes: dict[str, set[str]] = {}
    for word, code in value.items():
        codes.setdefault(word.strip().casefold(), set()).add(code)
    if any(len(meant) > 1 for meant in codes.values()):
        return Amiss("gives two codes to one word, spelt in two ways.", "Keep one of the two.")
    return None


CHECKS: Facts[str, Callable[[object, Mapping], Amiss | None]] = {
    "order": _order,
    "decimal_mark": _decimal_mark,
    "currency": _currency,
    "zone": _zone,
    "country": _country,
    "value": _value,
    "map": _map,
    "tool": _tool,
    "part": _one_of(*names.PARTS, needed=True),
    "name_order": _one_of(*names.ORDERS),
    "words_between": _one_of(*names.BETWEEN),
    "notation": _one_of(*teeth.NOTATIONS),
    "into": _one_of(*teeth.INTO, needed=True),
}
"""Every option of every transform (a test compares), and what must hold of it."""


def zone_known(name: str) -> bool:
    """Whether times can be read in this IANA zone."""
    try:
        pl.select(pl.lit(None, dtype=pl.Datetime("us")).dt.replace_time_zone(name))
    except pl.exceptions.PolarsError:
        return False
    return True


def country_known(code: str) -> bool:
    """Whether telephone numbers of this country (ISO 3166) can be read."""
    return code in phonenumbers.SUPPORTED_REGIONS
