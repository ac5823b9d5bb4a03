"""What a worker is doing, in words, for whoever watches."""

from __future__ import annotations

READ = "Reading {}"
SUGGEST = "Finding where each column belongs"
PUBLISH = "Sealing and storing the result"

STAGES = {
    "read": "Reading your files",
    "shape": "Filling the clinic record, table {} of {}",
    "link": "Joining what belongs together",
    "check": "Checking every record",
    "log": "Writing the migration log",
    "reconcile": "Adding everything up",
    "publish": PUBLISH,
}


def stage(name: str, done: int, total: int) -> str:
    """done of total count from 0; they are said where they mean tables."""
    return STAGES[name].format(done + 1, total)
