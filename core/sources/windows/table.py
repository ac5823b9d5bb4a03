"""One large table, opened and given out in parts: the result of reading it whole, a few windows at a time.

Reader, counter and whoever takes the parts work side by side; what comes out does not depend on that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor

from core.findings import Finding
from core.repairs import NO_REPAIRS, Repairs
from core.sources.body import OVERLONG, UNCLOSED, Body, spare_cells
from core.sources.counting import Counted
from core.sources.delimited import finished, several_lines, stem
from core.sources.encoding import Text
from core.sources.naming import column_names
from core.sources.noticing import Tally, evidence, told
from core.sources.repairs import headed
from core.sources.sizes import SIZES, Sizes
from core.sources.windows.counting import WindowCounter, above, beneath
from core.sources.windows.ends import head_of, held_back, open_ended, spare_lines
from core.sources.windows.feed import Feed, ahead, chunks
from core.sources.windows.reading import BEYOND, WindowReader
from core.sources.windows.settling import Ranges, Settler, Stretch
from core.sources.windows.survey import Surveyed
from core.tables import Account, Part, Share, Upload

NOT_REPAIRED = "too_large_to_repair"
NOT_PARTED = "tables_not_parted"
DAMAGED = frozenset({"short_rows", "long_rows", "stray_quotes", UNCLOSED, OVERLONG})
"""Findings about rows for which repairs are looked for where a table is read whole."""

Sides = tuple[Future[Body], Future[Counted]]


class WindowedTable:
    """A delimited text whose encoding and layout are known. `parts` may be gone through again."""

    def __init__(
        self, upload: Upload, seen: Surveyed, *, sizes: Sizes = SIZES, repairs: Repairs = NO_REPAIRS
    ) -> None:
        self.upload, self.seen, self.sizes = upload, seen, sizes
        self.name = stem(upload)
        self.head = head_of(self._pieces, sizes)
        self.text = Text(self.head.utf8, seen.encoding, seen.skipped, seen.size, seen.evidence, seen.sure)
        self.judged = self.head.found
        self.held = held_back(seen, self.judged, self.head, self._count)
        named, self.heading = headed(self.judged, upload, self.text, repairs)
        self.found = open_ended(named)
        self.progress: Callable[[str], None] | None = None
        """Told how far a way through the table is."""
        self.told: Callable[[int, int], None] | None = None
        """Told the bytes of the file that are settled, and the records in them."""
        self.account: Account | None = None
        """Known when all parts were taken."""
        self.needs_whole = False
        """Whether something was met that is looked at only where all of the table is read at once."""
        self.sound_only = False
        """Whether the parts are wanted only as long as nothing of that kind is met."""

    @property
    def key(self) -> tuple[str, str]:
        """What names this table in mappings, logs and digests."""
        return (self.upload.path, self.name)

    def parts(self) -> Iterator[Part]:
        """Every record once, in the order of the text."""
        with ThreadPoolExecutor(3) as pool:
            going = _Going(self, pool)
            waiting: Part | None = None
            while not going.over:
                self._tell(going)
                sides = going.begin(pool)
                if waiting is not None:
                    yield waiting
                waiting = going.end(sides)
                self.needs_whole = going.needs_whole
                if self.needs_whole and self.sound_only:
                    return
            if waiting is not None:
                yield waiting
            self.account = going.account()

    def columns(self, longest: int) -> tuple[tuple[str, ...], int]:
        """(names, how many had to change) where the longest record has so many cells."""
        layout = self.found.layout
        return column_names(layout.names, width=layout.width, longest=longest)

    def named(self) -> bool:
        """Whether the names of the table are those of its header, mark by mark."""
        _, renamed = self.columns(0)
        repaired = self.heading is not None and self.heading.applied
        return not (renamed or repaired or several_lines(self.head.utf8, self.found.layout))

    def chunks(self, pool: Executor) -> Iterator[list[bytes]]:
        """The text as UTF-8, a window at a time, each in parts."""
        return ahead(chunks(self._pieces(), self.sizes.window), pool)

    def spare(self) -> int:
        """Cells beyond the expected that a record may have."""
        layout = self.found.layout
        return spare_cells(spare_lines(self.seen, layout, self.head, self.held, self._count))

    def _tell(self, going: _Going) -> None:
        if self.progress is not None:
            done = 100 * going.settler.original // max(self.seen.size, 1)
            self.progress(f"{self.upload.path}: {done} % read")
        if self.told is not None:
            self.told(going.settler.original, going.settler.sums.kept)

    def _pieces(self) -> Iterator[bytes]:
        return self.seen.pieces(self.upload.open_slices)

    def _count(self, byte: bytes) -> int:
        return sum(piece.count(byte) for piece in self._pieces())


class _Going:
    """One way through a table: both sides, what settles them, and the text that is in memory."""

    def __init__(self, table: WindowedTable, pool: Executor) -> None:
        layout, head = table.found.layout, table.head.utf8
        self.table, self.layout, self.reach = table, layout, table.sizes.reach
        line = head.count(layout.dialect.end, 0, layout.body) + 1
        self.reader = WindowReader(layout, line=line, spare=table.spare(), reach=self.reach)
        self.counter = WindowCounter(layout, head[layout.header : layout.body], reach=self.reach)
        self.reader.sound_only = self.counter.sound_only = table.sound_only
        self.settler = Settler(layout, table.text, above(head, layout), named=table.named())
        self.feed = Feed(table.chunks(pool), table.held)
        self.over = False

    def begin(self, pool: Executor) -> Sides:
        """Sets both sides to work on what is in memory now."""
        feed = self.feed
        feed.move(self.settler.since)
        given = (feed.data, feed.base, feed.end)
        return (
            pool.submit(self.reader.read, *given, more=not feed.ended),
            pool.submit(self.counter.count, *given, more=not feed.ended),
        )

    def end(self, sides: Sides) -> Part | None:
        """What is settled when both are done."""
        feed, settler = self.feed, self.settler
        settler.add(sides[0].result(), sides[1].result(), feed.base)
        before = settler.sums.kept
        if feed.ended:
            self.over = True
            return self._part(settler.settle(*self._last()), before)
        to = settler.agreed()
        both = min(self.reader.at, self.counter.at)
        if to == settler.since and both - to >= 2 * self.reach:
            settler.give_up(both)
            to = both
        if to == settler.since:
            return None
        return self._part(settler.settle(to, feed.data, feed.base), before)

    @property
    def needs_whole(self) -> bool:
        """Damaged rows, another table below, or a place at which looking ahead had to end."""
        sums = self.settler.sums
        beyond = bool(self.reader.forced) or self.counter.beyond
        return sums.damaged or sums.another or beyond or (self.over and sums.few_spaced)

    def _last(self) -> tuple[int, bytes, int, Ranges]:
        feed = self.feed
        below = beneath(feed.data, feed.end, self.layout)
        ranges = [(share, start + feed.base, stop + feed.base) for share, start, stop in below]
        return feed.base + feed.end, feed.data, feed.base, ranges

    def _part(self, stretch: Stretch, before: int) -> Part:
        names, _ = self.table.columns(self.settler.sums.longest)
        return Part(finished(stretch.frame, names, before=before), stretch.rejects, stretch.aside)

    def account(self) -> Account:
        """What is told of the table when it is over."""
        table, sums = self.table, self.settler.sums
        names, renamed = table.columns(sums.longest)
        tally = Tally(
            rows=sums.rows,
            widths=sums.widths,
            repaired=sums.repaired,
            nul=self.feed.nul,
            renamed=renamed,
            repeated=sums.repeated,
            reasons=sums.reasons,
            blanks=sums.blanks,
            counted=sums.counted,
        )
        key = table.key
        proposals = (table.heading,) if table.heading else ()
        noticed = told(key, table.found, tally, sums.shares, table.text, proposals)
        return Account(
            *key,
            columns=names,
            records=sums.kept,
            rejects=sums.reasons.total(),
            counted=sums.counted,
            shares={share: sums.shares[share] for share in Share if sums.shares[share]},
            evidence=evidence(table.found, table.text),
            findings=(*noticed, *self._of_size(key, noticed)),
            proposals=proposals,
        )

    def _of_size(self, key: tuple[str, str], noticed: tuple[Finding, ...]) -> Iterator[Finding]:
        """What is said of a table that was gone through, beside what reading it noticed."""
        if self.reader.forced:
            yield Finding(BEYOND, *key, count=self.reader.forced)
        sums = self.settler.sums
        if sums.counted and not sums.kept:
            yield Finding("nothing_readable", *key)
        if sums.another:
            yield Finding(NOT_PARTED, *key)
        damaged = sum(one.count for one in noticed if one.kind in DAMAGED)
        if damaged:
            yield Finding(NOT_REPAIRED, *key, count=damaged)
