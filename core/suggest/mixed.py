"""Tables whose rows are charges, payments and adjustments together, told by a column of their types (law 2).

Such a table is suggested as what most of its columns say, say payments; then charges would become payments.
So it is said as an answer of its own, from the words in the column, and a person takes it or not.
"""

from __future__ import annotations

from core.profiles import ColumnProfile, TableProfile
from core.record.model import ClinicRecord
from core.suggest.model import Mixed
from core.suggest.wording import mixed_entries

ENTITY, FIELD = "ledger_entry", "type"
MOST = 0.6
"""Share of the filled cells that must be words for types of entries."""
_OWED = frozenset({"charge", "finance_charge"})
_SETTLED = frozenset({"payment", "insurance_payment", "adjustment", "write_off", "refund", "discount"})


def mixed(seen: TableProfile, entity: str | None, record: ClinicRecord) -> Mixed | None:
    """That the rows are entries of several kinds, where a column says so and they are not taken for that."""
    if entity == ENTITY or not record.has(ENTITY):
        return None
    domain = record.entity(ENTITY).field(FIELD).domain
    known = domain.lookup() if domain else {}
    for column in seen.columns:
        codes = _codes(column, known)
        if codes & _OWED and codes & _SETTLED:
            kinds = tuple(sorted(codes))
            return Mixed(column.name, ENTITY, kinds, mixed_entries(column.name, kinds))
    return None


def _codes(column: ColumnProfile, known: dict[str, str]) -> set[str]:
    """Types that the column's words mean; none where too few of its cells are such words."""
    told = [
        (known[value.strip().casefold()], n) for value, n in column.top if value.strip().casefold() in known
    ]
    if not column.filled or sum(count for _, count in told) < MOST * column.filled:
        return set()
    return {code for code, _ in told}
