"""Dumps of four kinds of database, whole and damaged."""

from __future__ import annotations

import re

import pytest

from core.sources import read_uploads
from core.sources.dumps import reader
from core.tables import Intake, ReadTable
from tests.core.sources.given import intake, kinds, lines, of, rows, upload
from tests.shared_data import shared_data

MYSQL = b"""-- MySQL dump 10.13  Distrib 8.0.36
/*!40101 SET NAMES utf8mb4 */;
DROP TABLE IF EXISTS `patient`;
CREATE TABLE `patient` (
  `PatNum` bigint(20) NOT NULL AUTO_INCREMENT,
  `LName` varchar(100) DEFAULT '',
  `Birthdate` date NOT NULL DEFAULT '0001-01-01',
  `Note` text,
  PRIMARY KEY (`PatNum`)
) ENGINE=MyISAM AUTO_INCREMENT=4 DEFAULT CHARSET=utf8;
LOCK TABLES `patient` WRITE;
INSERT INTO `patient` VALUES (1,'O\\'Brien','1980-02-01','a (b); -- c'),(2,'de''Ath','0000-00-00',NULL),
(3,'M\xc3\xbcller','1999-12-31','two\\nlines\\\\');
UNLOCK TABLES;
INSERT INTO `patient` (`LName`,`PatNum`) VALUES ('Late',4);
DELIMITER ;;
CREATE TRIGGER x AFTER INSERT ON patient FOR EACH ROW BEGIN INSERT INTO log VALUES (1); END ;;
DELIMITER ;
"""
POSTGRESQL = b"""--
-- PostgreSQL database dump
--
\\restrict abc
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
CREATE TABLE public.visits (
    id integer NOT NULL,
    "Reason" text,
    amount numeric(10,2)
);
COPY public.visits (id, "Reason", amount) FROM stdin;
1\tCheck\\tup\t12.50
2\t\\N\t0
3\tback\\\\slash; (not a tuple)\t
\\.

INSERT INTO public.other (id, said) VALUES (1, 'a\\b'), (2, E'it\\'s'), (3, 'x'::text);
"""
SQL_SERVER = """USE [Clinic]
GO
/****** Object:  Table [dbo].[Patients] ******/
SET ANSI_NULLS ON
GO
CREATE TABLE [dbo].[Patients](
\t[Id] [int] IDENTITY(1,1) NOT NULL,
\t[Last Name] [nvarchar](50) NULL,
\t[Born] [datetime] NULL,
 CONSTRAINT [PK] PRIMARY KEY CLUSTERED ([Id] ASC) ON [PRIMARY]
) ON [PRIMARY]
GO
SET IDENTITY_INSERT [dbo].[Patients] ON
INSERT [dbo].[Patients] ([Id], [Last Name], [Born]) VALUES
(1, N'Łukasz; (x)', CAST(N'1980-02-01T00:00:00.000' AS DateTime))
INSERT [dbo].[Patients] ([Id], [Last Name], [Born]) VALUES (2, N'O''Neil', NULL)
GO
INSERT [dbo].[Patients] ([Id], [Last Name], [Born]) VALUES (3, N'Old', CAST(0x0000A1B200000000 AS DateTime))
SET IDENTITY_INSERT [dbo].[Patients] OFF
GO
CREATE PROCEDURE [dbo].[Add] AS BEGIN
INSERT INTO Patients VALUES (9, 'never', NULL)
END
GO
"""
SQLITE = b"""PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE t(a INTEGER, b TEXT);
INSERT INTO t VALUES(1,'back\\slash');
INSERT INTO t VALUES(2,X'00FF');
INSERT INTO t VALUES(3,replace('a\\nb','\\n',char(10)));
CREATE TRIGGER g AFTER INSERT ON t BEGIN INSERT INTO t VALUES(new.a,'x'); END;
COMMIT;
"""


def only(found: Intake, name: str) -> ReadTable:
    return next(one for one in found.tables if one.table.name == name)


def closes(found: Intake) -> bool:
    return all(one.counted == one.table.frame.height + len(one.rejects) for one in found.tables)


def test_a_dump_of_mysql_gives_its_values_and_their_columns() -> None:
    found = intake(d__sql=MYSQL)
    table = only(found, "patient")
    assert table.table.columns == ("PatNum", "LName", "Birthdate", "Note")
    assert rows(table) == [
        ["1", "O'Brien", "1980-02-01", "a (b); -- c"],
        ["2", "de'Ath", "0000-00-00", None],
        ["3", "Müller", "1999-12-31", "two\nlines\\"],
        ["4", "Late", None, None],
    ]
    assert lines(table) == [12, 12, 13, 15]
    assert (len(found.tables), table.counted, table.rejects) == (1, 4, ())
    assert "MySQL" in table.evidence["format"]


def test_zero_dates_are_told_and_stay_as_they_stand() -> None:
    (zero,) = [one for one in only(intake(d__sql=MYSQL), "patient").findings if one.kind == "zero_dates"]
    assert (zero.column, zero.count) == ("Birthdate", 1)


def test_a_dump_of_postgresql_gives_what_copy_and_insert_hold() -> None:
    found = intake(d__sql=POSTGRESQL)
    assert rows(only(found, "visits")) == [
        ["1", "Check\tup", "12.50"],
        ["2", None, "0"],
        ["3", "back\\slash; (not a tuple)", ""],
    ]
    assert rows(only(found, "other")) == [["1", "a\\b"], ["2", "it's"], ["3", "x"]]
    assert closes(found)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8-sig"])
