"""Delimited text: CSV, TSV and their many relatives, as one source table with its account.

Reading and counting are two passes that share the layout only; where they differ the stretch becomes
a reject and the sums of law 1 stay open until somebody settles it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

import numpy as np
import numpy.typing as npt
import polars as pl

from core.findings import Finding
from core.sources.body import OVERLONG, UNCLOSED, Body, read_body
from core.sources.counting import Counted, count
from core.sources.dialect import Layout
from core.sources.encoding import Text
from core.sources.layout import Found, find_layout
from core.sources.naming import column_names
from core.tables import LINE, RECORD, ReadTable, Reject, Share, SourceTable, Upload

DIFFER = "reader_and_counter_differ"


@dataclass(frozen=True)
class Account:
    """Reader and counter brought together. keep: which of the reader's records stand."""

    keep: pl.Series | None
    rejects: tuple[tuple[int, int, str], ...]
    counted: int


def read_delimited(
    upload: Upload,
    text: Text,
    *,
    found: Found | None = None,
    fast: bool = True,
    progress: Callable[[str], None] | None = None,
) -> ReadTable:
    """The table in `text`. fast=False reads every record one by one (for tests)."""
    found = found or find_layout(text.utf8)
    layout = found.layout
    tell = _teller(upload.path, len(text.utf8), progress)
    body = read_body(text.utf8, layout, fast=fast, progress=tell)
    counted = count(text.utf8, layout)
    frame, starts, repeated = _without_headers(body, layout)
    account = settle(starts, body, counted, layout)
    if account.keep is not None:
        frame = frame.filter(account.keep)
    names, renamed = column_names(layout.names, width=layout.width, longest=frame.width - 1)
    table = SourceTable(
        upload.path, PurePosixPath(upload.path.split("!/")[-1]).stem, names, _finish(frame, names)
    )
    shares = _shares(counted, account, text)
    rejects = _rejects(account, text, layout)
    facts = _Facts(body, found, shares, rejects, renamed, repeated, text)
    return ReadTable(
        table, rejects, account.counted, shares, _evidence(found, text), _findings(table, facts, counted)
    )


def _teller(path: str, size: int, progress: Callable[[str], None] | None) -> Callable[[int], None] | None:
    if progress is None:
        return None
    return lambda at: progress(f"{path}: {100 * at // max(size, 1)} % read")


def _finish(frame: pl.DataFrame, names: tuple[str, ...]) -> pl.DataFrame:
    """RECORD and LINE first, then the columns by their names; names beyond every row stay null."""
    while frame.width - 1 < len(names):
        frame = frame.with_columns(pl.lit(None, dtype=pl.String).alias(f"c{frame.width - 1}"))
    old = [name for name in frame.columns if name != LINE]
    numbers = pl.Series(RECORD, np.arange(1, frame.height + 1, dtype=np.uint32))
    columns = [frame[before].alias(after) for before, after in zip(old, names, strict=True)]
    return pl.DataFrame([numbers, frame[LINE], *columns])


def _without_headers(body: Body, layout: Layout) -> tuple[pl.DataFrame, npt.NDArray[np.int64], int]:
    """The frame, its record starts, and how many repeated header rows were left out of both."""
    if layout.names is None or not body.frame.height:
        return body.frame, body.starts, 0
    first = (body.frame["c0"] == layout.names[0]).fill_null(False)
    if not first.any():
        return body.frame, body.starts, 0
    same = first
    for index, column in enumerate(body.frame.columns[1:-1], start=1):
        name = layout.names[index] if index < len(layout.names) else None
        same = same & body.frame[column].eq_missing(pl.Series([name], dtype=pl.String))
    keep = ~same
    return body.frame.filter(keep), body.starts[keep.to_numpy()], int(same.sum())


def settle(starts: npt.NDArray[np.int64], body: Body, counted: Counted, layout: Layout) -> Account:
    """Where both found the same starts they agree; any other stretch is a reject."""
    own = body.refused
    ours = np.sort(np.concatenate([starts, np.array([start for start, _, _ in own], dtype=np.int64)]))
    theirs = counted.starts
    if len(ours) == len(theirs) and bool((ours == theirs).all()):
        return Account(None, tuple(own), len(theirs))
    stretches = _differing(ours, theirs, layout.footer)
    hidden = np.zeros(len(starts), dtype=bool)
    for start, stop in stretches:
        hidden |= (starts >= start) & (starts < stop)
    standing = [one for one in own if not any(start <= one[0] < stop for start, stop in stretches)]
    rejects = sorted([*standing, *((start, stop, DIFFER) for start, stop in stretches)])
    return Account(pl.Series(~hidden), tuple(rejects), len(theirs))


def _differing(ours: npt.NDArray[np.int64], theirs: npt.NDArray[np.int64], end: int) -> list[tuple[int, int]]:
    """Stretches between two common starts in which one side has a start that the other lacks."""
    common = np.intersect1d(ours, theirs)
    odd = np.setxor1d(ours, theirs)
    stretches: list[tuple[int, int]] = []
    for place in odd.tolist():
        if stretches and place < stretches[-1][1]:
            continue
        before = int(np.searchsorted(common, place))
        start = int(common[before - 1]) if before else place
        stop = int(common[before]) if before < len(common) else end
        stretches.append((start, stop))
    return stretches


