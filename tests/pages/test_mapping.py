from __future__ import annotations

from dataclasses import replace

from streamlit.testing.v1 import AppTest

from portal.permissions import Action, Forbidden
from portal.services.mapping_versions import stale
from portal.viewmodels.mapping import (
    ColumnLine,
    Level,
    OptionName,
    Place,
    Suggested,
)
from portal.viewmodels.mapping_asked import (
    MoveColumn,
    SetKey,
    SetKind,
    SetOption,
    TakeSeveral,
    TakeSuggestions,
    TakeTable,
)
from portal.viewmodels.mapping_cells import Condition, JoinColumns, SetOnly, Ways
from portal.viewmodels.values import ValuesQuery
from tests.pages.pages_alone import html_of, labels, shown, text_of
from tests.portal.fake_mapping import (
    CODED,
    DATE,
    DATED,
    ENTERED,
    GIVEN,
    KEY,
    LAST,
    LEDGER_VIEW,
    MAPPING,
    NAMED,
    NOTE,
    PATIENTS,
    SOURCE,
    SURE,
    TYPE,
    WAITING,
    WHOLE_NAME,
)
from tests.portal.fakes import JOB, OWNER, FakePortal


def page(**changes: object) -> FakePortal:
    return FakePortal(mapping_page=replace(MAPPING, **changes))  # type: ignore[arg-type]


def opened(portal: FakePortal, column: str) -> AppTest:
    """The page with this column opened by its button."""
    app = shown("mapping", portal)
    at = [c.name for c in sorted(LEDGER_VIEW.columns, key=lambda c: not c.open)].index(column)
    return app.button(key=f"cb-open-map-{at}").click().run()


def turned_to(app: AppTest, part: str) -> AppTest:
    """The panel of the open column with another of its parts."""
    return app.segmented_control[1].set_value(part).run()


def test_a_project_without_files_teaches_what_to_bring() -> None:
    app = shown("mapping", page(tables=(), table=None, uploads=0))
    assert "There are no columns to map yet" in text_of(app)
    assert labels(app) == ["Bring in files"]


def test_files_without_any_table_are_told_apart_from_no_files() -> None:
    assert "No table was found in your files" in text_of(shown("mapping", page(tables=(), table=None)))


def test_whoever_may_not_look_is_told_whom_to_ask() -> None:
    app = shown("mapping", FakePortal(error=Forbidden(OWNER, Action.MAP)))
    assert "This is for somebody else" in text_of(app)
    assert "Please ask the owner" in text_of(app)


def test_what_is_left_is_said_under_the_title() -> None:
    assert "Left for you: 1 column in 1 table wants a look." in text_of(shown("mapping", FakePortal()))


def test_a_column_that_wants_a_look_stands_first_and_is_open() -> None:
    said = text_of(shown("mapping", FakePortal()))
    assert said.index("EntryDate") < said.index("EntryNum") < said.index("EntryType")
    assert "Likely Ledger entry: date" in said
    assert "12/22/2023" in said


def test_the_suggestion_is_taken_with_one_tap_and_the_version_seen() -> None:
    portal = FakePortal()
    app = shown("mapping", portal)
    next(b for b in app.button if b.label == "Use this suggestion").click().run()
    assert portal.changes == [(MoveColumn(SOURCE, "EntryDate", DATE, accepted=True), 4)]


def with_columns(*columns: ColumnLine, entity: str | None = "ledger_entry") -> FakePortal:
    opened = sum(column.open for column in columns)
    line = replace(LEDGER_VIEW.line, open=opened, entity=entity)
    table = replace(LEDGER_VIEW, line=line, columns=(KEY, *columns))
    return page(table=table, tables=(PATIENTS, table.line))


def test_likely_suggestions_of_a_table_are_named_and_taken_with_one_tap() -> None:
    note = replace(WAITING, name="Remark", suggested=replace(WAITING.suggested, home=NOTE))
    unsure = replace(note, name="Batch", suggested=Suggested(TYPE, Level.NOT_SURE, "Reads like it."))
    portal = with_columns(WAITING, note, unsure)
    app = shown("mapping", portal)
    assert "EntryDate is ledger entry: date; Remark is ledger entry: note." in text_of(app)
    next(b for b in app.button if b.label == "Use these 2 suggestions").click().run()
    assert portal.changes == [(TakeSuggestions(SOURCE, ("EntryDate", "Remark")), 4)]
    assert not [b for b in shown("mapping", with_columns(WAITING, unsure)).button if "these" in b.label]


