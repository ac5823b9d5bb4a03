"""What is known about a project when its gates are asked, as plain counts and never as records.

`None` means that nobody has measured it yet. A gate that is not measured does not pass: what is unknown
is never taken for good (law 2).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Evidence:
    """Facts of one run and of the people around it. Every figure counts something that is wrong or missing,
    unless its name says otherwise, so that a higher figure is always worse.
    """

    run: str = ""
    """Hex digest of the run that the figures are about (contracts, section 3); empty: no run yet."""
    result: str = ""
    """Hex digest of everything that the run published."""
    log_root: str = ""
    """Root of the migration log's Merkle tree."""
    tables_open: int | None = None
    """Source tables of which a conservation sum does not close."""
    records_waiting: int | None = None
    """Source records that wait for a decision."""
    cells_waiting: int | None = None
    """Non-empty source cells that wait for a decision."""
    records_without_log: int | None = None
    """Source records without exactly one entry in the migration log."""
    taken_over: int | None = None
    """1 where the run took something over from an earlier one, and was not made from the files since."""
    clinical_groups_open: int | None = None
    financial_groups_open: int | None = None
    other_groups_open: int | None = None
    """Groups of non-mapping data that nobody has decided, by whose decision they are."""
    orphan_payments: int | None = None
    """Money records whose patient or invoice is not among the records."""
    orphan_clinical: int | None = None
    """Clinical records whose patient is not among the records."""
    images: int | None = None
    """Images, photographs, scans and documents received: the whole of which the next figure is a part."""
    images_unmatched: int | None = None
    images_changed: int | None = None
    """Images that are not bit-identical to how they came (law 4)."""
    totals_compared: int | None = None
    """Control totals that were compared with the old system's figures (more is better)."""
    totals_open: int | None = None
    """Control totals that differ and that nobody has explained."""
    charts_to_check: int | None = None
    """Spot-checks asked for and not done yet."""
    concerns_open: int | None = None
    """Concerns raised in spot-checks and not settled."""
    people: int | None = None
    """People who have training to do: the whole of which the next figure is a part."""
    people_untrained: int | None = None
    scope_unapproved: int | None = None
    """Parts of the scope that the owner has not approved."""
    parallel_days_missing: int | None = None
    """Days of the parallel week that were not worked yet."""
    parallel_differences: int | None = None
    """Differences found in the parallel week and not settled."""
    go_live: date | None = None
    """The day the clinic means to go live; a plan, never enforced (law 5)."""
