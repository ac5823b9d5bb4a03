"""Codes that say only that something was there: a field full of them was mapped in form and not in substance."""

from __future__ import annotations

GENERIC = frozenset({"other", "unknown"})


def is_generic(code: str) -> bool:
    return code in GENERIC
