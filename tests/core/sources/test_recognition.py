"""What a file is, by its content."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from core.sources.recognition import Format, name_agrees, recognise


def picture(kind: str) -> bytes:
    out = BytesIO()
    Image.new("RGB", (8, 8)).save(out, kind)
    return out.getvalue()


DICOM_BARE = b"\x08\x00\x05\x00CS\x0a\x00ISO_IR 100\x08\x00\x16\x00UI\x02\x001\x00"
DBF = (
    bytes([3, 99, 7, 26])
    + (1).to_bytes(4, "little")
    + (65).to_bytes(2, "little")
    + bytes(22)
    + bytes(32)
    + b"\r"
)

SAMPLES = [
    (b"", Format.EMPTY, "empty file"),
    (b"id,name\n1,Ann\n", Format.TEXT, "text"),
    ("id,name\n1,Ann\n".encode("utf-16"), Format.TEXT, "text"),
    ("id,name\n1,Ann\n".encode("utf-16-le"), Format.TEXT, "text"),
    (b"%PDF-1.7\n", Format.PDF, "PDF document"),
    (picture("JPEG"), Format.PHOTOGRAPH, "JPEG picture"),
    (picture("PNG"), Format.PHOTOGRAPH, "PNG picture"),
    (picture("GIF"), Format.PHOTOGRAPH, "GIF picture"),
    (picture("TIFF"), Format.PHOTOGRAPH, "TIFF picture"),
    (picture("BMP"), Format.PHOTOGRAPH, "BMP picture"),
    (bytes(128) + b"DICM" + bytes(20), Format.DICOM, "DICOM image"),
    (DICOM_BARE, Format.DICOM, "DICOM image"),
    (b"SQLite format 3\x00" + bytes(100), Format.SQLITE, "SQLite database"),
    (b"\x00\x01\x00\x00Standard Jet DB\x00" + bytes(100), Format.ACCESS, "Access database"),
    (DBF, Format.DBF, "dBASE table"),
    (b"\x1f\x8b\x08" + bytes(20), Format.SQUEEZED, "GZIP archive"),
    (bytes(range(256)) * 4, Format.OTHER, "file of an unknown kind"),
    (b'{"a": 1}', Format.JSON, "JSON document"),
    (b'[{"a": 1}]', Format.JSON, "JSON document"),
    ('{"a": 1}'.encode("utf-16"), Format.JSON, "JSON document"),
    ('{"a": 1}'.encode("utf-16-be"), Format.JSON, "JSON document"),
    (b'<?xml version="1.0"?><a/>', Format.XML, "XML document"),
    ('<?xml version="1.0" encoding="UTF-16"?><a/>'.encode("utf-16-le"), Format.XML, "XML document"),
    (b"MSH|^~\\&|A|B\r", Format.HL7, "HL7 v2 messages"),
    (b"\x0bMSH#*~\\@#A#B\r" + b"PID#1##7\r" * 12, Format.HL7, "HL7 v2 messages"),
    (b"FHS|^~\\&|A|B\rBHS|^~\\&|A|B\r", Format.HL7, "HL7 v2 messages"),
    (b"ISA*00*          *00*", Format.X12, "X12 messages"),
    (b"ISA~00~          ~00~", Format.X12, "X12 messages"),
    (b"GS*HC*A*B*20200101*0802*1*X*005010X222A1~", Format.X12, "X12 messages"),
    (b"{\\rtf1 Hello}", Format.STRUCTURED_TEXT, "RTF document"),
    (
        b"INSERT INTO `p` \n(`a`) VALUES\n" + b"('x'),\n" * 200 + b"('y');\n",
        Format.SQL_DUMP,
        "SQL dump",
    ),
    (b"-- dump\nCREATE TABLE a (id int);\nINSERT INTO a VALUES (1);\n", Format.SQL_DUMP, "SQL dump"),
]


@pytest.mark.parametrize(("content", "expected", "label"), SAMPLES)
def test_content_decides_what_a_file_is(content: bytes, expected: Format, label: str) -> None:
    seen = recognise(content)
    assert (seen.format, seen.label) == (expected, label)


@pytest.mark.parametrize(
    "content",
    [
        b"set,insert,update\n1,2,3\n",
        b"[A],[B]\n1,2\n",
        b"create,table\n1,2\n",
        b"BM,name\n1,Ann\n",
        b"ISA,name\n1,2\n",
    ],
)
def test_tables_that_begin_like_something_else_are_text(content: bytes) -> None:
    assert recognise(content).format is Format.TEXT


def test_a_name_is_only_compared_with_the_content() -> None:
    seen = recognise(b"id,name\n1,Ann\n")
    assert name_agrees("a.csv", seen)
    assert name_agrees("a.dat", seen)
    assert name_agrees("A.TXT", seen)
    assert not name_agrees("a.xlsx", seen)
    assert not name_agrees("a.pdf", seen)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300), st.sampled_from([content[:12] for content, _, _ in SAMPLES]))
def test_recognition_never_fails(rest: bytes, start: bytes) -> None:
    assert recognise(start + rest).label
