"""A mapping that does not fit the tables of a run is refused in one sentence before the run begins."""

from __future__ import annotations

from collections.abc import Mapping as Facts
from dataclasses import replace

import pytest

from core.errors import MappingInvalid
from core.mapping.fitting import refuse_unfitting
from core.mapping.model import Fate, Kept, Mapping, Route, Rule, Step, TableMapping
from core.mapping.option_checks import CHECKS
from core.mapping.options import GIVES
from core.runs import migrate
from core.tables import Intake
from core.transforms import TRANSFORM_NAMES, TRANSFORMS
from core.transforms.blanks import OPTIONS as BLANKS
from tests.core.engine import outcome
from tests.core.small import SMALL, mapped, mapping, read, source

PEOPLE = source(
    "patients", ["id", "name", "born", "sex", "owes", "tel"], [["1", "Ada", "", "f", "1.50", "5"]]
)
FIELDS = {"name": "last_name", "born": "birth_date", "sex": "sex", "owes": "balance", "tel": "phone.number"}
TABLE = mapped(PEOPLE, "patient", FIELDS, key=("id",))


def refusal(changed: TableMapping | Mapping) -> MappingInvalid:
    how = changed if isinstance(changed, Mapping) else mapping(changed)
    with pytest.raises(MappingInvalid) as caught:
        refuse_unfitting(how, [PEOPLE], SMALL)
    return caught.value


def ruled(field: str, *steps: Step, columns: tuple[str, ...] | None = None) -> TableMapping:
    """The table's mapping with other steps for one field."""
    rules = [
        replace(rule, steps=steps, columns=rule.columns if columns is None else columns)
        if rule.field == field
        else rule
        for rule in TABLE.rules
    ]
    return replace(TABLE, rules=tuple(rules))


def added(*rules: Rule) -> TableMapping:
    return replace(TABLE, rules=(*TABLE.rules, *rules))


def test_a_mapping_that_fits_is_taken() -> None:
    refuse_unfitting(mapping(TABLE), [PEOPLE], SMALL)


def test_a_run_refuses_a_mapping_for_a_table_that_is_not_there() -> None:
    intake = Intake((), (), (), {})
    with pytest.raises(MappingInvalid) as caught:
        migrate(intake, mapping(TABLE), record=SMALL)
    assert caught.value.place == "mapping.json: patients.csv"
    assert caught.value.found == "No table patients of this file was read."


MISSING = {
    "rule": ruled("last_name", Step("text"), columns=("zzz",)),
    "key": replace(TABLE, key=("zzz",)),
    "kept": replace(TABLE, kept=(Kept("zzz", Fate.ARCHIVED, "a test", ""),)),
    "route": replace(TABLE, routes=(Route("patient", "no_known_allergy", ("zzz",)),)),
}


@pytest.mark.parametrize("where", MISSING)
def test_a_column_that_the_table_does_not_have_is_named(where: str) -> None:
    assert refusal(MISSING[where]).found == "The table patients has no column zzz."


OPTIONS: Facts[str, tuple[str, Step]] = {
    "no currency": ("balance", Step("money")),
    "another currency than the records say": ("balance", Step("money", {"currency": "JPY"})),
    "decimal mark": ("balance", Step("money", {"currency": "USD", "decimal_mark": ";"})),
    "order": ("birth_date", Step("date", {"order": "ymd"})),
    "misspelt option": ("birth_date", Step("date", {"ordr": "mdy"})),
    "no map": ("sex", Step("value_map")),
    "map is text": ("sex", Step("value_map", {"map": "f"})),
    "empty word": ("sex", Step("value_map", {"map": {" ": "male"}})),
    "empty code": ("sex", Step("value_map", {"map": {"f": ""}})),
    "one word with two codes": ("sex", Step("value_map", {"map": {"F": "female", "f ": "male"}})),
    "code of another field": ("sex", Step("value_map", {"map": {"f": "zzz"}})),
    "no codes at all": ("sex", Step("text")),
    "words into a date": ("birth_date", Step("text")),
    "words into money": ("balance", Step("text")),
    "a date into words": ("last_name", Step("date")),
}


@pytest.mark.parametrize("what", OPTIONS)
def test_steps_that_cannot_be_carried_out_are_refused_at_their_field(what: str) -> None:
    field, step = OPTIONS[what]
    error = refusal(ruled(field, step))
    assert error.place == f"mapping.json: patients.csv: patient.{field}"
    assert "Ada" not in str(error) and "1.50" not in str(error)


def test_a_constant_may_not_take_the_place_of_cells() -> None:
    constant = Step("constant", {"value": "Smith"})
    assert "constant" in refusal(ruled("last_name", constant)).found
    refuse_unfitting(mapping(ruled("last_name", constant, columns=())), [PEOPLE], SMALL)


