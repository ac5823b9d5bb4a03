"""What exports and hands do to mappings: odd names, wide tables, long value maps; nothing is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.accept import Policy, Settings, accept
from core.demonstration import intake_of
from core.mapping import from_json, to_json
from core.mapping.difference import difference
from core.mapping.fitting import refuse_unfitting
from core.mapping.model import Mapping, Route, Rule, Step, TableMapping
from core.mapping.spots import Aspect
from core.mapping.undoing import undone
from core.record import RECORD
from core.runs import migrate
from core.suggest import suggest_all
from core.transforms import TRANSFORM_NAMES

ODD = '*,,Sex,Sex,sex,😀,"a ""b"" \n c",LastName\nx,y,M,F,M,z,w,Bloggs\n1,2,F,,F,,5,Roe\n'.encode()
WIDE = ",".join(f"Column {n}" for n in range(500)) + "\n" + ",".join(str(n) for n in range(500)) + "\n"


def read(text: str) -> Mapping:
    return from_json(text, RECORD, TRANSFORM_NAMES)


@pytest.mark.parametrize("content", [ODD, WIDE.encode()], ids=["odd names", "500 columns"])
def test_a_table_with_odd_or_many_columns_is_mapped_compared_undone_and_accounted_for(content: bytes) -> None:
    intake = intake_of({"odd.csv": content})
    tables = [each.table for each in intake.tables]
    told = suggest_all(tables, RECORD)
    made = [accept(told, tables, RECORD, policy=policy, settings=Settings()) for policy in Policy]
    for mapping in made:
        refuse_unfitting(mapping, tables, RECORD)
        assert read(to_json(mapping)) == mapping
    columns = {table.key: table.columns for table in tables}
    assert len(set(tables[0].columns)) == len(tables[0].columns)
    first, last = made
    assert difference(first, last) and not difference(last, last)
    assert undone(first, last, replace(last, zone="Europe/Oslo"), columns) == replace(
        first, zone="Europe/Oslo"
    )
    ran = migrate(intake, last, record=RECORD)
    assert ran.closes


def long_map(size: int, by: str = "Robin") -> Mapping:
    words = {f"word {number} 😀": "male" for number in range(size)}
    rule = Rule(("Sex",), "patient", "sex", (Step("value_map", {"map": words}),), by, "Because.")
    table = TableMapping("a.csv", "a", ("PatNum",), (Route("patient"),), (rule,), ())
    return Mapping((table,))


def with_word(mapping: Mapping, word: str, code: str, by: str) -> Mapping:
    rule = mapping.tables[0].rules[0]
    given = {**rule.steps[0].options["map"], word: code}  # type: ignore[dict-item]
    made = replace(rule, steps=(Step("value_map", {"map": given}),), by=by)
    return mapping.with_table(replace(mapping.tables[0], rules=(made,)))


@pytest.mark.parametrize("size", [20_000, pytest.param(1_000_000, marks=pytest.mark.soak)])
def test_a_value_map_of_a_million_words_is_read_compared_and_one_word_of_it_undone(size: int) -> None:
    first = long_map(size)
    assert read(to_json(first)) == first
    second = with_word(first, "word 7 😀", "female", "Chris")
    third = with_word(second, "another", "female", "Ann")
    (found,) = difference(first, second)
    assert [change.spot.aspect for change in found.main] == [Aspect.WORD]
    back = undone(first, second, third, {("a.csv", "a"): ("PatNum", "Sex")})
    assert back == with_word(first, "another", "female", "Ann")
