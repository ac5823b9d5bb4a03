from __future__ import annotations

import json
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from core.errors import ChartbridgeError, UnreadableFile
from core.tables import Share
from portal.permissions import Action, Forbidden
from portal.services.mapping_versions import stale
from portal.viewmodels.reading import (
    AcceptRepairs,
    ColumnSeen,
    Correct,
    GivePassword,
    Override,
    RawRow,
    ReadingPage,
    ReadingQuery,
    RejectView,
    Topic,
)
from tests.pages.pages_alone import html_of, labels, shown, text_of
from tests.portal.fake_reading import (
    CELL,
    COMMAS,
    FIXED,
    HIDDEN,
    LOCKED,
    NOBODY,
    PATH,
    READING,
    SETTLED,
    TABLE,
    TRIED,
    WHOLE,
)
from tests.portal.fakes import JOB, OWNER, FakePortal


def page(view: ReadingPage, **changes: object) -> FakePortal:
    return FakePortal(reading_page=replace(view, **changes))  # type: ignore[arg-type]


def asked(portal: FakePortal) -> list[object]:
    return [step[1:] for step in portal.steps if step[0] == "change_reading"]


def primary(app: AppTest) -> list[str]:
    return [button.label for button in app.button if button.proto.type == "primary"]


def press(app: AppTest, label: str) -> AppTest:
    return next(button for button in app.button if button.label == label).click().run()


def choose(app: AppTest, label: str, answer: str) -> AppTest:
    """An answer as it reads, or with the word that it was found."""
    box = next(each for each in app.selectbox if each.label == label)
    at = next(n for n, each in enumerate(box.options) if each in (answer, f"{answer}, as found"))
    return box.select_index(at).run()


def test_a_project_without_files_teaches_what_to_bring() -> None:
    app = shown("reading", page(NOBODY))
    assert "No file has been read yet" in text_of(app)
    assert labels(app) == ["Bring in files"]


def test_while_files_are_read_nothing_is_called_missing() -> None:
    app = shown("reading", FakePortal(reading_page=NOBODY, job_now=JOB))
    assert "Your files are being read" in text_of(app)
    assert "Bring in files" not in labels(app)


def test_whoever_may_not_look_is_told_whom_to_ask() -> None:
    app = shown("reading", FakePortal(error=Forbidden(OWNER, Action.SEE_LOG)))
    assert "This is for somebody else" in text_of(app)


def test_what_is_left_is_said_under_the_title() -> None:
    left = "14 damaged lines with a repair to look at, 1 unreadable line, 1 file needs its password"
    assert f"Left for you: {left}." in text_of(shown("reading", FakePortal()))


def test_files_that_need_somebody_stand_before_those_that_are_fine() -> None:
    said = text_of(shown("reading", FakePortal()))
    assert "14 damaged lines, 1 unreadable line" in said
    assert said.index("◔ needs its password") < said.index("export/ledger.csv")


def test_another_file_is_opened_by_its_place_and_its_name_stands_in_no_key() -> None:
    portal = FakePortal()
    app = shown("reading", portal)
    app.button(key="cb-open-reading-2").click().run()
    assert portal.reading_queries[-1] == ReadingQuery("export/fees.xlsx")
    assert not [str(each.key) for each in app.button if "export" in str(each.key)]


def test_the_one_main_action_is_to_accept_the_first_kind_of_repair() -> None:
    portal = FakePortal()
    app = shown("reading", portal)
    assert primary(app) == ["Accept all 13 repairs of this kind"]
    press(app, "Accept all 13 repairs of this kind")
    assert asked(portal) == [(AcceptRepairs(PATH, kind="missing_delimiter"), 4)]


def test_a_file_stays_open_after_a_change_so_that_its_effect_is_seen() -> None:
    portal = FakePortal()
    app = shown("reading", portal)
    assert portal.reading_queries[-1].path == ""
    press(app, "Accept all 13 repairs of this kind")
    assert portal.reading_queries[-1].path == PATH


def test_a_repair_stands_beside_its_line_with_the_changed_cells_marked_and_how_sure_it_is() -> None:
    app = shown("reading", FakePortal())
    said = text_of(app)
    assert "Two values run together 14 lines, 1 repaired" in said
    assert "Line 41 very sure (99 %)" in said
    assert said.count("1 value as before") == 4
    html = html_of(app)
    assert html.count('class="cb-pair differs"') == 12


