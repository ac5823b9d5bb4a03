"""What a file is, by its content; its name is only compared with that afterwards.

Signatures are those of the formats' own specifications (and of `file`'s magic database).
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from pathlib import PurePosixPath

from core.sources.dicom_signs import looks_like_dicom
from core.sources.memo_signs import looks_like_memos


class Format(StrEnum):
    """Everything that can be told apart."""

    EMPTY = "empty file"
    TEXT = "text"
    STRUCTURED_TEXT = "structured text"
    JSON = "JSON document"
    XML = "XML document"
    HL7 = "HL7 v2 messages"
    X12 = "X12 messages"
    ZIP = "ZIP archive"
    XLSX = "Excel workbook"
    XLSB = "Excel binary workbook"
    XLS = "Excel 97 workbook"
    ODS = "OpenDocument spreadsheet"
    SEALED_WORKBOOK = "password-protected workbook"
    PDF = "PDF document"
    PHOTOGRAPH = "picture"
    DICOM = "DICOM image"
    SQL_DUMP = "SQL dump"
    DBF = "dBASE table"
    MEMOS = "notes of a dBASE table"
    TAR = "TAR archive"
    SEVEN_ZIP = "7-Zip archive"
    SQUEEZED = "compressed file"
    SQLITE = "SQLite database"
    ACCESS = "Access database"
    OTHER = "other file"


READ_TEXTS = {one.value: one for one in (Format.JSON, Format.XML, Format.HL7, Format.X12)}
"""Structured text that has a reader of its own, by its plain name."""
WORKBOOKS = (Format.XLSX, Format.XLSB, Format.XLS, Format.ODS)


@dataclass(frozen=True)
class Recognised:
    """format: what the file is. label: its plain name for people ("JPEG picture")."""

    format: Format
    label: str


PICTURES = (
    (b"\xff\xd8\xff", "JPEG picture"),
    (b"\x89PNG\r\n\x1a\n", "PNG picture"),
    (b"GIF87a", "GIF picture"),
    (b"GIF89a", "GIF picture"),
    (b"II*\x00", "TIFF picture"),
    (b"MM\x00*", "TIFF picture"),
)
BINARIES = (
    (b"SQLite format 3\x00", "SQLite database"),
    (b"\x00\x01\x00\x00Standard Jet DB", "Access database"),
    (b"\x00\x01\x00\x00Standard ACE DB", "Access database"),
    (b"\x1f\x8b", "GZIP archive"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip archive"),
    (b"Rar!\x1a\x07", "RAR archive"),
    (b"BZh", "BZIP2 archive"),
    (b"PAR1", "Parquet file"),
    (b"\xfd7zXZ\x00", "XZ archive"),
)
STRUCTURED = (
    (re.compile(rb"\{\\rtf"), "RTF document"),
    (re.compile(rb"(?:FHS|BHS|MSH)([^\w\s,;\"'])[^\w\s]{1,5}\1"), Format.HL7.value),
    (re.compile(
        rb"ISA([^\w\s,;\"'])\d\d\1|GS([^\w\s,;\"'])[A-Z]{2}\2|ST([^\w\s,;\"'])(?:83[57]|27[0-8]|999|997)\3"
    ), Format.X12.value),
    (re.compile(rb"(?i)<(?:!doctype )?html"), "web page"),
    (re.compile(rb"<\?xml|<[A-Za-z][\w:.-]*[\s>/]|<!--|<!DOCTYPE\s"), Format.XML.value),
    (re.compile(rb"BEGIN:V(?:CARD|CALENDAR)"), "card or calendar file"),
    (re.compile(rb"\{\s*(?:\"|\})|\[\s*(?:[\[{\"]|\])"), Format.JSON.value),
    (re.compile(
        rb"(?is)(?:--[^\n]*\n|/\*.*?\*/;?|#[^\n]*\n|\s)*"
        rb"(?:insert\s+into\s|create\s+(?:table|database|schema|sequence|extension)\s|drop\s+table\s"
        rb"|lock\s+tables\s|set\s+[@\w.]+\s*=|use\s+[`\w]+\s*;|begin\s*;|copy\s+\S+\s*\([^)]*\)\s+from\s"
        rb"|insert\s+\[|copy\s+\S+\s+from\s+stdin|pragma\s+foreign_keys|begin\s+transaction|use\s+\[[^\]\n]*\]\s"
        rb"|set\s+(?:ansi_nulls|quoted_identifier|identity_insert|nocount)\s|\\restrict\s"
        rb"|replace\s+into\s|alter\s+table\s|delimiter\s\S)"
    ), "SQL dump"),
)  # fmt: skip
READ_AS = {
    "SQL dump": Format.SQL_DUMP,
    "7-Zip archive": Format.SEVEN_ZIP,
    "GZIP archive": Format.SQUEEZED,
    "BZIP2 archive": Format.SQUEEZED,
    "XZ archive": Format.SQUEEZED,
    "SQLite database": Format.SQLITE,
    "Access database": Format.ACCESS,
}
"""What the labels above are read as, where a reader takes them."""
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def recognise(content: bytes) -> Recognised:
    """What `content` is. Never fails."""
    if not content:
        return Recognised(Format.EMPTY, "empty file")
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _zipped(content)
    if content.startswith(OLE):
        return _compound(content)
    if content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"%PDF-"):
        return Recognised(Format.PDF, "PDF document")
    if content[128:132] == b"DICM":
        return Recognised(Format.DICOM, "DICOM image")
    for sign, label in PICTURES:
        if content.startswith(sign):
            return Recognised(Format.PHOTOGRAPH, label)
    if content.startswith(b"BM") and int.from_bytes(content[2:6], "little") == len(content):
        return Recognised(Format.PHOTOGRAPH, "BMP picture")
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return Recognised(Format.PHOTOGRAPH, "WebP picture")
    return _binary(content) or _text(content)


def _binary(content: bytes) -> Recognised | None:
    for sign, label in BINARIES:
        if content.startswith(sign):
            return Recognised(READ_AS.get(label, Format.OTHER), label)
    if content[257:262] == b"ustar":
        return Recognised(Format.TAR, "TAR archive")
    if looks_like_dicom(content):
        return Recognised(Format.DICOM, "DICOM image")
    if _is_dbf(content):
        return Recognised(Format.DBF, "dBASE table")
    if looks_like_memos(content):
        return Recognised(Format.MEMOS, "notes of a dBASE table")
    return Recognised(Format.OTHER, "file of an unknown kind") if not _is_text(content) else None


def _text(content: bytes) -> Recognised:
    head = content[:8192]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head[2:].replace(b"\x00", b"")
    elif max(head[0::2].count(0), head[1::2].count(0)) * 3 > len(head):
        head = head.replace(b"\x00", b"")
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    for pattern, label in STRUCTURED:
        if pattern.match(head):
            return Recognised(READ_TEXTS.get(label, READ_AS.get(label, Format.STRUCTURED_TEXT)), label)
    return Recognised(Format.TEXT, "text")


def _is_text(content: bytes) -> bool:
    """Few control characters, or every other byte zero as UTF-16 has it."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")):
        return True
    head = content[: 1 << 16]
    zeros = head.count(0)
    if zeros * 4 > len(head):
        even, odd = head[0::2].count(0), head[1::2].count(0)
        return len(content) % 2 == 0 and min(even, odd) * 20 < max(even, odd)
    odd_bytes = len(head) - len(head.translate(None, CONTROLS))
    return odd_bytes * 50 <= len(head) and (zeros == 0 or zeros * 4 <= len(head))


