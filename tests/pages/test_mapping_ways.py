"""More ways to read a column of the Mapping page, and rows of several kinds in one table."""

from __future__ import annotations

from dataclasses import replace

from streamlit.testing.v1 import AppTest

from portal.viewmodels.mapping import ColumnView, Home, OptionName, TableView
from portal.viewmodels.mapping_asked import SetOption
from portal.viewmodels.mapping_cells import (
    AlsoFeed,
    BlankWord,
    Lookup,
    LookupOffer,
    SetBlanks,
    SetLookup,
    Split,
    SplitRows,
    SplitWord,
    Ways,
)
from tests.pages.pages_alone import html_of, labels, shown, text_of
from tests.portal.fake_mapping import DATE, DATED, LEDGER_VIEW, MAPPING, SOURCE
from tests.portal.fakes import FakePortal

BLANKS = (
    BlankWord("n/a", "N/A", 4, blank=True),
    BlankWord("none", "None", 12, blank=False),
    BlankWord("secret", "Secret", 3, blank=False),
)
CODES = ("export/codes.csv", "codes")
OFFER = LookupOffer(CODES, "Code", ("Called", "Note"), 12, 14)


def with_view(**facts: object) -> FakePortal:
    return FakePortal(mapping_columns={"EntryDate": replace(DATED, **facts)})  # type: ignore[arg-type]


def ways(portal: FakePortal) -> AppTest:
    return shown("mapping", portal).segmented_control[1].set_value("ways").run()


def test_words_that_mean_blank_are_chosen_among_those_of_the_column_and_none_lies_in_the_session() -> None:
    portal = with_view(blanks=BLANKS)
    app = ways(portal)
    words = next(box for box in app.multiselect if box.label == "Words that mean blank")
    assert words.options == ["N/A · 4 times", "None · 12 times", "Secret · 3 times"]
    words.select("None · 12 times").run()
    assert portal.changes == [(SetBlanks(SOURCE, "EntryDate", ("n/a", "none"), ()), 4)]
    assert "ecret" not in str(app.session_state)


def test_a_usual_word_that_is_taken_away_means_something() -> None:
    portal = with_view(blanks=BLANKS)
    words = next(box for box in ways(portal).multiselect if box.label == "Words that mean blank")
    words.set_value([]).run()
    assert portal.changes == [(SetBlanks(SOURCE, "EntryDate", (), ("n/a",)), 4)]


def test_what_is_chosen_there_is_counted_below() -> None:
    assert "577 read, 2 cannot be read" in text_of(ways(with_view(blanks=BLANKS)))


def test_a_lookup_is_saved_once_both_the_table_and_its_text_are_chosen() -> None:
    portal = with_view(ways=Ways(lookups=(OFFER,)))
    app = ways(portal)
    where = next(box for box in app.selectbox if box.label == "Take the text from another table")
    assert where.options[1] == "codes, by Code: 12 of 14 different codes are there"
    where.select_index(1).run()
    assert portal.changes == []
    next(box for box in app.selectbox if box.label == "The text stands in").select("Called").run()
    assert portal.changes == [(SetLookup(SOURCE, "EntryDate", CODES, "Code", "Called"), 4)]


def test_a_lookup_that_stands_is_shown_though_it_is_offered_no_more_and_is_taken_back() -> None:
    portal = with_view(ways=Ways(lookup=Lookup(CODES, "Code", "Called")))
    app = ways(portal)
    where = next(box for box in app.selectbox if box.label == "Take the text from another table")
    assert where.options[where.index or 0] == "codes, by Code"
    where.select_index(0).run()
    assert portal.changes == [(SetLookup(SOURCE, "EntryDate"), 4)]


def test_how_many_characters_each_piece_has_is_typed() -> None:
    portal = with_view(options=((OptionName.WIDTHS, "8"), (OptionName.NUMBER, "1")))
    app = shown("mapping", portal)
    next(box for box in app.text_input if box.label == "How many characters each piece has").set_value(
        "4, 2"
    ).run()
    assert portal.changes == [(SetOption(SOURCE, "EntryDate", OptionName.WIDTHS, "4,2"), 4)]


MAY = Split(
    may=(("EntryType", (SplitWord("chg", "CHG", 398, ""), SplitWord("pmt", "PMT", 180, ""))),), rows=581
)


