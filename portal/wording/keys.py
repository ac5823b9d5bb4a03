"""What is said about keys, to whoever runs the installation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

SEALING_ANEW = "Sealing anew"
RENEWED = "{}: {} keys were renewed. New things are sealed by them from now on, and nothing stands still."
WORKER = "A worker seals the older things anew in the background; `chartbridge keys show` says what is left."
REWRAPPED = "The keys of {} projects and {} keys of the installation are under the other master key now."
PEOPLE = "People and their accounts"
PEOPLE_TOO = "So are those of people and their accounts."
SAME_SEALED = "Nothing that was sealed has changed. The old master key opens nothing here any more."
THEN = "Set {} and start the portal and its workers again: those that run still have the old one."
NO_PROJECT = "There is no project yet, so there are no keys."
DESTROYED = "{}: its keys were destroyed."
OF = "Keys of {}"
COLUMNS = ("key", "version", "made", "fields sealed", "files sealed")
UNKNOWN_KEY = "This does not say where the master key is."
SAY_WHERE = "Say file:PATH, env:VARIABLE or kms:KEY."
NO_SUCH_PROJECT = "There is no project of this name or id."
WHICH = "`chartbridge keys show` lists them."


def renewed(facts: Mapping[str, Any]) -> str:
    """Of the trail: which key was renewed."""
    if facts["class"] == "project":
        return f"Renewed the project's key above all others: version {facts['version']}."
    return f"Renewed the key that seals {facts['class']} data: version {facts['version']}."
