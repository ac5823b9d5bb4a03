"""What a person's change makes of a mapping: pure, whole tables at a time, and never in silence (law 2).

Whatever a person settles carries their name and reason. A change that would leave a field with two
columns, or denials of allergies read as allergies, is refused with one sentence.
"""

from __future__ import annotations

from dataclasses import replace
from functools import singledispatch

from core.accept import Settings as Clinic
from core.errors import MappingInvalid
from core.mapping import negation
from core.mapping.model import Fate, Kept, Mapping, Rule, Step, TableMapping
from core.mapping.parts import parted
from core.record import RECORD
from core.record.model import ID
from core.suggest import Suggestion
from core.suggest.remembering import NOTHING_SAID, Memory
from portal.services.mapping_blanks import carried, with_blanks
from portal.services.mapping_cells import (
    for_rows,
    from_elsewhere,
    in_other_rows,
    with_field,
    with_others,
    without,
)
from portal.services.mapping_changing import Changing
from portal.services.mapping_denials import with_statements
from portal.services.mapping_evidence import measured
from portal.services.mapping_facts import Facts, rule_into
from portal.services.mapping_kinds import kind_of, kinds_held, kinds_in
from portal.services.mapping_lookups import refuse_lost
from portal.services.mapping_memory import suggested_with
from portal.services.mapping_options import ONE_FIELD, OPTIONS, may_be, read_so
from portal.services.mapping_split import with_kinds
from portal.services.mapping_wholes import whole, with_key, with_kind
from portal.services.value_changes import values_changed
from portal.viewmodels.mapping import (
    Home,
    OptionName,
    Place,
)
from portal.viewmodels.mapping_asked import (
    Change,
    MoveColumn,
    SetKey,
    SetKind,
    SetOption,
    SetValues,
    TakeSeveral,
    TakeSuggestions,
    TakeTable,
    UseValues,
)
from portal.viewmodels.mapping_cells import (
    AlsoFeed,
    JoinColumns,
    SetBlanks,
    SetLookup,
    SetOnly,
    SplitRows,
)
from portal.wording import mapping as words
from portal.wording.mapping_readings import not_so

_STATEMENT = negation.STATEMENT


def changed(
    mapping: Mapping,
    facts: Facts,
    asked: Change,
    *,
    by: str,
    clinic: Clinic,
    confirmed: Memory = NOTHING_SAID,
) -> Mapping:
    """`mapping` with what was asked, on the word of `by`. Raises MappingInvalid, saying what to do.

    confirmed: what people said before, which the suggestions on the page went by.
    """
    table, source = mapping.table(asked.source), facts.table(asked.source)
    if table is None or source is None:
        found, do = words.NO_SUCH_TABLE
        raise MappingInvalid(place="mapping", found=found, do=do)
    if isinstance(asked, SetValues | UseValues):
        return values_changed(mapping, facts, asked, by=by)
    settled = replace(
        clinic, system=mapping.system, currency=mapping.currency, zone=mapping.zone, country=mapping.country
    )
    now = Changing(table, source.columns, facts, settled, by, confirmed)
    made = mapping.with_table(_done(asked, now))
    if isinstance(asked, SetLookup):
        refuse_lost(made, facts, asked, now)
    return made


@singledispatch
def _done(asked: object, now: Changing) -> TableMapping:
    raise TypeError(f"no such change: {type(asked).__name__}")


@_done.register
def _move(asked: MoveColumn, now: Changing) -> TableMapping:
    column = now.known(asked.column)
    rest = without(now.table, column)
    reason = asked.reason.strip() or (words.BY_ACCEPTING if asked.accepted else words.BY_CHANGING)
    if isinstance(asked.to, Home):
        rest = replace(rest, rules=(*rest.rules, *_of_other_kinds(now, column, asked.to)))
        rule = _rule(now, rest, column, home=asked.to, reason=reason)
        return _settled(now, replace(rest, rules=(*rest.rules, rule)))
    in_key = column in now.table.key
    if in_key != (asked.to is Place.KEY):
        raise now.refused(*(words.KEY_STAYS if in_key else words.NOT_THE_KEY), column)
    if in_key:
        return _settled(now, rest)
    kept = Kept(column, Fate(asked.to.value), now.by, reason)
    return _settled(now, replace(rest, kept=(*rest.kept, kept)))


def _of_other_kinds(now: Changing, column: str, home: Home) -> tuple[Rule, ...]:
    """What reads the column in rows of another kind, where the rows of the table are of several."""
    kinds = kinds_held(now.table)
    if len(kinds) < 2 or home.entity not in kinds:
        return ()
    rules = (rule for rule in now.table.rules if rule.columns[:1] == (column,))
    return tuple(rule for rule in rules if rule.entity in kinds and rule.entity != home.entity)


def _rule(now: Changing, rest: TableMapping, column: str, *, home: Home, reason: str) -> Rule:
    _refuse_unfree(now, rest, column, home)
    made = rule_into(now.facts, now.table.source, column, home=home, clinic=now.clinic)
    made = carried((rule for rule in now.table.rules if column in rule.columns), made)
    return replace(made, by=now.by, reason=f"{reason} {made.reason}".strip(), confidence=None)


def _refuse_unfree(now: Changing, rest: TableMapping, column: str, home: Home) -> None:
    if not rest.routes:
        raise now.refused(*words.KIND_FIRST, column)
    if not RECORD.has(home.entity) or not RECORD.entity(home.entity).has(home.field):
        raise now.refused(*words.NO_SUCH_FIELD, column)
    if home.entity not in kinds_in(rest):
        raise now.refused(*words.not_held(home), column)
    holder = next((r for r in rest.rules if (r.entity, r.field) == (home.entity, home.field)), None)
    if holder is not None and not RECORD.entity(home.entity).field(home.field).many:
        raise now.refused(*words.taken(home, holder.columns), column)