def test_one_repair_is_accepted_by_its_own_name_and_an_accepted_one_is_taken_back() -> None:
    portal = FakePortal()
    app = shown("reading", portal)
    press(app, "Accept")
    assert asked(portal) == [(AcceptRepairs(PATH, id="r1"), 4)]
    back = next(b for b in app.get("button") if b.label == "Take back")
    back.click().run()
    assert isinstance(asked(portal)[-1], tuple)


def test_many_examples_are_turned_page_by_page_and_those_accepted_come_last() -> None:
    app = shown("reading", FakePortal())
    said = text_of(app)
    assert "Line 41" in said and "Line 43" in said and "Line 44" not in said and "Line 40 " not in said


def test_all_repairs_of_a_file_can_be_accepted_at_once() -> None:
    portal = FakePortal()
    press(shown("reading", portal), "Accept all 14 repairs in this file")
    assert asked(portal) == [(AcceptRepairs(PATH), 4)]


def test_a_choice_is_tried_before_it_is_kept() -> None:
    portal = FakePortal(reading_tried=TRIED)
    app = choose(shown("reading", portal), "Columns are split by", "a comma")
    assert portal.reading_queries[-1] == ReadingQuery(PATH, COMMAS)
    said = text_of(app)
    assert "You are trying this out. Columns are split by: a comma." in said
    assert "8,119 records and 2 unreadable lines in 2 columns. Nothing has been kept yet." in said
    assert asked(portal) == [] and primary(app) == ["Keep this"]
    press(app, "Keep this")
    assert asked(portal) == [(COMMAS, 4)]
    assert portal.reading_queries[-1].trying is None


def test_a_tried_choice_is_left_and_nothing_was_changed() -> None:
    portal = FakePortal(reading_tried=TRIED)
    app = choose(shown("reading", portal), "Columns are split by", "a comma")
    press(app, "Leave it as it was")
    assert asked(portal) == [] and portal.reading_queries[-1].trying is None


def test_going_back_to_what_was_found_is_tried_as_nothing_said() -> None:
    portal = FakePortal(reading_tried=TRIED)
    choose(shown("reading", portal), "Column names stand on", "Line 1")
    assert portal.reading_queries[-1].trying == Override(PATH, Topic.HEADER, None)


def test_that_there_are_no_names_can_be_said() -> None:
    portal = FakePortal(reading_tried=TRIED)
    choose(shown("reading", portal), "Column names stand on", "no line: there are none")
    assert portal.reading_queries[-1].trying == Override(PATH, Topic.HEADER, "none")


def test_a_choice_under_which_the_file_cannot_be_read_is_told_and_dropped() -> None:
    error: ChartbridgeError = UnreadableFile(
        place=PATH, found="These bytes are no letters of it.", do="Try on."
    )
    portal = FakePortal(reading_tried=error)
    app = choose(shown("reading", portal), "Columns are split by", "a comma")
    assert "These bytes are no letters of it." in text_of(app)
    assert portal.reading_queries[-1].trying is None
    assert "in the meantime" not in text_of(app) and not app.exception


def test_a_remembered_choice_says_whose_word_it_is_and_what_was_found() -> None:
    said = text_of(shown("reading", FakePortal()))
    assert "Used here because Robin said so of an earlier file that looks the same. Found: Line 1" in said


def test_the_first_lines_stand_raw_beside_what_they_were_read_as() -> None:
    html = html_of(shown("reading", FakePortal()))
    assert "17;&quot;Bloggs, Ada &lt;i&gt;&quot;;03/04/2021;Recall, six months" in html
    assert html.index("As it stands") < html.index("17;&quot;Bloggs")


def test_the_account_has_a_tick_only_where_it_closes_and_nothing_waits() -> None:
    waiting = html_of(shown("reading", FakePortal()))
    assert "Adds up, some waiting" in waiting and "✓</i>Adds up" not in waiting
    assert "✓</i>Adds up" in html_of(shown("reading", page(SETTLED)))


