"""A mapping goes to a file and comes back equal; a wrong one is refused with its place and a way on."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import MappingInvalid
from core.mapping import digest, from_json, to_json
from core.mapping.model import Fate, Kept, Mapping, Route, Rule, Step, TableMapping
from core.mapping.upgrading import UPGRADES, upgraded
from core.record import RECORD
from core.transforms import TRANSFORM_NAMES

GOLDEN = Path(__file__).parent / "golden"
V1 = (GOLDEN / "v1.json").read_text(encoding="utf-8")


def read(text: str) -> Mapping:
    return from_json(text, RECORD, TRANSFORM_NAMES)


def refusal(change: Callable[[Any], object]) -> MappingInvalid:
    """What is said to the golden file after `change` was made in it."""
    content = json.loads(V1)
    change(content)
    with pytest.raises(MappingInvalid) as caught:
        read(json.dumps(content))
    return caught.value


names = st.text(st.characters(codec="utf-8"), min_size=1, max_size=8)
options = st.one_of(
    names, st.booleans(), st.integers(), st.lists(names, unique=True, max_size=3).map(tuple),
    st.dictionaries(names, names, max_size=3),
)  # fmt: skip
steps = st.builds(
    Step,
    st.sampled_from(sorted(TRANSFORM_NAMES)),
    st.dictionaries(names.filter(lambda name: name != "transform"), options, max_size=2),
)
homes = st.sampled_from([(entity.name, field.name) for entity in RECORD.entities for field in entity.fields])


def rule(draw: st.DrawFn, column: str, home: tuple[str, str]) -> Rule:
    entity, field = home
    chain = tuple(draw(st.lists(steps, max_size=2)))
    confidence = draw(st.none() | st.floats(0, 1))
    return Rule((column,), entity, field, chain, draw(names), draw(names), confidence)


@st.composite
def tables(draw: st.DrawFn) -> TableMapping:
    columns = draw(st.lists(names, unique=True, max_size=6))
    cut = draw(st.integers(0, len(columns)))
    targets = draw(st.lists(homes, unique=True, min_size=cut, max_size=cut))
    rules = tuple(rule(draw, column, home) for column, home in zip(columns, targets, strict=False))
    fates = st.sampled_from([Fate.WAITING, Fate.DECLINED, Fate.ARCHIVED])
    return TableMapping(
        file=draw(names),
        table=draw(names),
        key=tuple(draw(st.lists(names, unique=True, max_size=2))),
        routes=(Route("patient"), Route("allergy", "no_known_allergy", tuple(columns[:1]))),
        rules=rules,
        kept=tuple(Kept(column, draw(fates), draw(names), draw(names)) for column in columns[cut:]),
        unparsable=draw(st.sampled_from([Fate.WAITING, Fate.ARCHIVED])),
        unparsable_by=draw(names),
    )


@st.composite
def mappings(draw: st.DrawFn) -> Mapping:
    drawn = draw(st.lists(tables(), max_size=3, unique_by=lambda table: table.source))
    ordered = tuple(sorted(drawn, key=lambda table: table.source))
    return Mapping(ordered, draw(names), draw(names), draw(names), draw(names))


@given(mappings())
def test_what_is_written_reads_back_equal(mapping: Mapping) -> None:
    assert read(to_json(mapping)) == mapping


@given(mappings())
def test_the_text_is_canonical_whatever_the_order_of_tables_and_keys(mapping: Mapping) -> None:
    text = to_json(mapping)
    assert text.endswith("}\n")
    assert to_json(replace(mapping, tables=mapping.tables[::-1])) == text
    backwards = json.loads(text, object_pairs_hook=lambda pairs: dict(reversed(pairs)))
    assert to_json(read(json.dumps(backwards))) == text


@given(mappings())
def test_equal_mappings_and_no_others_have_one_digest(mapping: Mapping) -> None:
    assert digest(mapping) == digest(read(to_json(mapping)))
    assert digest(mapping) != digest(replace(mapping, zone=f"{mapping.zone}."))
    assert len(digest(mapping)) == 64


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.json")), ids=lambda path: path.name)
def test_a_mapping_of_every_schema_that_there_was_still_reads(path: Path) -> None:
    mapping = read(path.read_text(encoding="utf-8"))
    assert {table.source for table in mapping.tables} == {
        ("export.zip!/allergies.csv", "allergies"),
        ("patients.xlsx", "Sheet1"),
    }


def test_the_golden_file_of_this_schema_is_canonical_and_its_digest_never_changes() -> None:
    mapping = read(V1)
    assert to_json(mapping) == V1
    assert digest(mapping) == "41121833bffc14e4be9b8acf365fb83040ab8fbd32928f55d0719f35b94756b5"


def test_parts_of_cells_several_columns_and_rows_are_written_as_they_always_were() -> None:
    kept = (GOLDEN / "cells" / "v1.json").read_text(encoding="utf-8")
    assert to_json(read(kept)) == kept
    assert digest(read(kept)) == "3f3b1bb57006c7086d2e2a59464556965d6fd67f0112ee4924a4fd0cd9694ed6"


def test_several_columns_without_a_join_are_refused() -> None:
    told = refusal(lambda m: m["tables"][1]["rules"][0].update(columns=["a", "b"]))
    assert "join" in told.do


def test_the_golden_file_means_what_it_says() -> None:
    table = read(V1).table(("patients.xlsx", "Sheet1"))
    assert table is not None
    assert table.rules[0].steps == (Step("date", {"order": "dmy"}),)
    assert table.rules[1].steps[0].options == {"map": {"1": "male", "2": "female"}}
    assert [kept.fate for kept in table.kept] == [Fate.DECLINED, Fate.WAITING]


WRONG: tuple[tuple[str, Callable[[Any], object], str, str], ...] = (
    ("unknown schema", lambda m: m.update(schema=99), "mapping.json: schema", "schema 1"),
    ("no schema", lambda m: m.pop("schema"), "mapping.json: schema", "schema 1"),
    ("unknown key", lambda m: m.update(curency="EUR"), "mapping.json: curency", '"currency"'),
    ("missing key", lambda m: m["tables"][0].pop("file"), "mapping.json: tables[0]", "Add it"),
    ("tables no list", lambda m: m.update(tables={}), "mapping.json: tables", "brackets"),
    (
        "unknown entity",
        lambda m: m["tables"][1]["rules"][0].update(entity="patent"),
        "mapping.json: tables[1].rules[0].entity",
        '"patient"',
    ),
    (
        "unknown field",
        lambda m: m["tables"][1]["rules"][0].update(field="birthdate"),
        "mapping.json: tables[1].rules[0].field",
        '"birth_date"',
    ),
    (
        "unknown transform",
        lambda m: m["tables"][0]["rules"][2]["steps"][0].update(transform="txt"),
        "mapping.json: tables[0].rules[2].steps[0].transform",
        '"text"',
    ),
    (
        "unknown fate",
        lambda m: m["tables"][0]["kept"][0].update(fate="zzz"),
        "mapping.json: tables[0].kept[0].fate",
        "archived, declined, mapped, waiting",
    ),
    (
        "kept as mapped",
        lambda m: m["tables"][0]["kept"][0].update(fate="mapped"),
        "mapping.json: tables[0].kept[0].fate",
        "rule",
    ),
    (
        "unknown test of rows",
        lambda m: m["tables"][0]["routes"][1].update(test="anny"),
        "mapping.json: tables[0].routes[1].test",
        '"any"',
    ),
    ("table twice", lambda m: m["tables"].append(m["tables"][0]), "mapping.json: tables", "Keep one"),
    (
        "column twice in a key",
        lambda m: m["tables"][1].update(key=["Nº", "Nº"]),
        "mapping.json: tables[1].key",
        "Keep one",
    ),
    (
        "column kept twice",
        lambda m: m["tables"][1]["kept"][1].update(column="Color"),
        "mapping.json: tables[1].kept[1]",
        "Keep one",
    ),
    (
        "column kept and mapped",
        lambda m: m["tables"][1]["kept"][1].update(column="Sexo"),
        "mapping.json: tables[1].kept",
        "Choose one",
    ),
    (
        "two rules for a single value",
        lambda m: m["tables"][0]["rules"][1].update(field="patient"),
        "mapping.json: tables[0].rules[1]",
        "Take one",
    ),
    (
        "confidence beyond one",
        lambda m: m["tables"][0]["rules"][0].update(confidence=1.5),
        "mapping.json: tables[0].rules[0].confidence",
        "Correct it",
    ),
    (
        "number for a name",
        lambda m: m["tables"][0].update(table=7),
        "mapping.json: tables[0].table",
        "quotes",
    ),
    (
        "rules without a route",
        lambda m: m["tables"][0].update(routes=[]),
        "mapping.json: tables[0].routes",
        "Say what",
    ),
)


@pytest.mark.parametrize(("change", "place", "do"), [w[1:] for w in WRONG], ids=[w[0] for w in WRONG])
def test_what_is_wrong_is_refused_with_its_place_and_a_way_on(
    change: Callable[[Any], object], place: str, do: str
) -> None:
    refused = refusal(change)
    assert refused.place == place
    assert do in refused.do
    assert refused.as_record()["kind"] == "mapping_invalid"


@pytest.mark.parametrize("text", ["", "{", "[]", "7", '"x"', "null", "[" * 200_000])
def test_what_is_no_mapping_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(MappingInvalid) as caught:
        read(text)
    assert caught.value.place.startswith("mapping.json")


def test_a_key_that_stands_twice_is_refused_and_not_settled_in_silence() -> None:
    twice = V1.replace('"1": "male"', '"Quillfeather": "male", "Quillfeather": "female"')
    with pytest.raises(MappingInvalid) as caught:
        read(twice)
    assert "Quillfeather" not in str(caught.value)


@given(st.recursive(st.none() | st.booleans() | st.integers() | names, lambda inner: (
    st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["schema", "tables", "file", "table", "rules", "key", "kept", "routes", "x"]), inner,
        max_size=4)
), max_leaves=12))  # fmt: skip
def test_no_json_at_all_gives_anything_but_a_mapping_or_a_refusal(content: Any) -> None:
    for tried in (content, {"schema": 1, "tables": content}, {"schema": 1, "tables": [content]}):
        try:
            assert isinstance(read(json.dumps(tried)), Mapping)
        except MappingInvalid as refused:
            assert refused.found and refused.do


def test_a_file_of_an_earlier_schema_is_lifted_step_by_step() -> None:
    steps = {
        -2: lambda content: {**content, "schema": 0, "zone": "UTC"},
        0: lambda content: {**content, "schema": 1, "currency": "CHF"},
    }
    lifted = upgraded({"schema": -2, "tables": []}, steps)
    assert lifted == {"schema": 1, "tables": [], "zone": "UTC", "currency": "CHF"}
    assert upgraded({"schema": "1"}, steps) == {"schema": "1"}


def test_every_schema_but_this_one_has_a_step_and_a_golden_file() -> None:
    assert set(UPGRADES) == set(range(1, Mapping(()).schema))
    assert {path.stem for path in GOLDEN.glob("*.json")} >= {
        f"v{n}" for n in range(1, Mapping(()).schema + 1)
    }