def test_a_script_of_sql_server_is_read_in_the_encodings_that_it_is_saved_in(encoding: str) -> None:
    table = only(intake(d__sql=SQL_SERVER.encode(encoding)), "Patients")
    assert table.table.columns == ("Id", "Last Name", "Born")
    assert rows(table) == [
        ["1", "Łukasz; (x)", "1980-02-01T00:00:00.000"],
        ["2", "O'Neil", None],
        ["3", "Old", "CAST(0x0000A1B200000000 AS DateTime)"],
    ]
    assert (table.counted, table.rejects) == (3, ())
    assert kinds(table) == {"sql_expression"}


def test_a_dump_of_sqlite_keeps_what_only_a_database_could_work_out() -> None:
    table = only(intake(d__sql=SQLITE), "t")
    assert rows(table)[:2] == [["1", "back\\slash"], ["2", "X'00FF'"]]
    assert kinds(table) == {"binary_cells", "sql_expression"}
    assert table.counted == 3


def test_tables_of_two_schemas_are_two_tables() -> None:
    found = intake(d__sql=b"INSERT INTO north.t VALUES (1);\nINSERT INTO south.t VALUES (2), (3);\n")
    assert {one.table.name: one.counted for one in found.tables} == {"north.t": 1, "south.t": 2}


def test_tables_of_two_databases_in_one_dump_are_two_tables() -> None:
    one = b"USE `north`;\nINSERT INTO `t` VALUES (1);\nUSE `south`;\nINSERT INTO `t` VALUES (2),(3);\n"
    found = intake(d__sql=one)
    assert {one.table.name: one.counted for one in found.tables} == {"t": 1, "south.t": 2}
    assert closes(found)


def test_a_column_may_have_a_comma_in_its_name() -> None:
    (table,) = intake(d__sql=b"INSERT [dbo].[t] ([Name, first (1)], [b]) VALUES (N'x', 1)\nGO\n").tables
    assert (table.table.columns, rows(table)) == (("Name, first (1)", "b"), [["x", "1"]])


def test_statements_that_change_records_are_told() -> None:
    found = intake(d__sql=b"INSERT INTO a VALUES (1);\nUPDATE a SET b = (2);\nINSERT INTO a SELECT 3;\n")
    assert kinds(found) == {"statements_not_carried_out", "no_header"}
    assert found.tables[0].counted == 1


def test_a_damaged_tuple_waits_and_the_rest_is_read() -> None:
    found = intake(
        d__sql=b"INSERT INTO a (x,y) VALUES\n(1,'one'),\n(2,'two;\n(3,'three');\n"
        b"INSERT INTO a (x,y) VALUES (4,'four');\n"
    )
    table = only(found, "a")
    assert ["1", "one"] in rows(table) and "unreadable_tuple" in {one.reason for one in table.rejects}


def test_a_copy_that_ends_nowhere_blocks() -> None:
    assert "dump_cut_off" in kinds(intake(d__sql=POSTGRESQL[: POSTGRESQL.index(b"\\.\n")]))


def test_a_dump_of_structure_alone_is_kept_and_told() -> None:
    found = intake(d__sql=b"CREATE TABLE a (id int);\n")
    assert (found.tables, kinds(found)) == ((), {"dump_without_records"})


@pytest.mark.parametrize("content", [MYSQL, POSTGRESQL, SQL_SERVER.encode("utf-16"), SQLITE])
def test_a_dump_cut_off_anywhere_harms_nobody(content: bytes) -> None:
    for twentieth in range(1, 20):
        found = read_uploads([upload("d.sql", content[: len(content) * twentieth // 20])])
        assert found.tables or found.files


def test_a_record_that_the_counter_alone_sees_is_a_reject(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = reader.counted
    monkeypatch.setattr(reader, "counted", lambda text, it: {**seen(text, it), len(text) - 9: "`patient`"})
    more = only(intake(d__sql=MYSQL), "patient")
    monkeypatch.setattr(reader, "counted", seen)
    table = only(intake(d__sql=MYSQL), "patient")
    assert more.counted == table.counted + 1 == table.table.frame.height + 1
    assert [one.reason for one in more.rejects] == ["reader_and_counter_differ"]


def test_a_table_of_which_nothing_is_counted_is_not_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "counted", lambda *_: {})
    found = intake(d__sql=MYSQL)
    assert (found.tables, kinds(found)) == ((), {"reader_and_counter_differ"})


@pytest.mark.parametrize("name", ["database.sql", "example_patient_data.sql"])
def test_openemr_gives_as_many_rows_as_its_tuples_are_counted_another_way(name: str) -> None:
    path = shared_data("tables/openemr") / name
    quoted = r"'(?:[^'\\]|\\.|'')*'|\"(?:[^\"\\]|\\.)*\"|`[^`]*`|--[^\n]*"
    hidden = re.sub(quoted, "0", path.read_text("utf-8")).lower()
    behind = re.findall(r"insert\s+into[^;]*\bvalues\b([^;]*);", hidden)
    expected = sum(len(re.findall(r"\((?:[^()]|\([^()]*\))*\)", tuples)) for tuples in behind)
    found = read_uploads([of(path)])
    assert sum(one.table.frame.height for one in found.tables) == expected
    assert closes(found) and not any(one.rejects for one in found.tables)


def test_what_the_reader_alone_took_for_a_record_is_told_as_a_difference() -> None:
    table = only(intake(d__sql=MYSQL.replace(b"'", b";")), "patient")
    assert (table.counted, table.table.frame.height, len(table.rejects)) == (2, 0, 2)
    assert "reader_and_counter_differ" in kinds(table)
