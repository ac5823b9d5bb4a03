from __future__ import annotations

from dataclasses import replace

from portal.viewmodels.log import LogPage, LogQuery, Order
from portal.viewmodels.taking import Form
from tests.pages.pages_alone import html_of, labels, shown, text_of
from tests.portal.fakes import LOG, FakePortal


def test_before_the_first_run_the_log_says_when_it_begins() -> None:
    app = shown("migration_log", FakePortal(log_page=LogPage("Maple Street", None)))
    assert "The log begins with the first run" in text_of(app)
    assert labels(app) == ["Go to the overview"]


def test_a_screenful_of_entries_says_how_many_there_are() -> None:
    app = shown("migration_log", FakePortal())
    assert labels(app).count("Open") == 15
    assert "868 of 21,803 entries" in text_of(app)
    assert "waiting export/patients.csv, record 1 P-00000" in text_of(app)


def test_no_grid_with_a_toolbar_holds_patient_data() -> None:
    app = shown("migration_log", FakePortal())
    assert not app.dataframe


def test_what_is_searched_and_chosen_is_what_the_portal_is_asked() -> None:
    portal = FakePortal()
    app = shown("migration_log", portal)
    app.text_input(key="cb-search").set_value("P-0001").run()
    app.selectbox(key="cb-disposition").set_value("flagged").run()
    app.selectbox(key="cb-table").set_value("export/ledger.csv\tledger").run()
    app.selectbox(key="cb-reason").set_value("not_a_date").run()
    app.selectbox(key="cb-order").set_value(Order.FILE).run()
    asked = LogQuery("P-0001", "export/ledger.csv\tledger", "flagged", "not_a_date", Order.FILE)
    assert portal.queries[-1] == asked


def test_a_search_word_never_gets_into_the_address() -> None:
    app = shown("migration_log", FakePortal())
    app.text_input(key="cb-search").set_value("P-0001").run()
    assert "P-0001" not in str(dict(app.query_params))


def test_a_link_may_bring_a_filter_along() -> None:
    portal = FakePortal()
    shown("migration_log", portal, disposition="waiting", table="1")
    assert (portal.queries[-1].disposition, portal.queries[-1].table) == (
        "waiting",
        "export/ledger.csv\tledger",
    )


def test_a_link_that_makes_no_sense_shows_everything() -> None:
    portal = FakePortal()
    app = shown("migration_log", portal, disposition="<b>", table="-4")
    assert (portal.queries[-1].disposition, portal.queries[-1].table) == ("", "")
    assert not app.exception


def test_the_next_page_is_asked_from_the_server() -> None:
    portal = FakePortal()
    app = shown("migration_log", portal)
    app.pagination[0].set_value(4).run()
    assert portal.queries[-1].page == 4


def test_a_new_search_begins_on_the_first_page() -> None:
    portal = FakePortal()
    app = shown("migration_log", portal)
    app.pagination[0].set_value(4).run()
    app.text_input(key="cb-search").set_value("P").run()
    assert portal.queries[-1].page == 1


def test_an_entry_opens_with_old_and_new_side_by_side() -> None:
    app = shown("migration_log", FakePortal())
    app.button(key="cb-open-4").click().run()
    said = text_of(app)
    assert "In your old system" in said and "PatNum 00017" in said and "GoesBy2 blank" in said
    assert "In the new clinic record" in said and f"patient/{4:032x}" in said
    assert "&lt;b&gt;Bloggs&lt;/b&gt;" in html_of(app)


def test_under_each_cell_stands_what_became_of_it_and_on_whose_word() -> None:
    app = shown("migration_log", FakePortal())
    app.button(key="cb-open-4").click().run()
    said = text_of(app)
    assert "00017 It is the number of this record." in said
    assert "Patient: last name." in said
    assert "44 Left behind. On the word of Robin. Nobody needs it." in said


def test_an_entry_leads_to_its_chart_without_a_word_of_whose_it_is_in_the_address() -> None:
    app = shown("migration_log", FakePortal())
    app.button(key="cb-open-4").click().run()
    app.button(key="cb-log-chart").click().run()
    assert app.session_state["chartbridge.opened.charts.place"] == "1.3"
    assert "P-00004" not in str(dict(app.query_params))


def test_a_patients_number_is_asked_of_the_portal_and_gets_into_no_address_and_no_key() -> None:
    portal = FakePortal()
    app = shown("migration_log", portal)
    app.text_input(key="cb-patient").set_value("P-0001").run()
    assert portal.queries[-1] == LogQuery(patient="P-0001")
    assert "P-0001" not in str(dict(app.query_params))
    assert not [each.key for each in app.pagination if "P-0001" in str(each.key)]


def test_who_may_not_know_whose_record_it_is_is_not_asked_for_a_patient() -> None:
    app = shown("migration_log", FakePortal(log_page=replace(LOG, identity_shown=False)))
    assert [each.key for each in app.text_input] == ["cb-search"]


def test_nothing_found_says_what_to_try() -> None:
    app = shown("migration_log", FakePortal(log_page=replace(LOG, entries=(), matching=0, pages=1)))
    assert "No entry matches" in text_of(app)


def test_ids_are_hidden_where_the_role_may_not_see_them() -> None:
    hidden = replace(LOG, identity_shown=False, entries=tuple(replace(e, source_id="") for e in LOG.entries))
    assert "hidden for your role" in text_of(shown("migration_log", FakePortal(log_page=hidden)))


def test_the_filtered_log_is_taken_along_by_a_link_that_only_a_press_asks_for() -> None:
    portal = FakePortal()
    app = shown("migration_log", portal)
    app.selectbox(key="cb-disposition").set_value("flagged").run()
    assert portal.taken == [] and "download/" not in html_of(app)
    app.button(key="cb-take-log-csv").click().run()
    assert portal.taken == [(LogQuery(disposition="flagged"), Form.CSV)]
    assert 'href="download/p/csv/00"' in html_of(app)
    assert "The link works once" in text_of(app)
    assert "download/" not in html_of(app.run())


def test_where_nothing_was_found_there_is_nothing_to_take_along() -> None:
    app = shown("migration_log", FakePortal(log_page=replace(LOG, entries=(), matching=0, pages=1)))
    assert not [label for label in labels(app) if label.startswith("Take along")]


def test_what_hangs_on_each_cell_is_told_once_somebody_asks() -> None:
    portal = FakePortal()
    app = shown("migration_log", portal)
    app.button(key="cb-open-4").click().run()
    assert portal.asked_dependents == [] and "If this cell changed" not in text_of(app)
    (asks,) = app.toggle
    app.session_state[asks.key] = True
    said = text_of(app.button(key="cb-open-4").click().run())
    assert "If this cell changed, only this entry would change." in said
    assert (
        "If this cell changed, this entry would change and 12 other records: this number, or a reference to "
        "it, joins them. So would those of its new number."
    ) in said
    assert [ref.position for ref in portal.asked_dependents] == [4]
