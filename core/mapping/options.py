"""Whether the steps of a rule can be carried out, and give what their field holds.

A step with a misspelt option would do something else without a word (law 2), and one whose values do not
fit their field would stop a run in its middle; both are said before a run begins. No word of a value map is
quoted, for its words are cells of the export (law 7).
"""

from __future__ import annotations

from collections.abc import Mapping as Facts

from core.mapping.model import Mapping, Rule, Step
from core.mapping.option_checks import CHECKS, Amiss, currency_amiss
from core.mapping.parts import is_join
from core.record.model import CURRENCY as RECORD_CURRENCY
from core.record.model import Field, Kind
from core.transforms import transform_named
from core.transforms.blanks import BLANK, NOT_BLANK, listed
from core.transforms.blanks import OPTIONS as BLANKS
from core.transforms.folding import folded_words
from core.transforms.pieces import JOIN

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
    "address_part": frozenset({Kind.TEXT}),
    "tooth": frozenset({Kind.TEXT}),
    "surfaces": frozenset({Kind.TEXT}),
    "split": _WORDS,
    "join": _WORDS,
    "lookup": _WORDS | _POINTERS,
}
"""By the last step of a rule, the kinds of field that its values may go into; a correction is never last."""
LEADING = frozenset({"text", "code", "identifier", "value_map", "correct", "split", "join", "lookup"})
"""Transforms that give text, so that another may follow them."""
JOINABLE = frozenset({"text", "code", "identifier", "date", "partial_date", "datetime"})
"""Transforms that may follow a join; a decision about a single word of it would be about one of its cells."""


def steps_amiss(rule: Rule, field: Field, mapping: Mapping) -> Amiss | None:
    """The first thing amiss with the steps of a rule into `field`, or None."""
    constant = any(step.transform == "constant" for step in rule.steps)
    if constant and (rule.columns or len(rule.steps) > 1):
        # The cells would count as mapped although the constant stands in their place (law 1).
        return Amiss("A constant takes the place of the column.", "Give the constant a rule without columns.")
    if not constant and not rule.columns:
        return Amiss("The rule reads no column.", "Name the column, or use the transform constant.")
    for step in rule.steps:
        if found := _step_amiss(step, mapping, last=step is rule.steps[-1] and bool(rule.columns)):
            return found
    amiss = _order_amiss(rule) or _join_amiss(rule) or _parts_amiss(rule, field)
    amiss = amiss or _kind_amiss(rule, field) or _codes_amiss(rule, field)
    return amiss or _currency_amiss(rule, field, mapping)


def _order_amiss(rule: Rule) -> Amiss | None:
    for step in rule.steps[:-1]:
        if step.transform not in LEADING:
            return Amiss(f"No step can follow {step.transform}.", "Make it the last step.")
    return None


def _join_amiss(rule: Rule) -> Amiss | None:
    for step in rule.steps[1:]:
        if step.transform == JOIN:
            return Amiss("A join stands in front of all other steps.", "Make it the first step.")
        if is_join(rule) and step.transform not in JOINABLE:
            known = ", ".join(sorted(JOINABLE))
            return Amiss(f"{step.transform} cannot follow a join.", f"Use one of: {known}.")
    return None


def _parts_amiss(rule: Rule, field: Field) -> Amiss | None:
    """A list does not say which part of which cell it holds, so that nothing could prove it whole (law 1)."""
    taken = [step for step in rule.steps if transform_named(step.transform).part]
    if len(taken) > 1:
        return Amiss("A rule takes one part of a cell.", "Take one of the two steps out.")
    if rule.only and (taken or field.many):
        return Amiss("A rule for some rows reads whole cells into one value.", "Take its condition out.")
    if field.many and (taken or len(rule.columns) > 1):
        found = f"The field {field.name} holds a list, and a part or several columns make one value."
        return Amiss(found, "Choose a field that holds one value, or read the column whole.")
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
        found = currency_amiss(last.options.get("value"), mapping)
        return found and Amiss(f"The currency of these records {found.found}", found.do)
    if field.kind is Kind.CODE and last.transform != "currency":
        return Amiss("The currency of amounts is not read as one.", "Use the transform currency.")
    return None


def _given_codes(step: Step) -> set[str] | None:
    words = step.options.get("map")
    if isinstance(words, Facts):
        return set(words.values())
    return {str(step.options["value"])} if step.transform == "constant" else None


def _step_amiss(step: Step, mapping: Mapping, *, last: bool) -> Amiss | None:
    """last: whether it may say which words mean blank."""
    own = transform_named(step.transform).options
    known = {**own, **(BLANKS if last else {})}
    unknown = sorted(set(step.options) - set(known))
    if unknown:
        meant = f"It has {', '.join(sorted(own))}." if own else "It has none."
        return Amiss(f"{step.transform} has no option {unknown[0]}.", meant)
    if step.transform == "split" and ("separator" in step.options) == ("widths" in step.options):
        return Amiss("split needs a separator or widths, one of the two.", "Say where the pieces end.")
    blank, not_blank = (set(folded_words(listed(step.options.get(name)))) for name in (BLANK, NOT_BLANK))
    if blank & not_blank:
        return Amiss("A word means blank and also means something.", "Keep one of the two.")
    for name in known:
        if found := CHECKS[name](step.options.get(name), mapping):
            return Amiss(f"The option {name} of {step.transform} {found.found}", found.do)
    return None