def with_split(split: Split, *, homes: tuple[Home, ...] = LEDGER_VIEW.homes) -> FakePortal:
    view: TableView = replace(LEDGER_VIEW, split=split, homes=homes)
    return FakePortal(mapping_page=replace(MAPPING, table=view))


def by_type(portal: FakePortal) -> AppTest:
    app = shown("mapping", portal)
    box = next(box for box in app.selectbox if box.label == "The column that tells them apart")
    return box.select("EntryType").run()


def test_rows_of_several_kinds_are_counted_before_they_are_saved_as_one_version() -> None:
    portal = with_split(MAY)
    app = by_type(portal)
    assert portal.changes == []
    assert app.button(key=f"cb-split-save-4-{LEDGER_VIEW.line.key}").disabled
    assert "Of 581 rows, 578 become ledger entry. 3 rows will wait." in text_of(app)
    second = next(box for box in app.selectbox if box.label == "PMT, 180 rows: each is one")
    second.select_index(second.options.index("Payment")).run()
    assert "398 become ledger entry and 180 become payment. 3 rows will wait." in text_of(app)
    app.button(key=f"cb-split-save-4-{LEDGER_VIEW.line.key}").click().run()
    kinds = (("ledger_entry", ("CHG",)), ("payment", ("PMT",)))
    assert portal.changes == [(SplitRows(SOURCE, "EntryType", kinds), 4)]
    assert "PMT" not in str(app.session_state)


SPLIT = Split(
    "EntryType",
    ("ledger_entry", "payment"),
    (("EntryType", (SplitWord("chg", "CHG", 398, "ledger_entry"), SplitWord("pmt", "PMT", 183, "payment"))),),
    581,
)


def test_what_tells_rows_apart_stands_in_the_place_of_their_one_kind_and_is_taken_back() -> None:
    portal = with_split(SPLIT)
    app = shown("mapping", portal)
    assert "told apart by EntryType: ledger entry and payment." in text_of(app)
    assert "Each row is one" not in [box.label for box in app.selectbox]
    box = next(box for box in app.selectbox if box.label == "The column that tells them apart")
    box.select_index(0).run()
    assert portal.changes == [(SplitRows(SOURCE), 4)]


def test_a_column_goes_to_a_field_of_rows_of_another_kind_too() -> None:
    paid = Home("payment", "date")
    portal = with_split(SPLIT, homes=(*LEDGER_VIEW.homes, paid))
    columns = tuple(
        replace(line, to=DATE) if line.name == "EntryDate" else line for line in LEDGER_VIEW.columns
    )
    table = portal.mapping_page.table
    assert table is not None
    portal.mapping_page = replace(portal.mapping_page, table=replace(table, columns=columns))
    portal.mapping_columns["EntryDate"] = DATED
    app = ways(portal)
    box = next(box for box in app.selectbox if box.label == "In rows of another kind it goes to")
    box.select_index(1).run()
    assert portal.changes == [(AlsoFeed(SOURCE, "EntryDate", "payment", "date"), 4)]


def test_whoever_may_only_look_reads_how_rows_are_told_apart_and_changes_nothing() -> None:
    portal = with_split(SPLIT)
    portal.mapping_page = replace(portal.mapping_page, may_map=False, may_run=False)
    app = shown("mapping", portal)
    assert "told apart by EntryType" in text_of(app)
    assert "Save what the rows are" not in labels(app) and not app.multiselect


def test_marks_in_a_word_are_no_layout_of_its_label() -> None:
    may = (("EntryType", (SplitWord("x", "![x](http://evil.example)*", 1, ""),)),)
    app = by_type(with_split(replace(MAY, may=may)))
    label = next(box.label for box in app.selectbox if box.label.endswith("1 row: each is one"))
    assert label.startswith(r"\!\[x\]\(http\:\/\/evil\.example\)\*")


def test_words_and_names_of_columns_are_shown_and_never_run() -> None:
    may = (("<b>", (SplitWord("<i>", "<i>", 1, ""),)),)
    html = html_of(shown("mapping", with_split(replace(SPLIT, by="<b>", may=may))))
    assert "<b>" not in html


def test_a_column_without_more_to_settle_has_no_such_part() -> None:
    plain: ColumnView = replace(DATED, ways=None)
    app = shown("mapping", FakePortal(mapping_columns={"EntryDate": plain}))
    assert "More ways to read it" not in app.segmented_control[1].options
