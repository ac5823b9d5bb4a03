"""Texts that stand beside a code in another table, put in the place of the code as a person settles it.

Pure, as the other changes of a mapping are.
"""

from __future__ import annotations

from dataclasses import replace

from core.mapping.lookups import lookups_amiss
from core.mapping.model import Mapping, Rule, Step
from core.mapping.parts import is_join
from core.record import RECORD
from core.record.model import Kind
from core.transforms.lookups import LOOKUP
from core.values.saying import CORRECT
from portal.services.mapping_changing import Changing
from portal.services.mapping_facts import Facts
from portal.viewmodels.mapping_cells import Lookup, SetLookup
from portal.wording import mapping as words


def looked_up(rule: Rule) -> Lookup | None:
    step = next((step for step in rule.steps if step.transform == LOOKUP), None)
    if step is None:
        return None
    told = {name: str(step.options.get(name, "")) for name in ("file", "table", "key", "value")}
    return Lookup((told["file"], told["table"]), told["key"], told["value"])


def may_look_up(rule: Rule) -> bool:
    """A field of words, read from one column; what points to a record has the code itself."""
    kind = RECORD.entity(rule.entity).field(rule.field).kind
    return kind in (Kind.TEXT, Kind.NOTE, Kind.CODE) and len(rule.columns) == 1 and not is_join(rule)


def with_lookup(asked: SetLookup, rule: Rule, now: Changing) -> Rule:
    """The rule that reads the other table's text in the place of each code; of=None reads the cell itself."""
    if not may_look_up(rule):
        raise now.refused(*words.NO_SUCH_OPTION, asked.column)
    corrected = tuple(step for step in rule.steps if step.transform == CORRECT)
    rest = tuple(step for step in rule.steps if step.transform not in (CORRECT, LOOKUP)) or (Step("text"),)
    looking: tuple[Step, ...] = ()
    if asked.of is not None:
        file, table = asked.of
        looking = (Step(LOOKUP, {"file": file, "table": table, "key": asked.key, "value": asked.value}),)
    return replace(rule, steps=(*corrected, *looking, *rest))


def refuse_lost(mapping: Mapping, facts: Facts, asked: SetLookup, now: Changing) -> None:
    """Raises MappingInvalid where a column is not there, or where tables look into each other in a ring."""
    amiss = lookups_amiss(mapping, facts.tables)
    if amiss is not None:
        raise now.refused(amiss.found, amiss.do, asked.column)
