"""The four tools' exports as one whole."""

from __future__ import annotations

from core.demonstration import plants
from core.demonstration.group import Group
from core.demonstration.kind import Kind, Planter, by_number
from core.demonstration.people import SEATTLE
from core.demonstration.plain import of_one_clinic, plain
from core.demonstration.plants import Plant
from core.demonstration.stack.blemishes import BLEMISHES
from core.demonstration.stack.expected import expected
from core.demonstration.stack.export import export
from core.demonstration.stack.homes import BOOK
from core.demonstration.stack.roster import pairs


def _kept(group: Group) -> Group:
    return of_one_clinic(plain(group), SEATTLE)


def _no_files(_group: Group) -> tuple[tuple[str, str, str | None], ...]:
    """The tools hand over tables and nothing else."""
    return ()


STACK = Kind(
    name="stack",
    title="from four tools that know nothing of each other",
    book=BOOK,
    blemishes=BLEMISHES,
    plants={
        Plant.FLIPPED_SIGN: Planter("billing/transactions.csv", plants.flipped_sign),
        Plant.MISSING_PAYMENTS: Planter("billing/transactions.csv", plants.missing_payments),
        Plant.REFUTED_ALLERGY: Planter("emr/allergies.csv", plants.refuted_called_active),
    },
    kept=_kept,
    export=export,
    expected=expected,
    files=_no_files,
    pairs=pairs,
    found=by_number,
)