@_done.register
def _several(asked: TakeSeveral, now: Changing) -> TableMapping:
    """Each of its fields takes its part; what one of them cannot have, none has."""
    column, kind = now.known(asked.column), kind_of(now.table)
    told = () if kind is None else _suggested(now, kind)
    several = next((each.several for each in told if each.column == column), None)
    if several is None:
        raise now.refused(*(words.NO_SUCH_FIELD if kind else words.KIND_FIRST), column)
    rest = without(now.table, column)
    for home in several.homes():
        _refuse_unfree(now, rest, column, Home(*home))
    made = several.rules(column, by=now.by, reason=f"{words.BY_ACCEPTING} {several.reason}")
    return _settled(now, replace(rest, rules=(*rest.rules, *made)))


def _suggested(now: Changing, kind: str) -> tuple[Suggestion, ...]:
    """As the page shows it, with what people said before."""
    return suggested_with(now.facts, now.table.source, kind, now.confirmed, reader=now.by)


@_done.register
def _taken(asked: TakeSuggestions, now: Changing) -> TableMapping:
    """All of them or none: one that cannot be taken is named in the refusal."""
    kind = kind_of(now.table)
    if kind is None:
        raise now.refused(*words.KIND_FIRST)
    told = {each.column: each for each in _suggested(now, kind)}
    for column in asked.columns:
        home = told[now.known(column)]
        if home.entity is None or home.field in (None, ID):
            raise now.refused(*words.NO_SUCH_FIELD, column)
        move = MoveColumn(asked.source, column, Home(home.entity, home.field), accepted=True)
        now = replace(now, table=_move(move, now))
    return now.table


@_done.register
def _table_taken(asked: TakeTable, now: Changing) -> TableMapping:
    """What is not free, or is no field after all, goes on waiting; nothing is taken from another column."""
    if asked.entity is not None:
        now = replace(now, table=_kind(SetKind(asked.source, asked.entity), now))
    waits = {each.column for each in now.table.kept if each.fate is Fate.WAITING}
    for column in asked.columns:
        if now.known(column) in waits:
            now = replace(now, table=_taken_where_free(column, now))
    return now.table


def _taken_where_free(column: str, now: Changing) -> TableMapping:
    try:
        return _taken(TakeSuggestions(now.table.source, (column,)), now)
    except MappingInvalid:
        return now.table


@_done.register
def _option(asked: SetOption, now: Changing) -> TableMapping:
    column = now.known(asked.column)
    rules = [rule for rule in now.table.rules if rule.columns[:1] == (column,)]
    if asked.option in ONE_FIELD and len(parted(now.table.rules, column)) > 1:
        raise now.refused(*words.ONE_FIELD_FIRST, column)
    if not any(asked.option in _options(step) for rule in rules for step in rule.steps):
        raise now.refused(*words.NO_SUCH_OPTION, column)
    reason = asked.reason.strip() or words.BY_CHANGING
    made = tuple(
        replace(
            rule,
            steps=tuple(_step(now, rule, step, asked) for step in rule.steps),
            by=now.by,
            reason=reason,
            confidence=None,
        )
        if rule in rules
        else rule
        for rule in now.table.rules
    )
    return replace(now.table, rules=made)


@_done.register
def _join(asked: JoinColumns, now: Changing) -> TableMapping:
    return whole(now, with_others(asked, now), words.BY_CHANGING)


@_done.register
def _only(asked: SetOnly, now: Changing) -> TableMapping:
    return for_rows(asked, now)


@_done.register
def _lookup(asked: SetLookup, now: Changing) -> TableMapping:
    return from_elsewhere(asked, now)


@_done.register
def _blanks(asked: SetBlanks, now: Changing) -> TableMapping:
    return with_blanks(asked, now)


@_done.register
def _also(asked: AlsoFeed, now: Changing) -> TableMapping:
    home, column = Home(asked.entity, asked.field), now.known(asked.column)
    _refuse_unfree(now, now.table, column, home)
    if in_other_rows(now.table, column, home):
        made = _rule(now, now.table, column, home=home, reason=words.BY_CHANGING)
    else:
        made = with_field(asked, now)
    return _settled(now, replace(now.table, rules=(*now.table.rules, made)))


def _options(step: Step) -> tuple[OptionName, ...]:
    return OPTIONS.get(step.transform, ())


def _step(now: Changing, rule: Rule, step: Step, asked: SetOption) -> Step:
    if asked.option not in _options(step):
        return step
    if asked.option is OptionName.READING:
        read = read_so(step, rule, asked.value, country=now.clinic.country)
        if read is None:
            raise now.refused(*words.NO_SUCH_OPTION, asked.column)
        return measured(read, now.facts, now.table.source, asked.column)
    if not may_be(asked.option, asked.value, step):
        raise now.refused(*not_so(asked.option), asked.column)
    rest = {name: value for name, value in step.options.items() if name != asked.option}
    return Step(step.transform, {**rest, asked.option.value: asked.value} if asked.value else rest)


@_done.register
def _kind(asked: SetKind, now: Changing) -> TableMapping:
    return with_kind(asked, now)


@_done.register
def _key(asked: SetKey, now: Changing) -> TableMapping:
    return with_key(asked, now)


@_done.register
def _split(asked: SplitRows, now: Changing) -> TableMapping:
    return with_kinds(asked, now)


def _settled(now: Changing, table: TableMapping) -> TableMapping:
    """The table in the order of its columns; of allergies, with what reads their denials made anew."""
    if kind_of(table) == negation.ALLERGY:
        table = with_statements(now, table)
    return whole(now, table, words.BY_CHANGING)
