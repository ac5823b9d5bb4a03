"""Codes that say only that something was there: a field full of them is mapped in form, not in substance."""

from __future__ import annotations

GENERIC = frozenset({"other", "unknown"})


def is_generic(code: str) -> bool:
    return code in GENERIC
