"""The values of one column: what each stands for, who said so, and what somebody says about many at once.

Spellings that differ in case alone are one value, as value maps and corrections compare (contracts,
section 2). Everything here goes by distinct values with counts, so that a column of a million rows costs what
its values cost.
"""

from __future__ import annotations

from core.values.generic import is_generic
from core.values.hints import Hint, Hints
from core.values.origins import Origin, with_origins
from core.values.saying import given_to, is_coded, said, with_values
from core.values.worded import counted, worded

__all__ = [
    "Hint",
    "Hints",
    "Origin",
    "counted",
    "given_to",
    "is_coded",
    "is_generic",
    "said",
    "with_origins",
    "with_values",
    "worded",
]
