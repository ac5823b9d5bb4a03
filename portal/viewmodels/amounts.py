"""An amount of money as a person types it, exactly or not at all (law 6)."""

from __future__ import annotations

import re
from decimal import Decimal

from core.money import minor_digits

_FORM = re.compile(r"-?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?")


def minor_units(text: str, currency: str) -> int | None:
    """ "12,345.60" in minor units; None where it cannot be meant so, such as "12.345,60"."""
    told = "".join(text.split()).replace("−", "-")
    if not _FORM.fullmatch(told):
        return None
    units = Decimal(told.replace(",", "")).scaleb(minor_digits(currency))
    return int(units) if units == units.to_integral_value() else None
