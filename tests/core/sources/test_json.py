"""JSON made here, so that every record is known: what becomes a table, what a cell, and what a reject."""

from __future__ import annotations

import json
import time

import pytest

from core.sources.json_text.counting import JsonCounter
from core.tables import LINE, Intake, ReadTable
from tests.core.sources.given import intake, kinds, rows


def tables(content: object) -> dict[str, ReadTable]:
    raw = content if isinstance(content, bytes) else json.dumps(content, indent=1).encode()
    return named(intake(export__json=raw))


def named(found: Intake) -> dict[str, ReadTable]:
    for one in found.tables:
        assert one.counted == one.table.frame.height + len(one.rejects), one.table.name
    return {one.table.name: one for one in found.tables}


def test_each_object_of_a_list_is_a_record_on_the_line_where_it_starts() -> None:
    table = tables({"patients": [{"id": 7, "name": {"first": "Ann"}}, {"id": 8}]})["patients"]
    assert table.table.columns == ("id", "name.first")
    assert rows(table) == [["7", "Ann"], ["8", None]]
    assert table.table.frame[LINE].to_list() == [3, 9]
    assert table.evidence["records_at"] == "patients" and "one record" in table.evidence["flattening"]


def test_lists_inside_of_records_are_tables_that_name_their_parent() -> None:
    read = tables(
        [{"id": "p1", "visits": [{"day": "1"}, {"day": "2"}]}, {"id": "p2", "visits": [{"day": "3"}]}]
    )
    visits = read["visits"]
    assert visits.table.columns == ("export_record", "export_id", "day")
    assert rows(visits) == [["1", "p1", "1"], ["1", "p1", "2"], ["2", "p2", "3"]]


def test_an_object_that_stands_alone_where_others_are_listed_is_a_record_as_well() -> None:
    read = tables([{"id": 1, "pets": [{"n": "a"}, {"n": "b"}]}, {"id": 2, "pets": {"n": "c"}}])
    assert [row[-1] for row in rows(read["pets"])] == ["a", "b", "c"]


def test_lists_of_plain_values_are_one_cell_and_lose_nothing() -> None:
    table = tables([{"tags": ["VIP", "recall"]}, {"tags": ["a;b", "c"]}, {"tags": []}])["export"]
    assert rows(table) == [["VIP; recall"], ['["a;b", "c"]'], [""]]


def test_numbers_and_truth_values_stand_as_they_were_written() -> None:
    table = tables(b'[{"id": 12345678901234567890123, "fee": 10.10, "on": true, "x": 1e400, "none": null}]')
    assert rows(table["export"]) == [["12345678901234567890123", "10.10", "true", "1e400", None]]


def test_a_name_that_is_given_twice_keeps_both_values_and_is_told() -> None:
    table = tables(b'[{"id": 1, "phone": "a", "phone": "b"}]')["export"]
    assert table.table.columns == ("id", "phone", "phone.2")
    assert "repeated_keys" in kinds(table)


def test_an_object_of_objects_by_number_is_a_list() -> None:
    table = tables({"patients": {"101": {"name": "Ann"}, "102": {"name": "Ben"}}})["patients"]
    assert rows(table) == [["101", "Ann"], ["102", "Ben"]]


def test_rows_written_as_lists_have_numbered_columns() -> None:
    table = tables({"rows": [["1", "Ann"], ["2", "Ben", {"x": "y"}]]})["rows"]
    assert rows(table) == [["1", "Ann", None], ["2", "Ben", "y"]]


def test_a_damaged_line_is_a_reject_and_the_others_are_read() -> None:
    content = b'{"id": 1}\n\n{"id": 2, "na\n{"id": 3}\r\n{"id": 4'
    table = named(intake(patients__ndjson=content))["patients"]
    assert rows(table) == [["1"], ["3"]]
    assert [(one.line, one.reason) for one in table.rejects] == [(3, "damaged_record"), (5, "damaged_record")]
    assert table.table.frame[LINE].to_list() == [1, 4]
    assert "damaged_record" in kinds(table)


def test_a_document_that_is_cut_off_says_on_which_line() -> None:
    found = intake(export__json=json.dumps([{"id": 1}, {"id": 2}], indent=1).encode()[:-8])
    assert not found.tables
    assert [(one.kind, one.facts["line"]) for one in found.findings] == [("damaged_document", 6)]


def test_one_object_without_a_number_of_its_own_describes_and_holds_no_record() -> None:
    found = intake(manifest__json=b'{"account": "Oak", "tables": {"patients": 3}}')
    assert (kinds(found), len(found.files)) == ({"no_records"}, 1)
    assert rows(tables({"id": "p1", "name": "Ann"})["export"]) == [["p1", "Ann"]]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be", "cp1252"])
def test_any_encoding_gives_the_same_letters(encoding: str) -> None:
    content = json.dumps([{"name": "Zoë Müller"}], ensure_ascii=False).encode(encoding)
    assert rows(tables(content)["export"]) == [["Zoë Müller"]]


def test_zero_bytes_and_halves_of_letters_are_told_and_crash_nothing() -> None:
    table = tables(b'[{"a": "x\\u0000y", "b": "\\ud83d"}]')["export"]
    assert rows(table) == [["xy", "\\ud83d"]]
    assert {"nul_bytes", "broken_characters"} <= kinds(table)


@pytest.mark.parametrize("opening", [b'{"a":', b"[[", b'[{"a":'])
def test_depth_without_end_is_refused(opening: bytes) -> None:
    assert kinds(intake(deep__json=opening * 100_000)) <= {"too_deep", "damaged_document"}
    whole = opening * 5_000 + b"1" + b"}]".translate(None, b"") * 0
    assert not intake(deep__json=whole).tables


def test_a_deep_but_whole_document_is_refused_or_read_and_never_crashes() -> None:
    assert kinds(intake(deep__json=b'{"id":1,"a":' * 50_000 + b"1" + b"}" * 50_000)) == {"too_deep"}
    shallow = tables(b'[{"id":"1","a":' + b'{"b":' * 40 + b'"x"' + b"}" * 40 + b"}]")["export"]
    assert "x" in str(rows(shallow))


def test_a_table_of_very_many_columns_keeps_the_last_ones_in_one_cell() -> None:
    table = tables([{f"c{n}": str(n) for n in range(1600)}])["export"]
    assert len(table.table.columns) == 1501
    assert '"c1599": "1599"' in str(rows(table)[0][-1])


def test_one_value_of_fifty_megabytes_is_read_in_seconds() -> None:
    began = time.process_time()
    table = tables(b'[{"id": "1", "note": "' + b"x" * 50_000_000 + b'"}]')["export"]
    assert len(str(rows(table)[0][1])) == 50_000_000
    assert time.process_time() - began < 30


def test_the_counter_sees_what_a_reader_that_drops_a_record_does_not() -> None:
    counter = JsonCounter()
    counter.count('{"patients": [{"id": "}]"}, {"id": "\\"{"}, 5], "x": {"y": [1, 2]}}')
    assert len(counter.records("patients")) == 3
    assert counter.records("x.y") == []
