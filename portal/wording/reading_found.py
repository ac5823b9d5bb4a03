"""What files were taken for, and the answers that are offered for each topic, in words."""

from __future__ import annotations

from collections.abc import Mapping

from core.choices.allowed import ENCODINGS, NAMED_DELIMITERS
from portal.viewmodels.reading import NONE, Option, Topic

DELIMITED, FIXED, DOCUMENT = "delimited", "fixed", "document"
_SPLIT_BY = {
    ",": "commas",
    "\t": "tabs",
    ";": "semicolons",
    "|": "bars",
    ":": "colons",
    " ": "spaces",
    "^": "carets",
    "~": "tildes",
    "\x1f": "unit separators",
}
_KEPT = {
    "text": "text that is no table",
    "other": "a file of another kind",
    "dicom": "DICOM image",
    "photograph": "picture",
    "pdf": "PDF document",
}
_LETTERS = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16, high byte first",
    "utf-32-le": "UTF-32",
    "utf-32-be": "UTF-32, high byte first",
    "ascii": "plain letters without accents (ASCII)",
    "cp1252": "Western European, Windows (1252)",
    "latin-1": "Western European (Latin 1)",
    "iso8859-15": "Western European with the euro sign (Latin 9)",
    "mac_roman": "Western European, Macintosh",
    "cp850": "Western European, DOS (850)",
    "cp437": "United States, DOS (437)",
    "cp1250": "Central European, Windows (1250)",
    "cp1251": "Cyrillic, Windows (1251)",
    "koi8_r": "Cyrillic (KOI8-R)",
    "cp866": "Cyrillic, DOS (866)",
    "cp1253": "Greek, Windows (1253)",
    "cp1254": "Turkish, Windows (1254)",
    "cp1255": "Hebrew, Windows (1255)",
    "cp1256": "Arabic, Windows (1256)",
    "cp932": "Japanese (932)",
    "gb18030": "Chinese (GB 18030)",
    "big5": "Chinese, traditional (Big5)",
    "cp949": "Korean (949)",
}
FORMATS = (
    Option(DELIMITED, "Columns split by a sign"),
    Option(FIXED, "Columns of a fixed width"),
    Option(DOCUMENT, "No table: a letter or a note"),
)
OPTIONS: Mapping[Topic, tuple[Option, ...]] = {
    Topic.FORMAT: FORMATS,
    Topic.ENCODING: tuple(Option(name, _LETTERS[name]) for name in ENCODINGS),
    Topic.DELIMITER: tuple(Option(sign, word.capitalize()) for sign, word in _SPLIT_BY.items()),
    Topic.QUOTE: (
        Option('"', 'Double quotation marks (")'),
        Option("'", "Single quotation marks (')"),
        Option(NONE, "Nothing"),
    ),
    Topic.ESCAPE: (Option("doubled", "Twice"), Option("backslash", "With a backslash before it")),
    Topic.HEADER: (),
}
ARCHIVE = "archive"
FIRST_BYTES = "its content says so"
PASSWORD_WRONG = (
    "The password does not open the file.",
    "Ask whoever sealed it, and mind capital letters.",
)
UNFIT: Mapping[Topic, tuple[str, str]] = {
    Topic.FORMAT: (
        "The file cannot be read as text of this kind.",
        "Leave it as it was found, or say where the columns begin.",
    ),
    Topic.ENCODING: (
        "Some letters of the file cannot be written in this way.",
        "Try another one, and look at names with accents.",
    ),
    Topic.DELIMITER: ("This sign does not stand anywhere in the file.", "Choose one that does."),
    Topic.QUOTE: ("The file cannot be read so.", "Leave it as it was found."),
    Topic.ESCAPE: ("The file cannot be read so.", "Leave it as it was found."),
    Topic.HEADER: (
        "There is nothing on this line.",
        "Choose the line on which the names of the columns stand.",
    ),
}
NOT_A_LINE = (
    "This line cannot be put right here.",
    "Only lines of text files can. Put it right in the old system, or in the file, and bring it in again.",
)
TOO_MANY_CELLS = (
    "There are more values than the table has columns.",
    "Give one value for each column.",
)
WHY_REPAIR = "This way every value fits its column."
WHY_REPAIR_OTHERS = "Of {} ways to read this line, this one fits its columns best by far."


def label(evidence: Mapping[str, str]) -> str:
    """What a table was read from. evidence: as reading tells it."""
    found = evidence.get("format", "")
    if found == "delimited text":
        sign = NAMED_DELIMITERS.get(evidence.get("delimiter", ""), evidence.get("delimiter", ""))
        return f"text split by {_SPLIT_BY.get(sign, sign)}"
    return "text in columns of a fixed width" if found == "fixed-width text" else found


def why(evidence: Mapping[str, str]) -> str:
    return evidence.get("delimiter_evidence") or evidence.get("columns_evidence") or FIRST_BYTES


def kept(kind: str) -> str:
    """What a file that is no table is."""
    return _KEPT.get(kind, kind)


STALE = (
    "Somebody said something else about these files in the meantime.",
    "Look at the page as it is now and say it there.",
)
CHANGED_FILE = (
    "This line is of another file, or its file has changed since the workbook was taken along.",
    "Take the lines of this file along once more, and fill them in there.",
)
OTHER_LINES = (
    "This line can be read by now, or is none of the file.",
    "Take the lines of this file along once more, and fill them in there.",
)
NOTHING_FILLED = ("No line is filled in.", "Write what stands in a line into the columns behind it.")
NO_PROPOSAL = ("This repair is not proposed any more.", "Look at the damaged lines as they are now.")
