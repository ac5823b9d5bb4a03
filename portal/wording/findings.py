"""Findings in words: what the catalogue says a kind means, to a receptionist, and what to do about it."""

from __future__ import annotations

from core.catalogue import CATALOGUE
from core.findings import FindingKind

_BY_NAME: dict[str, FindingKind] = {kind.name: kind for kind in CATALOGUE}


def title(name: str) -> str:
    """The meaning of a kind; of a rule that is no finding, its own name as words."""
    kind = _BY_NAME.get(name)
    return kind.means.rstrip(".") if kind else name.replace("_", " ").capitalize()


def sentence(name: str) -> str:
    return f"{title(name)}."


def advice(name: str) -> str:
    kind = _BY_NAME.get(name)
    return kind.advice if kind else ""


def severity(name: str) -> str:
    kind = _BY_NAME.get(name)
    return kind.severity.value if kind else "info"
