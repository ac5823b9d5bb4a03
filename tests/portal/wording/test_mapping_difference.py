"""A difference between two mappings in sentences: every kind of change has one, and no word leaks unasked."""

from __future__ import annotations

from dataclasses import replace

from core.mapping.difference import difference
from core.mapping.model import Fate, Kept, Mapping, Route, Rule, Step, TableMapping
from portal.viewmodels.mapping_history import TableTold
from portal.wording.mapping_difference import summary, told

BORN = Rule(("Born",), "patient", "birth_date", (Step("date", {"order": "mdy"}),), "Robin", "As they write.")
SEX = Rule(("Sex",), "patient", "sex", (Step("value_map", {"map": {"m": "male"}}),), "rule: sure", "A name.")
TABLE = TableMapping(
    "a.csv",
    "people",
    ("No",),
    (Route("patient"),),
    (BORN, SEX),
    (Kept("Fee", Fate.WAITING, "default: x", "x"),),
)


def lines(now: TableMapping, *, words: bool = True, was: TableMapping = TABLE) -> list[str]:
    (table,) = told(difference(Mapping((was,)), Mapping((now,))), words=words)
    return [line.text for line in table.lines]


def rules(*made: Rule) -> TableMapping:
    return replace(TABLE, rules=made)


def test_each_kind_of_change_has_its_sentence() -> None:
    assert lines(replace(TABLE, routes=(Route("provider"),)))[0].startswith(
        "Each row is one Provider (before: Patient"
    )
    assert lines(replace(TABLE, key=())) == [
        "Records are told apart by their place in the file (before: No)."
    ]
    assert lines(replace(TABLE, tool="billing")) == ["Its numbers are those of billing (before: nothing)."]
    assert lines(replace(TABLE, unparsable=Fate.ARCHIVED)) == [
        "Values that cannot be read are kept in the archive (before: waiting)."
    ]
    fee = replace(TABLE, kept=(Kept("Fee", Fate.DECLINED, "Ann", "Old."),))
    assert lines(fee) == ["Fee is left out (before: waits)."]
    assert lines(rules(replace(BORN, field="first_visit"), SEX)) == [
        "Born goes to Patient: first visit (before: Patient: birth date)."
    ]


def test_how_a_column_is_read_is_told_option_by_option_and_word_by_word() -> None:
    day_first = replace(BORN, steps=(Step("date", {"order": "dmy"}),))
    assert lines(rules(day_first, SEX)) == [
        "Born: the order of dates is 3 April: the day first (before: March 4: the month first)."
    ]
    assert lines(rules(replace(BORN, steps=(Step("text"), *BORN.steps)), SEX))[0] == (
        "Born is read as text then date (before: date)."
    )
    other = replace(SEX, steps=(Step("value_map", {"map": {"m": "female", "w": "female"}}),))
    assert lines(rules(BORN, other)) == [
        "Sex: “m” means female (before: male).",
        "Sex: “w” means female (before: nothing).",
    ]
    assert lines(rules(BORN, other), words=False) == ["Sex: 2 words with another meaning."]


def test_words_that_mean_blank_are_told_to_whoever_may_see_them_and_counted_for_others() -> None:
    said = replace(BORN, steps=(Step("date", {"order": "mdy", "blank": ("none", "unk")}),))
    label = "Born: the list of words that mean blank is"
    assert lines(rules(said, SEX)) == [f"{label} “none”, “unk” (before: nothing)."]
    assert lines(rules(said, SEX), words=False) == [f"{label} 2 words (before: 0 words)."]


def test_rows_that_are_told_apart_in_another_way_are_told_without_a_word_of_the_files() -> None:
    def split(*values: str) -> TableMapping:
        return replace(TABLE, routes=(Route("patient", "one_of", ("Sort",), values), Route("provider")))

    assert lines(split("new"), was=split("old")) == [
        "Each row is one Patient or Provider, told apart in another way than before."
    ]


def test_on_whose_word_a_thing_stands_is_told_with_it_and_by_itself_where_only_that_changed() -> None:
    (table,) = told(
        difference(Mapping((TABLE,)), Mapping((rules(replace(BORN, by="Ann"), SEX),))), words=True
    )
    assert [line.text for line in table.lines] == ["Born: on the word of Ann (before: Robin)."]
    moved = rules(replace(BORN, field="first_visit", by="Ann", reason="Asked."), SEX)
    (table,) = told(difference(Mapping((TABLE,)), Mapping((moved,))), words=True)
    assert [(line.by, line.why) for line in table.lines] == [("Ann", "Asked.")]


def test_many_columns_on_another_word_are_one_line() -> None:
    fields = ("last_name", "first_name", "title", "suffix")
    was = rules(*(Rule((f,), "patient", f, (Step("text"),), "rule: sure", "x") for f in fields))
    now = rules(*(replace(each, by="Ann") for each in was.rules))
    assert lines(now, was=was) == ["4 columns: on the word of Ann (before: rule: sure)."]


def test_a_new_table_is_one_line_and_its_details_are_counted() -> None:
    (table,) = told(difference(Mapping(()), Mapping((TABLE,))), words=True)
    assert (table.table, [line.text for line in table.lines]) == (
        "people",
        ["The table is new in the mapping."],
    )
    assert table.details > 5
    (gone,) = told(difference(Mapping((TABLE,)), Mapping(())), words=True)
    assert [line.text for line in gone.lines] == ["The table is gone from the mapping."]


def test_one_line_says_the_first_change_and_counts_the_others() -> None:
    now = replace(TABLE, key=(), kept=(Kept("Fee", Fate.ARCHIVED, "Ann", "x"),))
    assert summary(difference(Mapping((TABLE,)), Mapping((now,)))).endswith(
        "(before: No). And 1 more change."
    )
    assert summary(()) == "Nothing differs."
    surer = rules(replace(BORN, confidence=0.9), SEX)
    assert summary(difference(Mapping((TABLE,)), Mapping((surer,)))) == "Only how sure suggestions were."


def test_what_is_about_the_whole_stands_first() -> None:
    found = told(difference(Mapping((TABLE,)), Mapping((fee_declined(),), currency="EUR")), words=True)
    assert [table.table for table in found] == ["", "people"]
    assert found[0] == TableTold("", found[0].lines, 0)
    assert found[0].lines[0].text == "Amounts without a currency are in EUR (before: USD)."


def fee_declined() -> TableMapping:
    return replace(TABLE, kept=(Kept("Fee", Fate.DECLINED, "Ann", "Old."),))
