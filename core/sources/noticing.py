"""What reading a text noticed, as evidence and findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.findings import Finding
from core.repairs import Proposal
from core.sources.accounting import DIFFER
from core.sources.body import OVERLONG, UNCLOSED, Body
from core.sources.counting import Counted
from core.sources.dialect import Layout
from core.sources.encoding import Text
from core.sources.layout import Found
from core.tables import Reject, Share, SourceTable

REPAIR_PROPOSED = "repair_proposed"
ROW_REPAIRED = "row_repaired"
ROW_CORRECTED = "row_corrected"

NAMED = {
    ",": "comma",
    "\t": "tab",
    ";": "semicolon",
    "|": "bar",
    ":": "colon",
    " ": "space",
    "\x1f": "unit separator",
}


def evidence(found: Found, text: Text) -> Mapping[str, str]:
    layout, dialect = found.layout, found.layout.dialect
    more = {f"{topic.value}_evidence": why for topic, why in found.said.items()}
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
        **more,
    }


@dataclass(frozen=True)
class Facts:
    body: Body
    found: Found
    shares: Mapping[Share, int]
    rejects: tuple[Reject, ...]
    renamed: int
    repeated: int
    text: Text
    proposals: tuple[Proposal, ...]


@dataclass(frozen=True)
class Tally:
    """What was counted in passing. rows: records read. widths: cells of those read one by one.

    reasons: rejects by reason. blanks: runs of blank lines from the first record on.
    """

    rows: int
    widths: Counter[int]
    repaired: int
    nul: int
    renamed: int
    repeated: int
    reasons: Counter[str]
    blanks: int
    counted: int


def _off(tally: Tally, layout: Layout, proposals: tuple[Proposal, ...], *, shorter: bool) -> int:
    """Rows with fewer (or more) cells than the header, or than most rows where there is none."""
    width = layout.width if layout.names is None else len(layout.names)
    regular = tally.rows - sum(tally.widths.values())
    counts = Counter(tally.widths) + Counter({layout.width: regular})
    counts -= Counter(len(one.before) for one in proposals if one.applied and one.before)
    return sum(n for cells, n in counts.items() if (cells < width if shorter else cells > width))


def findings(table: SourceTable, facts: Facts, counted: Counted) -> tuple[Finding, ...]:
    body, layout = facts.body, facts.found.layout
    tally = Tally(
        rows=body.frame.height,
        widths=body.widths,
        repaired=body.repaired,
        nul=body.nul,
        renamed=facts.renamed,
        repeated=facts.repeated,
        reasons=Counter(reject.reason for reject in facts.rejects),
        blanks=blank_runs(counted.ranges, layout.body),
        counted=len(counted.starts),
    )
    return told(table.key, facts.found, tally, facts.shares, facts.text, facts.proposals)


def blank_runs(ranges: Sequence[tuple[Share, int, int]], body: int) -> int:
    """Runs of blank lines from offset `body` on."""
    return sum(1 for share, start, _ in ranges if share is Share.BLANK and start >= body)


def told(
    key: tuple[str, str],
    found: Found,
    tally: Tally,
    shares: Mapping[Share, int],
    text: Text,
    proposals: tuple[Proposal, ...] = (),
) -> tuple[Finding, ...]:
    """What was noticed about the table `key`, in a fixed order."""
    layout = found.layout
    counts = {
        "encoding_weighed": 0 if text.sure else 1,
        "no_header": 1 if layout.names is None else 0,
        "header_assumed": 1 if found.assumed else 0,
        "header_without_rows": 1 if layout.names is not None and not tally.counted else 0,
        "columns_renamed": tally.renamed,
        "short_rows": _off(tally, layout, proposals, shorter=True),
        "long_rows": _off(tally, layout, proposals, shorter=False),
        "stray_quotes": tally.repaired,
        UNCLOSED: tally.reasons[UNCLOSED],
        OVERLONG: tally.reasons[OVERLONG],
        DIFFER: tally.reasons[DIFFER],
        "nul_bytes": tally.nul,
        "preamble": int(Share.PREAMBLE in shares),
        "footer": int(Share.FOOTER in shares),
        "repeated_header": tally.repeated,
        "blank_lines": tally.blanks if Share.BLANK in shares else 0,
    }
    more = {"encoding_weighed": {"encoding": text.encoding}}
    noticed = tuple(
        Finding(kind, *key, count=number, facts=more.get(kind, {}))
        for kind, number in counts.items()
        if number
    )
    return (*noticed, *_of_repairs(key, proposals))


def _of_repairs(key: tuple[str, str], proposals: tuple[Proposal, ...]) -> tuple[Finding, ...]:
    """One for each kind of damage, those proposed and those applied apart."""
    counts = Counter((one.applied, one.kind) for one in proposals)
    return tuple(
        Finding(
            ROW_REPAIRED if applied else REPAIR_PROPOSED,
            *key,
            count=number,
            facts={"damage": kind.value},
        )
        for (applied, kind), number in sorted(counts.items())
    )
