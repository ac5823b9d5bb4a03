"""Delimited text as people export it: every oddity gives the right cells, or one clear finding."""

from __future__ import annotations

import pytest

from core.tables import Share
from tests.core.sources.given import intake, kinds, lines, read, rows


def test_a_clean_file_gives_its_cells_and_no_finding_but_what_is_known() -> None:
    table = read(b"id,name,born\n1,Ann,2001-02-03\n2,,2002-02-03\n")
    assert table.table.columns == ("id", "name", "born")
    assert rows(table) == [["1", "Ann", "2001-02-03"], ["2", "", "2002-02-03"]]
    assert lines(table) == [2, 3]
    assert table.findings == ()


def test_an_unclosed_quote_becomes_one_reject() -> None:
    table = read(b'id,name,n\n1,Ann,5\n2,"Ben,6\n3,Cy,7\n4,"Di, Jr.",8\n5,Ed,9\n')
    assert [row[0] for row in rows(table)] == ["1", "3", "4", "5"]
    (reject,) = table.rejects
    assert (reject.line, reject.raw, reject.reason) == (3, '2,"Ben,6', "unclosed_quote")
    assert (reject.start, reject.end) == (18, 27)
    assert table.counted == 5
    assert table.shares[Share.REJECT] == 9


def test_an_unclosed_quote_with_nothing_good_after_it_rejects_to_the_end_of_the_damage() -> None:
    table = read(b'a,b,c\n1,2,3\n4,5,6\n7,"8\nand more\nand more\n9,10,11\n')
    assert rows(table) == [["1", "2", "3"], ["4", "5", "6"], ["9", "10", "11"]]
    assert [one.raw for one in table.rejects] == ['7,"8\nand more\nand more']


def test_a_stray_quote_is_settled_where_only_one_reading_fits() -> None:
    table = read(b'id,q,text,url\n1,2,"x","u"\n2,"3,"y","v"\n3,4,"z","w"\n')
    assert rows(table)[1] == ["2", '"3', "y", "v"]
    assert "stray_quotes" in kinds(table)
    assert table.rejects == ()


def test_inches_in_an_unquoted_cell_are_text() -> None:
    table = read(b'item,size\nscreen,24"\ndesk,60" wide\nmat,5\n')
    assert rows(table) == [["screen", '24"'], ["desk", '60" wide'], ["mat", "5"]]


def test_short_rows_keep_null_and_long_rows_get_extra_columns() -> None:
    table = read(b"a,b,c\n1,2,3\n4,5\n6,7,8,9,10\n11,12,13\n")
    assert table.table.columns == ("a", "b", "c", "extra_1", "extra_2")
    assert rows(table) == [
        ["1", "2", "3", None, None],
        ["4", "5", None, None, None],
        ["6", "7", "8", "9", "10"],
        ["11", "12", "13", None, None],
    ]
    counts = {one.kind: one.count for one in table.findings}
    assert (counts["short_rows"], counts["long_rows"]) == (1, 1)


def test_lines_are_counted_through_quoted_line_ends() -> None:
    table = read(b'id,note\r\n1,"a\r\nb\nc"\r\n2,d\r\n')
    assert rows(table) == [["1", "a\r\nb\nc"], ["2", "d"]]
    assert lines(table) == [2, 5]


def test_preamble_footer_repeated_header_and_blank_lines_are_no_records() -> None:
    table = read(
        b"Clinic export\n\nid,name,fee\n1,Ann,5\n\nid,name,fee\n2,Ben,6\nTotal,,11\n\n(2 rows affected)\n"
    )
    assert rows(table) == [["1", "Ann", "5"], ["2", "Ben", "6"]]
    assert lines(table) == [4, 7]
    assert {"preamble", "footer", "repeated_header", "blank_lines"} <= kinds(table)
    assert table.shares[Share.FOOTER] == len(b"Total,,11\n(2 rows affected)\n")
    assert table.shares[Share.REPEATED_HEADER] == len(b"id,name,fee\n")


def test_a_patient_called_total_is_no_footer() -> None:
    table = read(b"name,first,born\nBell,Ann,2001-01-01\nTotal,Ben,2002-01-01\n")
    assert len(rows(table)) == 2


def test_a_table_without_header_has_numbered_columns() -> None:
    table = read(b"1,Ann,2001-01-01\n2,Ben,2002-01-01\n3,Cy,2003-01-01\n")
    assert table.table.columns == ("column_1", "column_2", "column_3")
    assert len(rows(table)) == 3
    assert "no_header" in kinds(table)


def test_a_header_without_rows_is_a_table_of_no_records() -> None:
    table = read(b"PatNum,LName,FName,Birthdate\n")
    assert table.table.columns == ("PatNum", "LName", "FName", "Birthdate")
    assert table.table.frame.height == 0
    assert table.counted == 0
    assert "header_without_rows" in kinds(table)


def test_column_names_are_made_unique_and_never_blank() -> None:
    table = read(b"Name,name,Name,,Name.2\n1,2,3,4,5\n6,7,8,9,10\n")
    assert table.table.columns == ("Name", "name", "Name.3", "column_4", "Name.2")
    assert "columns_renamed" in kinds(table)


def test_nul_bytes_are_left_out_and_told() -> None:
    table = read(b"id,name\n1,An\x00n\n2,Ben\n3,Cy\n4,Di\n")
    assert rows(table)[0] == ["1", "Ann"]
    assert "nul_bytes" in kinds(table)


def test_old_macintosh_line_ends_are_read() -> None:
    table = read(b"id,name\r1,Ann\r2,Ben\r")
    assert rows(table) == [["1", "Ann"], ["2", "Ben"]]
    assert lines(table) == [2, 3]


