"""What reading a text noticed, as evidence and findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from core.findings import Finding
from core.repairs import Proposal
from core.sources.accounting import DIFFER
from core.sources.body import OVERLONG, UNCLOSED, Body
from core.sources.counting import Counted
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


def _off(facts: Facts, *, shorter: bool) -> int:
    """Rows with fewer (or more) cells than the header, or than most rows where there is none."""
    body, layout = facts.body, facts.found.layout
    width = layout.width if layout.names is None else len(layout.names)
    regular = body.frame.height - sum(body.widths.values())
    counts = Counter(body.widths) + Counter({layout.width: regular})
    counts -= Counter(len(one.before) for one in facts.proposals if one.applied and one.before)
    return sum(n for cells, n in counts.items() if (cells < width if shorter else cells > width))


def findings(table: SourceTable, facts: Facts, counted: Counted) -> tuple[Finding, ...]:
    body, layout = facts.body, facts.found.layout
    reasons = [reject.reason for reject in facts.rejects]
    blanks = sum(1 for share, start, _ in counted.ranges if share is Share.BLANK and start >= layout.body)
    counts = {
        "encoding_weighed": 0 if facts.text.sure else 1,
        "no_header": 1 if layout.names is None else 0,
        "header_assumed": 1 if facts.found.assumed else 0,
        "header_without_rows": 1 if layout.names is not None and not len(counted.starts) else 0,
        "columns_renamed": facts.renamed,
        "short_rows": _off(facts, shorter=True),
        "long_rows": _off(facts, shorter=False),
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
    noticed = tuple(
        Finding(kind, table.file, table.name, count=number, facts=more.get(kind, {}))
        for kind, number in counts.items()
        if number
    )
    return (*noticed, *_of_repairs(table, facts.proposals))


def _of_repairs(table: SourceTable, proposals: tuple[Proposal, ...]) -> tuple[Finding, ...]:
    """One for each kind of damage, those proposed and those applied apart."""
    counts = Counter((one.applied, one.kind) for one in proposals)
    return tuple(
        Finding(
            ROW_REPAIRED if applied else REPAIR_PROPOSED,
            table.file,
            table.name,
            count=number,
            facts={"damage": kind.value},
        )
        for (applied, kind), number in sorted(counts.items())
    )