def test_two_columns_that_would_feed_one_field_are_not_taken_together() -> None:
    app = shown("mapping", with_columns(WAITING, replace(WAITING, name="Posted")))
    assert not [b for b in app.button if "these" in b.label]


def test_the_kind_that_rows_seem_to_be_is_taken_with_one_tap() -> None:
    portal = with_columns(WAITING, entity=None)
    app = shown("mapping", portal)
    next(b for b in app.button if b.label == "Use this suggestion: Ledger entry").click().run()
    assert portal.changes == [(SetKind(SOURCE, "ledger_entry"), 4)]


def test_a_settled_table_leads_to_the_next_that_wants_a_look() -> None:
    settled = replace(LEDGER_VIEW, line=replace(LEDGER_VIEW.line, open=0), columns=(KEY, SURE))
    waits = replace(PATIENTS, open=3)
    app = shown("mapping", page(table=settled, tables=(settled.line, waits)))
    assert "Next table: patients · 3 of 19 columns want a look" in labels(app)
    assert not [label for label in labels(shown("mapping", FakePortal())) if label.startswith("Next table")]


def test_the_runner_up_is_one_tap_away() -> None:
    portal = FakePortal()
    app = shown("mapping", portal)
    next(b for b in app.button if b.label == "Or: Ledger entry: entered at").click().run()
    assert portal.changes == [(MoveColumn(SOURCE, "EntryDate", ENTERED), 4)]


def test_several_fields_from_one_cell_are_taken_with_one_tap() -> None:
    portal = with_columns(WHOLE_NAME)
    app = shown("mapping", portal)
    assert '"Payer" holds whole names in one cell.' in text_of(app)
    next(b for b in app.button if b.label == "Use several fields: last name and first name").click().run()
    assert portal.changes == [(TakeSeveral(SOURCE, "Payer"), 4)]


def test_a_column_that_feeds_several_fields_says_so_and_offers_them_no_more() -> None:
    app = shown("mapping", with_columns(replace(WHOLE_NAME, to=LAST, also=(GIVEN,))))
    assert "Patient: last name, first name" in text_of(app)
    assert not [label for label in labels(app) if "several" in label]


def test_what_tells_the_parts_of_a_name_apart_is_settled_for_the_column() -> None:
    portal = with_columns(replace(WHOLE_NAME, to=LAST, also=(GIVEN,), open=True))
    portal = replace(portal, mapping_columns={"Payer": NAMED})
    app = shown("mapping", portal)
    next(s for s in app.selectbox if s.label.startswith("In a name without a comma")).select_index(0).run()
    assert portal.changes == [(SetOption(SOURCE, "Payer", OptionName.NAME_ORDER, "given_first"), 4)]


def test_a_field_is_chosen_by_its_meaning_and_saved_as_it_is_tapped_with_the_reason() -> None:
    portal = FakePortal()
    app = shown("mapping", portal)
    app.text_input[0].set_value("The desk said so.").run()
    where = next(s for s in app.selectbox if s.label == "Where it goes")
    assert "Ledger entry: date · Date of the entry." in where.options
    assert where.options[:3] == [
        "Leave it waiting",
        "Keep it in the archive, beside its record",
        "Leave it out of the new record",
    ]
    where.select_index(1).run()
    assert portal.changes == [(MoveColumn(SOURCE, "EntryDate", Place.ARCHIVED, "The desk said so."), 4)]


def test_a_change_to_an_older_version_is_refused_in_one_sentence_on_the_page() -> None:
    portal = FakePortal(refusal=stale())
    app = shown("mapping", portal)
    next(b for b in app.button if b.label == "Use this suggestion").click().run()
    assert "Somebody saved another version of the mapping in the meantime" in text_of(app)
    assert not app.exception
    assert "in the meantime" not in text_of(app.run())


