"""Set answers about the versions of a mapping, and a mapping that comes from elsewhere."""

from __future__ import annotations

from datetime import UTC, datetime

from portal.viewmodels.mapping_history import HistoryPage, Offer, TableTold, Told, VersionLine, VersionView

AT = datetime(2026, 3, 12, 15, 4, tzinfo=UTC)
MOVED = Told("EntryDate goes to Ledger entry: date (before: waits).", "Robin", "Asked at the <desk>.")
FOURTH = VersionLine(4, "Robin", AT, "ledger: EntryDate goes to Ledger entry: date (before: waits).")
THIRD = VersionLine(3, "Chris", AT, "ledger: “ins pmt” means payment.", "Undid version 2. <b>")
OPENED = VersionView(FOURTH, (TableTold("ledger", (MOVED,), details=2),))
REFUSED = VersionView(
    THIRD,
    (TableTold("ledger", (MOVED,)),),
    ("Version 4 by Robin built on this step.", "Undo version 4 first."),
)
HISTORY = HistoryPage(4, (FOURTH, THIRD), 1, may_map=True, ask="the owner", words_shown=True, opened=OPENED)
OFFER = Offer(4, (TableTold("ledger", (MOVED,)),), fits=1, left_out=("Table old_ledger (old.csv)",))