def test_an_uneven_count_is_said_in_words() -> None:
    assert READING.open is not None
    off = replace(READING.open, tables=(replace(WHOLE, counted=8123),))
    said = text_of(shown("reading", page(READING, open=off)))
    assert "Does not add up" in said and "The second count is off by 3 lines." in said


def test_once_nothing_is_left_the_way_leads_on_to_mapping() -> None:
    app = shown("reading", page(SETTLED))
    assert "Nothing is left for you here." in text_of(app)
    assert primary(app) == ["Go on to Mapping"]


def test_a_file_with_nothing_left_leads_to_the_next_that_needs_somebody() -> None:
    portal = page(SETTLED, files=READING.files)
    app = shown("reading", portal)
    assert primary(app) == ["Next file: export/fees\\.xlsx"]
    app.button(key="cb-reading-next").click().run()
    assert portal.reading_queries[-1].path == "export/fees.xlsx"


def test_a_password_is_sent_once_and_held_by_nothing_after() -> None:
    portal = page(LOCKED)
    app = shown("reading", portal)
    assert primary(app) == ["Open the file with it"]
    app.text_input[0].set_value("a-secret-word")
    press(app, "Open the file with it")
    assert asked(portal) == [(GivePassword("export/fees.xlsx", "a-secret-word"), 4)]
    assert "a-secret-word" not in str(app.session_state._state.filtered_state)


def test_a_password_that_was_given_is_taken_back() -> None:
    assert LOCKED.open is not None
    portal = page(LOCKED, open=replace(LOCKED.open, locked=False, password_given=True))
    press(shown("reading", portal), "Take the password back")
    assert asked(portal) == [(GivePassword("export/fees.xlsx", ""), 4)]


def fields_of(app: AppTest) -> list[dict[str, object]]:
    told = [json.loads(each.proto.json) for each in app.get("bidi_component")]
    return [each for each in told if "cells" in each]


def test_an_unreadable_line_is_put_right_in_fields_filled_as_it_splits_and_no_session_holds_them() -> None:
    app = press(shown("reading", FakePortal()), "Put it right")
    (told,) = fields_of(app)
    assert told["columns"] == ["AptNum", "Patient", "Day", "Note <b>"]
    assert told["cells"] == ["31", f'"{CELL}', "03/04/2021"]
    kept = str(app.session_state._state.filtered_state)
    assert CELL not in kept and "03/04/2021" not in kept
    press(app, "Close")
    assert fields_of(app) == []


def test_cells_beyond_the_names_have_no_field() -> None:
    assert READING.open is not None
    long = replace(TABLE, columns=(*TABLE.columns, ColumnSeen("extra_1", "words", 0.2)))
    app = shown("reading", page(READING, open=replace(READING.open, tables=(long,))))
    (told,) = fields_of(press(app, "Put it right"))
    assert told["columns"] == ["AptNum", "Patient", "Day", "Note <b>"]


def test_unreadable_lines_are_taken_along_as_a_workbook_and_a_place_to_bring_it_back_is_there() -> None:
    portal = FakePortal()
    app = press(shown("reading", portal), "Take along as a workbook")
    assert portal.steps == [("take_rejects", PATH)]
    assert "Save the workbook" in html_of(app) and len(app.get("bidi_component")) == 1
    assert not shown("reading", page(READING, may_change=False)).get("bidi_component")


def test_a_line_that_was_put_right_is_taken_back() -> None:
    assert READING.open is not None
    only = replace(TABLE, repairs=())
    portal = page(READING, open=replace(READING.open, tables=(only,)))
    app = shown("reading", portal)
    assert "Put right by Ada" in text_of(app) and primary(app) == ["Put it right"]
    press(app, "Take back")
    assert asked(portal) == [(Correct(PATH, "b2", None), 4)]


def test_a_change_to_an_older_version_is_refused_in_one_sentence_on_the_page() -> None:
    portal = FakePortal(refusal=stale())
    app = press(shown("reading", portal), "Accept all 13 repairs of this kind")
    assert "in the meantime" in text_of(app) and not app.exception
    assert "in the meantime" not in text_of(app.run())


def test_the_last_change_is_undone_where_there_is_one() -> None:
    portal = FakePortal()
    press(shown("reading", portal), "Undo the last change")
    assert portal.steps == [("undo_reading", 4)]
    assert "Undo the last change" not in labels(shown("reading", page(READING, can_undo=False)))


