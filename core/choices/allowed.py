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
MOST_LINES = 5
"""Lines on which names may stand, one below the other."""
_DO = {
    Topic.FORMAT: f"Say one of {', '.join(FORMATS)}.",
    Topic.ENCODING: f"Say one of {', '.join(ENCODINGS)}.",
    Topic.DELIMITER: "Say one sign, no letter, digit or quotation mark, or a word such as tab.",
    Topic.QUOTE: "Say a double quote, a single quote, or none.",
    Topic.ESCAPE: "Say doubled or backslash.",
    Topic.HEADER: "Say the line on which the names stand (3), lines where there are several (3-4), or none.",
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
        return value == NONE or _are_lines(*lines_of(value))
    known = {
        Topic.FORMAT: FORMATS,
        Topic.ENCODING: ENCODINGS,
        Topic.DELIMITER: _DELIMITERS,
        Topic.QUOTE: QUOTES,
        Topic.ESCAPE: ESCAPES,
    }
    return value in known[topic]


def lines_of(value: str) -> tuple[int, int]:
    """The first and the last line on which names stand: "3" is (3, 3) and "3-4" is (3, 4); else (0, 0)."""
    first, several, last = value.partition("-")
    told = (first.strip(), last.strip() if several else first.strip())
    if any(not each.isascii() or not each.isdigit() or len(each) > 9 for each in told):
        return (0, 0)
    return (int(told[0]), int(told[1]))


def _are_lines(first: int, last: int) -> bool:
    return 1 <= first <= last < first + MOST_LINES and last <= HIGHEST_LINE


def _line(value: str) -> str:
    """ "007" is line 7, and so is "7-7"; what is neither lines nor "none" is ""."""
    first, last = lines_of(value)
    if value == NONE or not first:
        return NONE if value == NONE else ""
    return str(first) if first == last else f"{first}-{last}"