def test_no_step_follows_one_that_gives_no_text() -> None:
    assert "follow" in refusal(ruled("birth_date", Step("date"), Step("text"))).found


def test_a_rule_without_a_column_is_a_constant() -> None:
    assert "no column" in refusal(ruled("last_name", Step("text"), columns=())).found


def test_a_rule_for_a_kind_of_record_that_no_row_becomes_is_refused() -> None:
    assert "visit" in refusal(added(Rule(("name",), "visit", "note", (Step("text"),)))).found


def test_constants_alone_form_no_satellite() -> None:
    rules = [rule for rule in TABLE.rules if rule.entity != "phone"]
    alone = Rule((), "phone", "number", (Step("constant", {"value": "555"}),))
    assert "Constants" in refusal(replace(TABLE, rules=(*rules, alone))).found


def test_nobody_declines_or_archives_without_a_name() -> None:
    plain = replace(TABLE, rules=TABLE.rules[:1])
    assert "declines" in refusal(replace(plain, kept=(Kept("tel", Fate.DECLINED, "", ""),))).found
    unnamed = replace(plain, unparsable=Fate.ARCHIVED, unparsable_by=TableMapping.unparsable_by)
    assert "archives" in refusal(unnamed).found
    assert "wait or be archived" in refusal(replace(plain, unparsable=Fate.DECLINED)).found


def test_a_column_of_the_key_is_not_declined_for_it_stands_in_every_id() -> None:
    assert (
        "names the records" in refusal(replace(TABLE, kept=(Kept("id", Fate.DECLINED, "a test", ""),))).found
    )


@pytest.mark.parametrize(
    "setting",
    [{"system": "a, b"}, {"system": ""}, {"currency": "usd"}, {"zone": "Mars/X"}, {"country": "ZZ"}],
)
def test_what_is_said_once_for_all_tables_must_be_known(setting: dict[str, str]) -> None:
    assert refusal(replace(mapping(TABLE), **setting)).place == "mapping.json"  # type: ignore[arg-type]


def test_teeth_do_not_stand_in_the_record_in_two_ways_of_numbering() -> None:
    def numbered(into: str) -> Step:
        return Step("tooth", {"notation": "fdi", "into": into})

    one = ruled("last_name", numbered("fdi"))
    refuse_unfitting(mapping(one), [PEOPLE], SMALL)
    other = Rule(("name",), "patient", "languages", (numbered("universal"),))
    assert "two ways of numbering" in refusal(replace(one, rules=(*one.rules, other))).found


def test_parts_of_one_cell_go_to_fields_that_the_same_people_may_see() -> None:
    def piece(number: int, *, field: str) -> Rule:
        step = Step("split", {"number": number, "separator": "-"})
        return Rule(("name",), "visit", field, (step,), "a test")

    table = replace(TABLE, routes=(Route("visit"),), rules=(piece(1, field="note"),))
    refuse_unfitting(mapping(table), [PEOPLE], SMALL)
    other = replace(piece(2, field="number"), entity="phone")
    assert "different people" in refusal(replace(table, rules=(*table.rules, other))).found


def test_every_transform_and_option_is_checked() -> None:
    assert set(GIVES) == TRANSFORM_NAMES
    named: set[str] = {name for transform in TRANSFORMS for name in transform.options}
    assert named | set(BLANKS) == set(CHECKS)


def test_words_that_mean_blank_stand_at_the_last_step_and_never_mean_something_too() -> None:
    def with_steps(*steps: Step) -> Mapping:
        return mapping(ruled("last_name", *steps))

    refuse_unfitting(with_steps(Step("text", {"blank": ("none",), "not_blank": ("-",)})), [PEOPLE], SMALL)
    for steps in (
        (Step("correct", {"map": {"x": "y"}, "blank": ("none",)}), Step("text")),
        (Step("text", {"blank": "none"}),),
        (Step("text", {"blank": ("  ",)}),),
        (Step("text", {"blank": ("None",), "not_blank": ("none",)}),),
    ):
        with pytest.raises(MappingInvalid):
            refuse_unfitting(with_steps(*steps), [PEOPLE], SMALL)


def test_a_column_of_which_the_mapping_says_nothing_waits() -> None:
    done = outcome([read(PEOPLE)], mapping(mapped(PEOPLE, "patient", {"name": "last_name"}, key=("id",))))
    assert done.closes and done.waits
    assert {name: sums.waiting for name, sums in done.sums[0].columns.items()} == {
        "id": 0, "name": 0, "born": 0, "sex": 1, "owes": 1, "tel": 1
    }  # fmt: skip
