"""What an entry does to an account, by the kind that its type is of (core.record LEDGER_TYPE).

Production is what was charged; collections are what came in, less what was given back; adjustments are what
was changed without money. Of every account: balance = production - collections + adjustments + the rest.
"""

from __future__ import annotations

PRODUCTION = ("charge", "finance_charge")
COLLECTIONS = ("payment", "insurance_payment", "deposit", "refund")
ADJUSTMENTS = ("adjustment", "write_off", "discount", "credit")
LOWERS = ("payment", "insurance_payment", "deposit", "write_off", "discount", "credit")
"""Kinds that lower a debt: an amount above zero is against their kind."""
RAISES = ("charge", "finance_charge", "refund")
MONEY_IN = ("payment", "insurance_payment", "deposit")
"""What is income that nobody has applied yet, where it names no treatment and no debt is left."""
