"""How much of a large text is held in memory, as data: each bound with what happens beyond it."""

from __future__ import annotations

from dataclasses import dataclass

from core.sources.bounds import MEGABYTE


@dataclass(frozen=True)
class Sizes:
    """All in bytes.

    whole: a text of fewer is read whole. window: how much of a text is added at a time. reach: how far
    is looked ahead for the end of a damaged record; beyond it the record is settled without (law 2: with
    a finding). head: what names, delimiter and quotes are judged by, and how much of it at most. alone: of
    the files that have so many and are read whole, there is only one in memory at a time.
    """

    whole: int = 128 * MEGABYTE
    window: int = 16 * MEGABYTE
    reach: int = 32 * MEGABYTE
    head: int = 2 * MEGABYTE
    most_head: int = 64 * MEGABYTE
    alone: int = 32 * MEGABYTE


SIZES = Sizes()
"""Of tables that are given out in parts."""
ONE_TABLE = Sizes(whole=8 * MEGABYTE, window=8 * MEGABYTE)
"""Of those that come out as one: windows are quickest at about this size, where the same memory serves them
all and there are not too many of them."""