def _shares(counted: Counted, account: Account, text: Text) -> dict[Share, int]:
    """Bytes of the original by what they belong to; they sum to its size."""
    ranges = _with_rejects(counted.ranges, account.rejects)
    stops = text.offsets([stop for _, _, stop in ranges])
    shares = dict.fromkeys(Share, 0)
    last = 0
    for (share, _, _), stop in zip(ranges, stops, strict=True):
        shares[share] += stop - last
        last = stop
    if last < text.size:
        shares[Share.BLANK] += text.size - last
    return {share: size for share, size in shares.items() if size}


def _with_rejects(
    ranges: list[tuple[Share, int, int]], rejects: tuple[tuple[int, int, str], ...]
) -> list[tuple[Share, int, int]]:
    """Cuts the rejected stretches out of whatever the counter took them for."""
    waiting = list(reversed(rejects))
    cut: list[tuple[Share, int, int]] = []
    for share, start, stop in ranges:
        at = start
        while waiting and waiting[-1][0] < stop:
            first, last, reason = waiting.pop()
            if first > at:
                cut.append((share, at, first))
            cut.append((Share.REJECT, max(first, at), min(last, stop)))
            at = min(last, stop)
            if last > stop:
                waiting.append((stop, last, reason))
                break
        if at < stop:
            cut.append((share, at, stop))
    return cut


def _rejects(account: Account, text: Text, layout: Layout) -> tuple[Reject, ...]:
    places = sorted({place for start, stop, _ in account.rejects for place in (start, stop)})
    original = dict(zip(places, text.offsets(places), strict=True))
    newline = layout.dialect.end
    line, last, found = 1, 0, []
    for start, stop, reason in account.rejects:
        line += text.utf8.count(newline, last, start)
        last = start
        raw = text.utf8[start:stop].rstrip(b"\r\n").decode("utf-8")
        found.append(Reject(line, raw, reason, original[start], original[stop]))
    return tuple(found)


NAMED = {
    ",": "comma",
    "\t": "tab",
    ";": "semicolon",
    "|": "bar",
    ":": "colon",
    " ": "space",
    "\x1f": "unit separator",
}


def _evidence(found: Found, text: Text) -> Mapping[str, str]:
    layout, dialect = found.layout, found.layout.dialect
    return {
        "format": "delimited text",
        "encoding": text.encoding,
        "encoding_evidence": text.evidence,
        "delimiter": NAMED.get(dialect.delimiter, dialect.delimiter),
        "delimiter_evidence": found.sniffed.evidence,
        "quote": dialect.quote or "none",
        "escape": dialect.escape.value,
        "header": "yes" if layout.names is not None else "no",
        "header_line": str(text.utf8.count(dialect.end, 0, layout.header) + 1)
        if layout.names is not None
        else "",
        "header_evidence": found.header_evidence,
    }


@dataclass(frozen=True)
class _Facts:
    body: Body
    found: Found
    shares: Mapping[Share, int]
    rejects: tuple[Reject, ...]
    renamed: int
    repeated: int
    text: Text


def _off(body: Body, layout: Layout, *, shorter: bool) -> int:
    """Rows with fewer (or more) cells than the header, or than most rows where there is none."""
    width = layout.width if layout.names is None else len(layout.names)
    regular = body.frame.height - sum(body.widths.values())
    counts = Counter(body.widths) + Counter({layout.width: regular})
    return sum(n for cells, n in counts.items() if (cells < width if shorter else cells > width))


def _findings(table: SourceTable, facts: _Facts, counted: Counted) -> tuple[Finding, ...]:
    body, layout = facts.body, facts.found.layout
    reasons = [reject.reason for reject in facts.rejects]
    blanks = sum(1 for share, start, _ in counted.ranges if share is Share.BLANK and start >= layout.body)
    counts = {
        "encoding_weighed": 0 if facts.text.sure else 1,
        "no_header": 1 if layout.names is None else 0,
        "header_assumed": 1 if facts.found.assumed else 0,
        "header_without_rows": 1 if layout.names is not None and not len(counted.starts) else 0,
        "columns_renamed": facts.renamed,
        "short_rows": _off(body, layout, shorter=True),
        "long_rows": _off(body, layout, shorter=False),
        "stray_quotes": body.repaired,
        UNCLOSED: reasons.count(UNCLOSED),
        OVERLONG: reasons.count(OVERLONG),
        DIFFER: reasons.count(DIFFER),
        "nul_bytes": body.nul,
        "preamble": int(Share.PREAMBLE in facts.shares),
        "footer": int(Share.FOOTER in facts.shares),
        "repeated_header": facts.repeated,
        "blank_lines": blanks if Share.BLANK in facts.shares else 0,
    }
    more = {"encoding_weighed": {"encoding": facts.text.encoding}}
    return tuple(
        Finding(kind, table.file, table.name, count=number, facts=more.get(kind, {}))
        for kind, number in counts.items()
        if number
    )