def test_the_order_of_day_and_month_is_settled_with_its_evidence_beside_it() -> None:
    portal = FakePortal(mapping_columns={"EntryDate": DATED})
    app = shown("mapping", portal)
    assert "337 dates can only have the month first, 0 only the day, 205 fit both ways." in text_of(app)
    next(s for s in app.selectbox if s.label.startswith("Dates such as")).select_index(1).run()
    assert portal.changes == [(SetOption(SOURCE, "EntryDate", OptionName.ORDER, "dmy"), 4)]


def test_the_preview_puts_old_beside_new_and_what_fails_first() -> None:
    said = text_of(shown("mapping", FakePortal(mapping_columns={"EntryDate": DATED})))
    assert "577 read, 2 cannot be read and wait: this is not a date" in said
    table = said[said.index("Shown because") :]
    assert table.index("31/31/2023") < table.index("12/22/2023 22 Dec 2023")
    assert "cannot be read" in table


def test_the_values_of_a_column_that_feeds_a_field_stand_in_a_grid() -> None:
    portal = FakePortal()
    app = opened(portal, "EntryType")
    assert portal.values_asked == []
    turned_to(app, "values")
    assert portal.values_asked[-1] == ValuesQuery(SOURCE, "EntryType")


def test_whoever_may_not_see_values_is_shown_shapes() -> None:
    hidden = replace(CODED, values_shown=False, samples=(("a", 581),))
    said = text_of(opened(FakePortal(mapping_columns={"EntryDate": DATED, "EntryType": hidden}), "EntryType"))
    assert "9 stands for a digit" in said


def test_what_happens_to_empty_cells_is_said() -> None:
    said = text_of(shown("mapping", FakePortal(mapping_columns={"EntryDate": DATED})))
    assert "2 empty cells stay empty in the new record." in said
    needed = replace(DATED, required=True)
    told = text_of(shown("mapping", FakePortal(mapping_columns={"EntryDate": needed})))
    assert "no record can stand without" in told


def test_the_kind_of_a_table_and_its_key_are_changed_where_they_stand() -> None:
    portal = FakePortal()
    app = shown("mapping", portal)
    kind = next(s for s in app.selectbox if s.label == "Each row is one")
    kind.select_index(next(i for i, o in enumerate(kind.options) if o.startswith("Payment ·"))).run()
    app.multiselect[0].set_value(["EntryNum", "EntryType"]).run()
    assert portal.changes == [
        (SetKind(SOURCE, "payment"), 4),
        (SetKey(SOURCE, ("EntryNum", "EntryType")), 4),
    ]


def test_a_mapping_newer_than_the_last_run_says_so_and_is_run_as_it_was_seen() -> None:
    portal = FakePortal()
    app = shown("mapping", portal)
    assert "This mapping is newer than the last run, which used version 3." in text_of(app)
    app.button(key="cb-run-mapping").click().run()
    assert portal.mappings_run == [4]


def test_while_a_run_is_under_way_changes_count_for_the_next_one() -> None:
    app = shown("mapping", replace(page(job=JOB), job_now=JOB))
    assert "What you change now counts in the next one." in text_of(app)
    assert "Run with this mapping" not in labels(app)


def test_whoever_may_only_look_sees_the_mapping_and_nothing_to_change_it_with() -> None:
    app = shown("mapping", page(may_map=False, may_run=False))
    assert "Changing it is for the owner or the champion of your clinic." in text_of(app)
    assert [s.label for s in app.selectbox] == ["Table"]
    assert not app.text_input and not app.multiselect
    assert set(labels(app)) == {"Open", "Close", "See what the last run made of it"}


def test_names_of_columns_are_shown_and_never_run() -> None:
    html = html_of(shown("mapping", FakePortal()))
    assert "Memo &lt;b&gt;" in html and "Memo <b>" not in html


def test_a_person_is_named_with_the_reason_that_they_gave() -> None:
    said = text_of(opened(FakePortal(), "Memo <b>"))
    assert "On the word of Robin. The front desk writes notes here." in said


def test_no_grid_with_a_toolbar_holds_patient_data() -> None:
    assert not shown("mapping", FakePortal(mapping_columns={"EntryDate": DATED})).dataframe


def test_a_table_stays_open_once_its_last_column_is_settled() -> None:
    portal = FakePortal()
    app = shown("mapping", portal)
    assert portal.tables_asked == [""]
    app.run()
    assert portal.tables_asked == ["", "\t".join(SOURCE)]


