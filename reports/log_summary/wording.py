"""The words of the summary."""

from __future__ import annotations

from reports.readiness.content import TableLine

TITLE = "Migration log, summed up"
REASONS = (
    "Why, record by record",
    "Each reason with the records that it was given for. The log has them one by one.",
)
REASON_HEADS = ("What became of them", "Reason", "Records")
NOTHING_NOTICED = "Nothing unusual was noticed"
DECIDED = ("Decisions", "What did not fit by itself, and who decided about it.")
DECIDED_HEADS = ("About", "How many", "Decided", "By whom")
NOBODY_DECIDED = "Nobody had anything to decide."
DIGESTS = ("Fingerprints", "The root is the one that the signed readiness document prints.")
DIGEST_HEADS = ("Of what", "SHA-256")
THIS, RUN, RESULT, ROOT = "This summary", "Run", "Result of the run", "Migration log, root"
CHECK = (
    "This paper is not signed. For any entry of the log the portal gives a proof that it stands under this "
    "root; whoever has the signed readiness document can check it without the portal."
)


def verdict(tables: tuple[TableLine, ...]) -> str:
    """Whether the sums close and what waits, in one sentence."""
    records, waiting = sum(t.records for t in tables), sum(t.waiting for t in tables)
    if not all(t.records_close and t.cells_close for t in tables):
        return "The sums do not close. Please do not rely on this run."
    told = f"All {records:,} records of the old files are accounted for."
    return f"{told} {waiting:,} of them wait for a decision." if waiting else told
