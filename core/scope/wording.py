"""Sentences that people read about a scope and why a step of it was not taken."""

from __future__ import annotations

from collections.abc import Iterable

DECLARED = "The scope was begun already."
NOT_DECLARED = "Nobody has begun the scope yet."
AMEND = "This scope was approved. What changes now is an amendment and needs a reason."
NOT_APPROVED = "Nothing was approved yet, so there is nothing to amend."
NO_REASON = "A change to an approved scope needs a reason that others can read later."
NO_TERMS = "There are no terms yet. Please write them down first."
APPROVED = "All of this is approved already."
APPROVE_AMENDMENTS = "This scope was approved before; what waits now are its amendments."
NO_SOURCE = "No system is named yet that you are leaving."
TWICE = "There is already one of this name."
NO_NAME = "It needs a name."
BELOW_ZERO = "These numbers count something, so none of them can be below zero."


def only_the_owner(role: str) -> str:
    return f"Your role here is {role}; a scope is approved by the owner."


def undecided(names: Iterable[str]) -> str:
    return f"Nobody has said yet whether these move: {', '.join(names)}."


def open_integrations(names: Iterable[str]) -> str:
    return f"Nobody has said yet what becomes of these: {', '.join(names)}."


DOMAINS = "A scope names every part of the record once, whether it moves or stays."
