"""Mappings and steps of them as a person could have made, drawn for properties."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from core.mapping.model import Fate, Kept, Mapping, Route, Rule, Step, TableMapping

FILES = ("a.csv", "b.csv")
COLUMNS = ("one", "two", "three", "")[:3]
FIELDS = ("last_name", "first_name", "sex", "birth_date", "nickname")
WORDS = ("m", "f", "x")
ORDER = {(file, "t"): COLUMNS for file in FILES}

people = st.sampled_from(["Robin", "Chris", "rule: accept sure suggestions"])
reasons = st.sampled_from(["Because.", "So it is."])


@st.composite
def rules(draw: st.DrawFn, column: str) -> Rule:
    field = draw(st.sampled_from(FIELDS))
    step = draw(
        st.sampled_from(
            [
                Step("text"),
                Step("date", {"order": "mdy"}),
                Step("date", {"order": "dmy"}),
                Step("value_map", {"map": {"m": "male"}}),
            ]
        )
    )
    return Rule((column,), "patient", field, (step,), draw(people), draw(reasons))


@st.composite
def tables(draw: st.DrawFn, file: str) -> TableMapping:
    table = TableMapping(file, "t", (), (Route("patient"),), (), ())
    for column in COLUMNS:
        table = draw(moved(table, column))
    return table


@st.composite
def mappings(draw: st.DrawFn) -> Mapping:
    return Mapping(tuple(draw(tables(file)) for file in FILES))


@st.composite
def moved(draw: st.DrawFn, table: TableMapping, column: str) -> TableMapping:
    """One column given another place."""
    rest = replace(
        table,
        rules=tuple(r for r in table.rules if r.columns != (column,)),
        kept=tuple(k for k in table.kept if k.column != column),
    )
    if draw(st.booleans()):
        return in_order(replace(rest, rules=(*rest.rules, draw(rules(column)))))
    kept = Kept(column, draw(st.sampled_from([Fate.WAITING, Fate.ARCHIVED])), draw(people), draw(reasons))
    return in_order(replace(rest, kept=(*rest.kept, kept)))


@st.composite
def worded(draw: st.DrawFn, table: TableMapping, column: str) -> TableMapping:
    """One word of a value map given a meaning, where the column has one; else the table as it is."""
    rule = next(
        (r for r in table.rules if r.columns == (column,) and r.steps[0].transform == "value_map"), None
    )
    if rule is None:
        return table
    word, code = draw(st.sampled_from(WORDS)), draw(st.sampled_from(["male", "female"]))
    given = dict(rule.steps[0].options["map"]) | {word: code}  # type: ignore[arg-type]
    made = replace(rule, steps=(Step("value_map", {"map": given}),), by=draw(people), reason=draw(reasons))
    return replace(table, rules=tuple(made if r is rule else r for r in table.rules))


@st.composite
def steps(draw: st.DrawFn, mapping: Mapping) -> Mapping:
    """The mapping after one act of a person."""
    table = draw(st.sampled_from(mapping.tables))
    column = draw(st.sampled_from(COLUMNS))
    act = draw(st.sampled_from(["move", "word", "key", "kind", "zone"]))
    if act == "zone":
        return replace(mapping, zone=draw(st.sampled_from(["UTC", "Europe/Oslo", "America/Chicago"])))
    if act == "key":
        return mapping.with_table(replace(table, key=draw(st.sampled_from([(), ("one",), ("two",)]))))
    if act == "kind":
        return mapping.with_table(replace(table, routes=draw(st.sampled_from([(), (Route("patient"),)]))))
    return mapping.with_table(draw((moved if act == "move" else worded)(table, column)))


def in_order(table: TableMapping) -> TableMapping:
    place = {column: number for number, column in enumerate(COLUMNS)}
    return replace(
        table,
        rules=tuple(sorted(table.rules, key=lambda r: place[r.columns[0]])),
        kept=tuple(sorted(table.kept, key=lambda k: place[k.column])),
    )
