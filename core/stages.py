"""What a run is doing, for whoever watches it."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum


class Stage(StrEnum):
    """What a run is doing, in order, for whoever watches it."""

    READ = "read"
    SHAPE = "shape"
    LINK = "link"
    CHECK = "check"
    LOG = "log"
    RECONCILE = "reconcile"
    PUBLISH = "publish"


Progress = Callable[[Stage, int, int], None]
"""Called with (stage, done, total) as a run goes on."""


def silent(_stage: Stage, _done: int, _total: int) -> None:
    """For runs that nobody watches."""