DAYS = ("CHG", "PMT")
WAYS = Ways(may_join=("EntryTime",), may_only=(Condition("EntryType", DAYS),))


def with_ways(ways: Ways) -> FakePortal:
    return FakePortal(mapping_columns={"EntryDate": replace(DATED, ways=ways)})


def test_a_column_is_put_together_with_another_as_it_is_tapped() -> None:
    portal = with_ways(WAYS)
    app = turned_to(shown("mapping", portal), "ways")
    next(m for m in app.multiselect if m.label == "Put together with").select("EntryTime").run()
    assert portal.changes == [(JoinColumns(SOURCE, "EntryDate", ("EntryTime",), " "), 4)]


def test_what_stands_between_is_asked_once_there_are_two() -> None:
    portal = with_ways(replace(WAYS, joined=("EntryTime",)))
    app = turned_to(shown("mapping", portal), "ways")
    next(s for s in app.selectbox if s.label == "Between them stands").select_index(2).run()
    assert portal.changes == [(JoinColumns(SOURCE, "EntryDate", ("EntryTime",), "-"), 4)]


def test_rows_are_chosen_by_a_column_and_its_values_never_lie_in_the_session() -> None:
    portal = with_ways(WAYS)
    app = turned_to(shown("mapping", portal), "ways")
    next(s for s in app.selectbox if s.label == "Read only rows by").select("EntryType").run()
    assert portal.changes == []
    next(m for m in app.multiselect if m.label == "Rows where it is").select("PMT").run()
    assert portal.changes == [(SetOnly(SOURCE, "EntryDate", "EntryType", ("PMT",)), 4)]
    assert "PMT" not in str(app.session_state)


def test_all_rows_are_read_again_once_nothing_tells_them_apart() -> None:
    portal = with_ways(replace(WAYS, only=Condition("EntryType", ("PMT",))))
    app = turned_to(shown("mapping", portal), "ways")
    next(s for s in app.selectbox if s.label == "Read only rows by").select_index(0).run()
    assert portal.changes == [(SetOnly(SOURCE, "EntryDate", "EntryType", ()), 4)]


def test_a_table_is_taken_with_one_tap_which_opens_the_next() -> None:
    waiting = replace(WAITING, name="Remark", suggested=Suggested(NOTE, Level.LIKELY, "x"))
    portal = with_columns(WAITING, waiting)
    view = portal.mapping_page
    assert view.table is not None
    people = replace(PATIENTS, offers=True)
    table = replace(view.table, line=replace(view.table.line, offers=True))
    portal.mapping_page = replace(view, tables=(people, table.line), table=table)
    app = shown("mapping", portal)
    assert "2 likely columns with it." in text_of(app)
    next(b for b in app.button if b.label == "Take this table as suggested, next one").click().run()
    assert portal.changes == [(TakeTable(SOURCE, None, ("EntryDate", "Remark")), 4)]
    assert portal.tables_asked[-1] == people.key


def test_a_table_that_could_not_be_taken_stays_open() -> None:
    portal = with_columns(WAITING)
    view = portal.mapping_page
    assert view.table is not None
    table = replace(view.table, line=replace(view.table.line, offers=True))
    people = replace(PATIENTS, offers=True)
    portal.mapping_page = replace(view, tables=(people, table.line), table=table)
    portal.refusal = stale()
    app = shown("mapping", portal)
    next(b for b in app.button if b.label == "Take this table as suggested, next one").click().run()
    assert portal.tables_asked[-1] == table.line.key


def test_rows_of_several_kinds_are_offered_as_what_holds_them_all() -> None:
    table = replace(LEDGER_VIEW, line=replace(LEDGER_VIEW.line, entity="payment"))
    mixed = replace(table, mixed=("ledger_entry", "The words say that its rows are of several kinds."))
    portal = page(table=mixed, tables=(PATIENTS, mixed.line))
    app = shown("mapping", portal)
    assert "its rows are of several kinds" in text_of(app)
    next(b for b in app.button if b.label == "Use this suggestion: Ledger entry").click().run()
    assert portal.changes == [(SetKind(SOURCE, "ledger_entry"), 4)]