def test_backslashes_escape_quotes_where_the_file_says_so() -> None:
    table = read(b'id,note\n1,"he said \\"no\\", then left"\n2,"fine"\n3,"a \\"b\\" c"\n')
    assert table.evidence["escape"] == "backslash"
    assert rows(table)[0] == ["1", 'he said "no", then left']


@pytest.mark.parametrize(
    ("delimiter", "named"),
    [(",", "comma"), (";", "semicolon"), ("\t", "tab"), ("|", "bar"), ("^", "^"), ("~", "~")],
)
def test_the_delimiter_is_found_with_evidence(delimiter: str, named: str) -> None:
    text = "id,name,born,fee\n1,Ann,2001-01-01,3\n2,Ben,2002-01-01,4\n".replace(",", delimiter)
    table = read(text.encode())
    assert table.evidence["delimiter"] == named
    assert rows(table)[1] == ["2", "Ben", "2002-01-01", "4"]


def test_semicolons_win_over_decimal_commas() -> None:
    table = read(b"id;fee;share\n1;12,50;0,5\n2;13,75;0,25\n3;1,00;0,75\n")
    assert rows(table)[0] == ["1", "12,50", "0,5"]


def test_apostrophes_quote_where_they_do_and_not_in_names() -> None:
    quoted = read(b"id,name\n1,'Bell, Ann'\n2,'Cole, Ben'\n3,'Dale, Cy'\n")
    assert rows(quoted)[0] == ["1", "Bell, Ann"]
    named = read(b"id,name,city\n1,O'Hara,Lee's\n2,D'Arc,Orl'ns\n")
    assert rows(named)[0] == ["1", "O'Hara", "Lee's"]


def test_a_space_after_each_delimiter_belongs_to_it() -> None:
    table = read(b'id, name, city\n1, Ann, "Bath, UK"\n2, Ben, Rye\n')
    assert table.table.columns == ("id", "name", "city")
    assert rows(table) == [["1", "Ann", "Bath, UK"], ["2", "Ben", "Rye"]]


def test_damage_in_one_place_leaves_the_fast_path_to_the_rest() -> None:
    good = b'%d,"note, with\nline ends",5\n'
    data = b"id,note,n\n" + b"".join(good % n if n != 4000 else b'4000,"open,5\n' for n in range(8000))
    table = read(data)
    assert table.table.frame.height == 7999
    assert [one.line for one in table.rejects] == [8002]


def test_rows_of_empty_cells_are_records_and_blank_lines_are_not() -> None:
    table = read(b"a\tb\tc\n\t\t\n\n1\t2\t3\n")
    assert rows(table) == [["", "", ""], ["1", "2", "3"]]


def test_ten_thousand_columns_with_long_names_are_read() -> None:
    names = [f"a_rather_long_column_name_{n}" for n in range(10_000)]
    row = ",".join(str(n) for n in range(10_000))
    table = read(",".join(names).encode() + b"\n" + f"{row}\n{row}\n".encode())
    assert list(table.table.columns) == names
    assert table.table.frame.height == table.counted == 2


def test_one_monstrous_row_waits_and_costs_the_others_nothing() -> None:
    table = read(b"a,b\n" + b"1,2\n" * 500 + b"," * 50_000 + b"\n3,4\n")
    assert table.table.columns == ("a", "b")
    assert [one.reason for one in table.rejects] == ["overlong_row"]
    assert (table.table.frame.height, table.counted) == (501, 502)


@pytest.mark.parametrize("bad", [b'%d,"x,3\n', b'%d,"x" y,3\n', b"%d,x,3,4\n", b'%d,"a \\"b\\" c",3\n'])
def test_damage_in_every_row_is_read_in_time_that_grows_with_its_size(bad: bytes) -> None:
    table = read(b"id,name,n\n" + b"".join((bad if n % 3 else b'%d,"y",3\n') % n for n in range(6000)))
    assert table.counted == 6000
    assert table.table.frame.height + len(table.rejects) == 6000


def test_evidence_says_what_the_file_was_taken_for() -> None:
    evidence = read(b"id,name\n1,Ann\n2,Ben\n").evidence
    assert evidence["encoding"] == "ascii"
    assert evidence["header_line"] == "1"
    assert {"delimiter_evidence", "header_evidence", "encoding_evidence", "quote", "escape"} <= set(evidence)


def test_single_spaces_part_cells_though_some_values_hold_spaces_too() -> None:
    kinds_of = [f"Boot{' wool' * (n % 3)}" for n in range(30)]
    notes = [f"Good{', new' * (n % 4)}" for n in range(30)]
    records = [f'01/02/2018 {n % 24:02d}:15 {kinds_of[n]} "{notes[n]}"' for n in range(30)]
    table = read("\n".join(["DAY TIME KIND NOTE", *records]).encode())
    assert table.evidence["delimiter"] == "space"
    assert table.table.columns[:4] == ("DAY", "TIME", "KIND", "NOTE")
    assert rows(table)[0][:4] == ["01/02/2018", "00:15", "Boot", "Good"]


def test_a_sentence_a_line_is_no_table_parted_by_spaces() -> None:
    note = "\n".join(f"We saw her on day {n} and all was well, as it had been before." for n in range(20))
    assert intake(note__txt=note.encode()).tables == ()


@pytest.mark.timeout(20)
def test_a_ruler_of_dashes_and_dots_in_a_cell_does_not_keep_anybody_waiting() -> None:
    ruler = "a" + " -." * 60 + "@"
    table = read(f"id,note\n1,{ruler}\n2,{'-' * 190}@\n3,fine\n".encode())
    assert table.counted == 3
