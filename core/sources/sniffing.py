"""Which dialect a text is written in, by the consistency of what each candidate would read.

The score is CleverCSV's (van den Burg, Nazabal, Sutton, 2019): regular row lengths times cells that
look like something. Python's csv module reads the candidates; it helps here and decides nothing else.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from core.sources.dialect import Dialect, Escape
from core.sources.header import shape_of
from core.sources.told import NOTHING, Told

DELIMITERS = (",", "\t", ";", "|", ":", "^", "~", "\x1f", " ")
SAMPLE = 1 << 16
LARGEST_SAMPLE = 1 << 26
LEAST_LINES = 5
ROWS = 400
MOST_UNEVEN = 0.6
"""Below this share of even rows, spaces are thought of as well."""
_BACKSLASHED = r"\\{quote}(?:[^{quote}\r\n{cut}]|{quote}(?:{cut}|[\r\n]|$))"
"""A quote after a backslash that cannot be the end of its cell."""
KNOWN_CELL = re.compile(
    r"""\s*(?:
      [-+(]?[$€£]?\s?[-+]?\d[\d.,\s]*\)?%?            # number, money
    | \d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[-+]\d{2}:?\d{2})?)?
    | \d{1,2}:\d{2}(?::\d{2})?(?:\s?[AaPp][Mm])?
    | \d{1,2}[- ][A-Za-z]{3}[- ]\d{2,4}.{0,12}
    | [^\s@;,|"]+@[^\s@;,|"]+\.\w+ | https?://\S+
    | (?:[\w\-]++ | [\w\-]\w*+)                             # words, each piece taken whole: a ruler
      (?:[ ./\-&'()\#]++\w[\w\-.'()]*+){0,12}+               # of dashes would else be tried in every
      (?:[ ./\-&'()\#]+[\-.'()])?-?[.?)!]?                   # way there is
    | )\s*""",
    re.VERBOSE,
)


@dataclass(frozen=True)
class Sniffed:
    """A dialect with what spoke for it. width: cells of most rows. even: share of rows that have it."""

    dialect: Dialect
    width: int
    even: float
    score: float
    rows: list[list[str]] = field(repr=False)

    @property
    def evidence(self) -> str:
        """What spoke for it, in words."""
        return f"{self.even:.0%} of {len(self.rows)} sampled rows have {self.width} cells"


def sniff(utf8: bytes, told: Told = NOTHING) -> Sniffed:
    """The best dialect for the text, judged by its beginning. told: what a person said is taken as said."""
    newline = "\n" if b"\n" in utf8[: SAMPLE * 16] or b"\r" not in utf8[: SAMPLE * 16] else "\r"
    sample = _sample(utf8, newline)
    text = sample.decode("utf-8", "replace").replace("\x00", "")
    found = [
        _judge(text, each, told) for each in dict.fromkeys(_as_told(_candidates(text, newline, told), told))
    ]
    plain = [one for one in found if one.dialect.delimiter != " "]
    best = max(plain or found, key=lambda one: one.score)
    spaced = [one for one in found if one.dialect.delimiter == " " and one.even >= 0.98 and len(one.rows) > 2]
    if best.width < 2 and spaced:
        best = max(spaced, key=lambda one: one.score)
    if best.even < MOST_UNEVEN:
        return next((one for one in found if _by_bare_spaces(one)), best)
    return best


def _by_bare_spaces(one: Sniffed) -> bool:
    """Whether single spaces part the cells, although cells hold spaces of their own that nobody quoted.

    No row then has fewer cells than there are names, and all begin with two figures or days.
    """
    if one.dialect.delimiter != " " or len(one.rows) < LEAST_LINES:
        return False
    names, records = one.rows[0], one.rows[1:]
    if one.width != len(names) or one.width < 3 or min(map(len, records)) < one.width:
        return False
    begun = sum(all(shape_of(cell) in ("number", "date") for cell in row[:2]) for row in records)
    return begun >= 0.95 * len(records) and all(shape_of(name) == "words" for name in names)


def _sample(utf8: bytes, newline: str) -> bytes:
    """The beginning of the text: whole lines, and several of them however long they are."""
    size, mark = SAMPLE, newline.encode()
    while size < len(utf8) and utf8.count(mark, 0, size) < LEAST_LINES and size < LARGEST_SAMPLE:
        size *= 4
    if len(utf8) <= size:
        return utf8
    cut = utf8.rfind(mark, 0, size)
    return utf8[: cut + 1] if cut >= 0 else utf8[:size]


def _as_told(candidates: Iterator[Dialect], told: Told) -> Iterator[Dialect]:
    """The candidates with what was said of quotes."""
    for one in candidates:
        quote = one.quote if told.quote is None else told.quote or None
        yield replace(one, quote=quote, escape=told.escape or one.escape)


def _candidates(text: str, newline: str, told: Told) -> Iterator[Dialect]:
    likely = [one for one in DELIMITERS if one == "," or (one in text and not _incidental(text, one))]
    delimiters = likely if told.delimiter is None else [told.delimiter]
    for delimiter in delimiters:
        for quote in _quotes(text, delimiter):
            spaced = _spaced(text, delimiter)
            if quote and re.search(_BACKSLASHED.format(quote=quote, cut=re.escape(delimiter)), text):
                yield Dialect(delimiter, quote, Escape.BACKSLASH, newline, spaced)
            yield Dialect(delimiter, quote, Escape.DOUBLED, newline, spaced)


def _incidental(text: str, delimiter: str) -> bool:
    """Colons that belong to times and addresses, which delimit nothing."""
    return delimiter == ":" and len(re.findall(r"\d:\d\d|://", text)) * 2 > text.count(":")


def _quotes(text: str, delimiter: str) -> list[str | None]:
    """Quote characters that open and close cells; a double quote is assumed where none does.

    No quoting at all is believed only where cells begin with quotes again and again and never end so:
    a single open quote is damage, not a dialect.
    """
    found: list[str | None] = ['"']
    opens, closes = _edges(text, delimiter, "'")
    if opens and closes:
        found.append("'")
    opens, closes = _edges(text, delimiter, '"')
    return [None] if opens > 2 and not closes and opens * 5 > text.count("\n") else found


def _edges(text: str, delimiter: str, quote: str) -> tuple[int, int]:
    """How often a quote stands where it opens a cell, and where it closes one."""
    cut = re.escape(delimiter)
    opens = len(re.findall(r"(?:^|[\r\n]|" + cut + r" ?)" + quote + r"(?!" + cut + r"|[\r\n]|$)", text))
    closes = len(re.findall(r"(?<!" + cut + r")(?<![\r\n])" + quote + r"(?:$|[\r\n]|" + cut + ")", text))
    return opens, closes


def _spaced(text: str, delimiter: str) -> bool:
    """Whether a space follows every delimiter outside quotes, so that it is part of it."""
    if delimiter in " \t":
        return False
    bare = re.sub(r'"[^"\n]*"', '""', text)
    cuts = bare.count(delimiter)
    ends = len(re.findall(re.escape(delimiter) + r" ?(?:\r?\n|$)", bare))
    return cuts > 0 and bare.count(delimiter + " ") >= cuts - ends and bare.count(delimiter + " ") > ends


def _judge(text: str, dialect: Dialect, told: Told) -> Sniffed:
    rows = _rows(text, dialect)
    lengths = Counter(len(row) for row in rows if row)
    if not lengths:
        return Sniffed(dialect, 1, 1.0, 0.0, [])
    width, most = max(lengths.items(), key=lambda item: (item[1], item[0]))
    total = sum(lengths.values())
    if told.delimiter is None and dialect.delimiter in ":^~" and width < 3:
        return Sniffed(dialect, 1, 1.0, 0.0, [])
    pattern = sum(n * max(0.001, length - 1) / length for length, n in lengths.items()) / len(lengths) / total
    return Sniffed(dialect, width, most / total, pattern * max(_known(rows), 1e-3), rows)


def _rows(text: str, dialect: Dialect) -> list[list[str]]:
    lines = text.split(dialect.newline)
    reader = csv.reader(
        (line + "\n" for line in lines),
        delimiter=dialect.delimiter,
        quotechar=dialect.quote,
        quoting=csv.QUOTE_MINIMAL if dialect.quote else csv.QUOTE_NONE,
        escapechar="\\" if dialect.escape is Escape.BACKSLASH else None,
        skipinitialspace=dialect.spaced,
    )
    rows: list[list[str]] = []
    try:
        for row in reader:
            rows.append([cell.rstrip("\r\n") for cell in row])
            if len(rows) >= ROWS:
                break
    except csv.Error:
        return rows
    return [row for row in rows if row and row != [""]]


def _known(rows: list[list[str]]) -> float:
    """Share of cells that look like a number, a date, an address, words or nothing."""
    cells = [cell for row in rows[:120] for cell in row[:60]]
    if not cells:
        return 0.0
    return sum(1 for cell in cells if KNOWN_CELL.fullmatch(cell[:200]) is not None) / len(cells)
