"""Which answers there are for each topic, and how they are spelled. What else is said is refused (law 2)."""

from __future__ import annotations

from core.choices.model import Topic
from core.errors import ChoicesInvalid

DELIMITED, FIXED, DOCUMENT = "delimited", "fixed", "document"
FORMATS = (DELIMITED, FIXED, DOCUMENT)
ENCODINGS = (
    "utf-8",
    "utf-16-le",
    "utf-16-be",
    "utf-32-le",
    "utf-32-be",
    "ascii",
    "cp1252",
    "latin-1",
    "mac_roman",
    "cp850",
    "cp437",
    "cp1250",
    "iso8859-15",
    "cp1251",
    "koi8_r",
    "cp866",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp1256",
    "cp932",
    "gb18030",
    "big5",
    "cp949",
)
"""Every one that the reader may find by itself, and a few that it never takes for likelier than another."""
NONE = "none"
QUOTES = ('"', "'", NONE)
ESCAPES = ("doubled", "backslash")
NAMED_DELIMITERS = {
    "comma": ",",
    "tab": "\t",
    "semicolon": ";",
    "bar": "|",
    "colon": ":",
    "space": " ",
    "caret": "^",
    "tilde": "~",
    "unit separator": "\x1f",
}
_DELIMITERS = frozenset("\t\x1c\x1d\x1e\x1f !#$%&()*+,-./:;<=>?@[]^_`{|}~")
HIGHEST_LINE = 1_000_000
_DO = {
    Topic.FORMAT: f"Say one of {', '.join(FORMATS)}.",
    Topic.ENCODING: f"Say one of {', '.join(ENCODINGS)}.",
    Topic.DELIMITER: "Say one sign, no letter, digit or quotation mark, or a word such as tab.",
    Topic.QUOTE: "Say a double quote, a single quote, or none.",
    Topic.ESCAPE: "Say doubled or backslash.",
    Topic.HEADER: "Say the number of the line on which the names stand, or none.",
}


def spelled(topic: Topic, value: str, place: str) -> str:
    """The answer as it is kept. Raises ChoicesInvalid for one that there is not."""
    told = NAMED_DELIMITERS.get(value, value) if topic is Topic.DELIMITER else value
    told = _line(told) if topic is Topic.HEADER else told
    if not _is_allowed(topic, told):
        raise ChoicesInvalid(
            place=place, found=f"What is said of the {topic.value} cannot be meant.", do=_DO[topic]
        )
    return told


def _is_allowed(topic: Topic, value: str) -> bool:
    if topic is Topic.HEADER:
        return value == NONE or 1 <= int(value or 0) <= HIGHEST_LINE
    known = {
        Topic.FORMAT: FORMATS,
        Topic.ENCODING: ENCODINGS,
        Topic.DELIMITER: _DELIMITERS,
        Topic.QUOTE: QUOTES,
        Topic.ESCAPE: ESCAPES,
    }
    return value in known[topic]


def _line(value: str) -> str:
    """ "007" is line 7; what is neither a number nor "none" is ""."""
    if value == NONE:
        return NONE
    return str(int(value)) if value.isascii() and value.isdigit() and len(value) < 10 else ""
