"""Reader and counter of a large text brought together, stretch by stretch.

A stretch ends where both found a record to begin: what lies before such a place is settled for good, as
settling the whole would settle it (law 1). What lies after it waits for the next window.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt
import polars as pl

from core.sources.accounting import DIFFER, Account, rejects_of, settle, shares_of, with_rejects
from core.sources.aside import beside, in_order
from core.sources.body import Body
from core.sources.counting import Counted, merged
from core.sources.delimited import standing, without_headers
from core.sources.dialect import Layout
from core.sources.encoding import Text
from core.sources.noticing import blank_runs
from core.sources.repairs import Rows
from core.sources.repairs.proposing import few, spaced
from core.sources.several import below
from core.tables import LINE, Aside, Reject, Share

Offsets = npt.NDArray[np.int64]
Ranges = list[tuple[Share, int, int]]
NOWHERE: Offsets = np.empty(0, dtype=np.int64)


@dataclass(frozen=True)
class Stretch:
    """Records and rejects that are settled; frame of LINE and c0, c1, ... aside: written beside them."""

    frame: pl.DataFrame
    rejects: tuple[Reject, ...]
    aside: tuple[Aside, ...]


@dataclass
class Sums:
    """What was counted of the stretches that are settled, and of what was read."""

    rows: int = 0
    longest: int = 0
    widths: Counter[int] = field(default_factory=Counter)
    repaired: int = 0
    repeated: int = 0
    kept: int = 0
    another: bool = False
    """Whether another table seems to stand below."""
    odd: bool = False
    """Whether a row was read that has not the width of the table, or quotation marks where none belong."""
    begun: int = 0
    spaced: int = 0
    """Rows that begin with spaces after delimiters, and those that go on so."""
    counted: int = 0
    blanks: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    shares: Counter[Share] = field(default_factory=Counter)

    @property
    def damaged(self) -> bool:
        """Whether repairs are looked for where the table is read whole, as far as it is known now."""
        return self.odd or bool(self.reasons)

    @property
    def few_spaced(self) -> bool:
        """The same of a few rows with spaces after their delimiters, known at the end only."""
        return bool(self.spaced) and few(self.begun, self.kept)


@dataclass
class _Waiting:
    """What lies after the last place on which both agree; offsets are those of the text."""

    frames: list[pl.DataFrame] = field(default_factory=list)
    starts: Offsets = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    refused: list[tuple[int, int, str]] = field(default_factory=list)
    counted: Offsets = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    ranges: Ranges = field(default_factory=list)


class Settler:
    """Settles one table. since: offset in the text from which on nothing is settled yet.

    original: the same place as bytes of the file.
    """

    def __init__(self, layout: Layout, text: Text, above: Ranges, *, named: bool) -> None:
        self.layout, self.named = layout, named
        self.since = 0
        self.sums = Sums()
        self._text = text
        self.original = 0
        self._line = 1
        self._waiting = _Waiting(ranges=list(above))

    def add(self, body: Body, counted: Counted, base: int) -> None:
        """Takes what both sides found now; their offsets begin at `base` of the text."""
        frame, starts, repeated = without_headers(body, self.layout)
        sums, waiting = self.sums, self._waiting
        sums.rows += body.frame.height
        sums.longest = max(sums.longest, body.frame.width - 1)
        sums.widths += body.widths
        sums.another = sums.another or below(body, self.layout) is not None
        sums.odd = sums.odd or bool(body.doubtful or any(n != self.layout.width for n in body.widths))
        sums.repaired += body.repaired
        sums.repeated += repeated
        waiting.frames.append(frame)
        waiting.starts = np.concatenate([waiting.starts, starts + base])
        waiting.refused += [(start + base, stop + base, why) for start, stop, why in body.refused]
        waiting.counted = np.concatenate([waiting.counted, counted.starts + base])
        waiting.ranges += [(share, start + base, stop + base) for share, start, stop in counted.ranges]

    def agreed(self) -> int:
        """The last offset at which both found a record to begin; where the last stretch ended, if none."""
        waiting = self._waiting
        refused = np.array([start for start, _, _ in waiting.refused], dtype=np.int64)
        ours = np.sort(np.concatenate([waiting.starts, refused])) if len(refused) else waiting.starts
        return _last_common(ours, waiting.counted, since=self.since)

    def settle(self, to: int, data: bytes, base: int, beneath: Ranges | None = None) -> Stretch:
        """Everything before offset `to`. data: the text from `base` on. beneath: the footer's ranges."""
        before = self._parted(to)
        frame = _together(before.frames)
        footer = replace(self.layout, footer=to)
        account = settle(
            before.starts, Body(frame, before.starts, before.refused), Counted(before.counted, []), footer
        )
        account = Account(account.keep, _clipped(account.rejects, to), account.counted)
        last = beneath[-1][2] if beneath else to
        utf8 = data[self.since - base : last - base]
        ranges = merged([*before.ranges, *(beneath or [])])
        rejects = self._accounted(utf8, account, ranges)
        rows = standing(Rows(frame, before.starts), account.keep)
        aside = self._aside(utf8, with_rejects(ranges, account.rejects), rows)
        self.sums.kept += rows.frame.height
        begun, odd = spaced(rows.frame, self.layout)
        self.sums.begun, self.sums.spaced = self.sums.begun + begun, self.sums.spaced + len(odd)
        self._line = self._line_at(to, utf8)
        self.since = to
        return Stretch(rows.frame, rejects, aside)

    def give_up(self, to: int) -> None:
        """Nobody agrees on anything up to offset `to`, and no more may be held: it all becomes one reject."""
        waiting = self._waiting
        first = min([*waiting.starts[:1].tolist(), *waiting.counted[:1].tolist(), to])
        cut = int(np.searchsorted(waiting.starts, to))
        waiting.frames = [_together(waiting.frames)[cut:]]
        waiting.starts = waiting.starts[cut:]
        waiting.refused = [(first, to, DIFFER), *(one for one in waiting.refused if one[0] >= to)]
        self.sums.counted += int(np.searchsorted(waiting.counted, to)) - 1
        rest = waiting.counted[np.searchsorted(waiting.counted, to) :]
        waiting.counted = np.concatenate([np.array([first], dtype=np.int64), rest])

    def _parted(self, to: int) -> _Waiting:
        """What lies before `to`; the rest goes on waiting."""
        whole = self._waiting
        frame = _together(whole.frames)
        cut = int(np.searchsorted(whole.starts, to))
        counted = int(np.searchsorted(whole.counted, to))
        self._waiting = _Waiting(
            [frame[cut:]],
            whole.starts[cut:],
            [one for one in whole.refused if one[0] >= to],
            whole.counted[counted:],
            [(share, max(start, to), stop) for share, start, stop in whole.ranges if stop > to],
        )
        return _Waiting(
            [frame[:cut]],
            whole.starts[:cut],
            [one for one in whole.refused if one[0] < to],
            whole.counted[:counted],
            [(share, start, min(stop, to)) for share, start, stop in whole.ranges if start < to],
        )

    def _accounted(self, utf8: bytes, account: Account, ranges: Ranges) -> tuple[Reject, ...]:
        """Adds the stretch `utf8` to the sums; gives its rejects with their places in the file."""
        since, sums = self.since, self.sums
        skipped = self._text.skipped if since == 0 else 0
        bare = Text(utf8, self._text.encoding, skipped, 0, "")
        text = replace(bare, size=skipped + bare.width(0, len(utf8)))
        here = Account(None, tuple((a - since, b - since, why) for a, b, why in account.rejects), 0)
        local = [(share, a - since, b - since) for share, a, b in ranges]
        sums.shares.update(shares_of(Counted(NOWHERE, local), here, text))
        sums.blanks += blank_runs(ranges, self.layout.body)
        sums.counted += account.counted
        sums.reasons.update(why for _, _, why in account.rejects)
        rejects = tuple(self._placed(one) for one in rejects_of(here, text, self.layout))
        self.original += text.size
        return rejects

    def _aside(self, utf8: bytes, ranges: Ranges, rows: Rows) -> tuple[Aside, ...]:
        """What of the stretch is written beside the table."""
        local = [(share, start - self.since, stop - self.since) for share, start, stop in ranges]
        here = Rows(rows.frame, rows.starts - self.since)
        return in_order(beside(utf8, local, here, self.layout, line=self._line, named=self.named))

    def _placed(self, reject: Reject) -> Reject:
        start, end = reject.start or 0, reject.end or 0
        return replace(
            reject,
            line=reject.line + self._line - 1,
            start=start + self.original,
            end=end + self.original,
        )

    def _line_at(self, to: int, utf8: bytes) -> int:
        waiting = self._waiting
        if len(waiting.starts) and int(waiting.starts[0]) == to:
            return int(waiting.frames[0][LINE][0])
        return self._line + utf8.count(self.layout.dialect.end)


def _together(frames: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """One below the other; a column that some do not have is null there."""
    if len(frames) < 2:
        return frames[0] if frames else pl.DataFrame()
    alike = all(frame.columns == frames[0].columns for frame in frames)
    return pl.concat(frames, how="vertical" if alike else "diagonal")


def _clipped(rejects: tuple[tuple[int, int, str], ...], to: int) -> tuple[tuple[int, int, str], ...]:
    return tuple((start, min(stop, to), why) for start, stop, why in rejects)


def _last_common(ours: Offsets, theirs: Offsets, *, since: int) -> int:
    """The last place that is in both; it is near the end unless much is damaged."""
    looked_at = 64
    while True:
        common = np.intersect1d(ours[-looked_at:], theirs[-looked_at:])
        if len(common):
            return int(common[-1])
        if looked_at >= max(len(ours), len(theirs)):
            return since
        looked_at *= 8