CONTROLS = bytes(set(range(1, 32)) - {9, 10, 12, 13, 26, 27, 31})


def _is_dbf(content: bytes) -> bool:
    """dBASE III to FoxPro: version byte, a real date, a header that ends where it says."""
    if len(content) < 33 or content[0] not in (0x02, 0x03, 0x30, 0x31, 0x32, 0x43, 0x83, 0x8B, 0xF5):
        return False
    length = int.from_bytes(content[8:10], "little")
    dated = 1 <= content[2] <= 12 and 1 <= content[3] <= 31
    return dated and 33 <= length <= len(content) and b"\r" in content[length - 265 : length + 1]


def _zipped(content: bytes) -> Recognised:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, UnicodeDecodeError):
        names = set()
    if "xl/workbook.bin" in names:
        return Recognised(Format.XLSB, "Excel binary workbook")
    if "xl/workbook.xml" in names or (b"xl/workbook.xml" in content[:65536] and not names):
        return Recognised(Format.XLSX, "Excel workbook")
    start = content[30:110]
    if start.startswith(b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"):
        return Recognised(Format.ODS, "OpenDocument spreadsheet")
    if start.startswith(b"mimetypeapplication/vnd.oasis") or "word/document.xml" in names:
        return Recognised(Format.OTHER, "office document")
    return Recognised(Format.ZIP, "ZIP archive")


def _compound(content: bytes) -> Recognised:
    """Microsoft's compound file: the names of its streams stand in UTF-16."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        return Recognised(Format.SEALED_WORKBOOK, "password-protected workbook")
    if any(f"{name}\0".encode("utf-16-le") in content for name in ("Workbook", "Book")):
        return Recognised(Format.XLS, "Excel 97 workbook")
    return Recognised(Format.OTHER, "Microsoft Office file")


_TEXTS = frozenset({Format.TEXT, Format.STRUCTURED_TEXT, Format.EMPTY, Format.SQL_DUMP, *READ_TEXTS.values()})
NAMES: dict[str, frozenset[Format]] = {
    **dict.fromkeys((".csv", ".tsv", ".tab", ".psv", ".txt"), _TEXTS),
    **dict.fromkeys((".json", ".xml", ".sql", ".hl7", ".html", ".rtf", ".md"), _TEXTS),
    ".xlsx": frozenset({Format.XLSX, Format.SEALED_WORKBOOK}),
    ".xlsm": frozenset({Format.XLSX, Format.SEALED_WORKBOOK}),
    ".xlsb": frozenset({Format.XLSB, Format.SEALED_WORKBOOK}),
    ".xls": frozenset({Format.XLS, Format.SEALED_WORKBOOK}),
    ".ods": frozenset({Format.ODS}),
    ".dbf": frozenset({Format.DBF}),
    **dict.fromkeys((".mdb", ".accdb"), frozenset({Format.ACCESS})),
    **dict.fromkeys((".sqlite", ".sqlite3"), frozenset({Format.SQLITE})),
    ".tar": frozenset({Format.TAR}),
    ".7z": frozenset({Format.SEVEN_ZIP}),
    **dict.fromkeys((".gz", ".tgz", ".bz2", ".xz"), frozenset({Format.SQUEEZED})),
    ".zip": frozenset({Format.ZIP}),
    ".pdf": frozenset({Format.PDF}),
    **dict.fromkeys(
        (".jpg", ".jpeg", ".png", ".gif", ".tif", ".tiff", ".bmp", ".webp"), frozenset({Format.PHOTOGRAPH})
    ),
    **dict.fromkeys((".dcm", ".dicom"), frozenset({Format.DICOM})),
}


def name_agrees(path: str, found: Recognised) -> bool:
    """Whether the ending of the name fits what the content is; an unknown ending claims nothing."""
    ending = PurePosixPath(path).suffix.lower()
    return found.format in NAMES.get(ending, frozenset(Format)) or found.format is Format.EMPTY