def test_whoever_may_only_look_sees_how_files_were_read_and_nothing_to_change_it_with() -> None:
    app = shown("reading", page(READING, may_change=False))
    said = text_of(app)
    assert "Changing it is for the owner or the champion of your clinic." in said
    assert "Columns are split by a semicolon" in said
    assert not app.selectbox and not app.text_input
    assert set(labels(app)) == {"Open", "Go on to Mapping"}


def test_whoever_may_not_see_lines_sees_counts_and_no_line() -> None:
    app = shown("reading", page(HIDDEN))
    said = text_of(app)
    assert "The lines themselves are not shown to your role." in said
    assert "Two values run together 14 lines, 1 repaired" in said and "Bloggs" not in said
    assert fields_of(app) == []
    assert "Accepting a repair is for those who may see the lines" in said
    assert not [label for label in labels(app) if label.startswith("Accept")]
    assert primary(app) == ["Next file: export/fees\\.xlsx"]


def test_nobody_is_led_round_in_a_circle_by_lines_that_cannot_be_put_right_here() -> None:
    assert READING.open is not None
    lost = replace(WHOLE, rejects=(RejectView("", 7, "x", "It is cut off.", ""),), rejects_in_all=1)
    stuck = tuple(replace(line, open_repairs=0, rejects=1, locked=False) for line in READING.files)
    last = replace(READING.open, path=stuck[-1].path, tables=(lost,))
    assert primary(shown("reading", page(READING, files=stuck, open=last))) == ["Go on to Mapping"]


def test_a_text_of_a_fixed_width_has_a_ruler_and_its_columns_to_edit() -> None:
    app = shown("reading", page(FIXED))
    assert "▾ ▾ ▾" in text_of(app)
    assert "Where the columns begin" in text_of(app)
    assert "Cut the columns like this" in labels(app)


def test_names_of_files_and_columns_are_shown_and_never_run() -> None:
    html = html_of(shown("reading", FakePortal()))
    assert "export/appointments &lt;b&gt;.csv" in html and "Note <b>" not in html


class Gone(FakePortal):
    """A portal in which one file is no longer there."""

    def reading(self, query: ReadingQuery) -> ReadingPage:
        if query.path == PATH:
            raise UnreadableFile(place="Uploads", found="This file is gone.", do="Choose another one.")
        return super().reading(query)


def test_a_file_that_is_gone_is_told_and_another_one_opened() -> None:
    portal = Gone(reading_page=LOCKED)
    app = shown("reading", portal)
    app.button(key="cb-open-reading-1").click().run()
    assert "This file is gone." in text_of(app) and not app.exception
    assert "This file is gone." not in text_of(app.run())


def test_a_workbook_has_no_lines_to_stand_beside_its_cells() -> None:
    assert READING.open is not None
    sheet = replace(WHOLE, first=(RawRow(2, "", ("17", CELL, "", None)),), choices=())
    said = text_of(shown("reading", page(SETTLED, open=replace(READING.open, tables=(sheet,)))))
    assert "As they were read." in said and "As it stands" not in said


def test_an_unreadable_line_without_a_place_in_a_text_is_shown_and_not_put_right_here() -> None:
    assert READING.open is not None
    lost = replace(WHOLE, rejects=(RejectView("", 7, "x", "It is cut off.", "Export it again."),))
    app = shown("reading", page(SETTLED, open=replace(READING.open, tables=(lost,))))
    assert "It is cut off." in text_of(app) and "Put it right" not in labels(app)
    assert primary(app) == ["Go on to Mapping"]


def test_no_line_stands_in_a_grid_in_a_key_or_in_the_session() -> None:
    app = shown("reading", FakePortal())
    assert not app.dataframe
    assert "Bloggs" not in str(app.session_state._state.filtered_state)


@pytest.mark.parametrize("share", Share)
def test_every_share_of_a_file_has_its_words_and_colour(share: Share) -> None:
    from portal.components.reading_account import _COLOURS
    from portal.wording.reading import IS, SHARES

    assert SHARES[share] and IS[share] and _COLOURS[share]
