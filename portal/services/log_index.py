"""The log of one run as it is asked: by word, by patient, by fate, in either order (law 1).

A run never changes, so its log is read once. What repeats from entry to entry is kept as a number for a word,
so that a word is looked for among the few words there are and not in every entry; patients are found by
their number at once. An answer is where its entries stand, kept for the next page of it. In memory only,
unmasked: whoever calls this has asked for authority first and masks after.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import polars as pl

from portal.opened_classes import as_everybody
from portal.services.log_entries import JOINED, POSITION, entries
from portal.services.remembered import remembered
from portal.viewmodels.log import LogQuery, Order
from storage import Storage

_URGENT = {"waiting": 0, "flagged": 1, "skipped": 2, "merged": 3, "imported": 4}
_REPEATED = ("file", "table", "disposition", "reasons", "by")
_SEARCHED = ("file", "table", "reasons", "by")


@dataclass(frozen=True)
class Repeated:
    """A column of few words. codes: for each entry the number of its word."""

    words: pl.Series = field(repr=False)
    codes: pl.Series = field(repr=False)

    @classmethod
    def of(cls, column: pl.Series) -> Repeated:
        words = column.fill_null("").unique().sort()
        codes = column.fill_null("").cast(pl.Enum(words)).to_physical().cast(pl.UInt32)
        return cls(words, codes)

    def holds(self, wanted: pl.Series) -> pl.Series:
        """For each entry whether its word is wanted. wanted: of `words`."""
        return wanted.gather(self.codes)


@dataclass(frozen=True)
class LogIndex:
    """ids: source id, targets and patient of each entry in small letters. patients: (number, position), by
    number. urgent: positions, what waits first.
    """

    log: pl.DataFrame = field(repr=False)
    repeated: dict[str, Repeated] = field(repr=False)
    ids: pl.Series = field(repr=False)
    patients: pl.DataFrame = field(repr=False)
    urgent: pl.Series = field(repr=False)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Every reason that the log names, in alphabetical order."""
        return tuple(
            sorted({one for text in self.repeated["reasons"].words for one in text.split(JOINED) if one})
        )

    def positions(self, query: LogQuery, *, identity: bool) -> pl.Series:
        """Where the entries that answer stand, in the order asked for. identity: whether ids are searched."""
        if query.patient.strip():
            return self._in_order(self._of_patient(query, identity=identity), query.order)
        mask = self._mask(query, identity=identity)
        if mask is None:
            return self.urgent if query.order is Order.URGENT else self.log[POSITION]
        if query.order is Order.URGENT:
            return self.urgent.filter(mask.gather(self.urgent))
        return self.log[POSITION].filter(mask)

    def _of_patient(self, query: LogQuery, *, identity: bool) -> pl.Series:
        """The few entries about one patient, of which the other questions are asked then."""
        number = number_of(query.patient)
        first, last = (self.patients["number"].search_sorted(number, side=side) for side in ("left", "right"))
        found = self.patients["position"].slice(int(first), int(last) - int(first) if identity else 0)
        rest = replace(query, patient="")
        mask = self._at(found)._mask(rest, identity=identity)
        return found if mask is None else found.filter(mask)

    def _at(self, positions: pl.Series) -> LogIndex:
        """The same of these entries alone."""
        few = {
            name: Repeated(each.words, each.codes.gather(positions)) for name, each in self.repeated.items()
        }
        return replace(self, log=self.log[positions], repeated=few, ids=self.ids.gather(positions))

    def _in_order(self, found: pl.Series, order: Order) -> pl.Series:
        if order is Order.FILE:
            return found.sort()
        rank = _rank(self.repeated["disposition"]).gather(found)
        return pl.DataFrame({"rank": rank, POSITION: found}).sort("rank", POSITION)[POSITION]

    def _mask(self, query: LogQuery, *, identity: bool) -> pl.Series | None:
        """For each entry whether it answers; None where nothing was asked."""
        asked = []
        file, _, table = query.table.partition("\t")
        if query.table:
            asked += [self._is("file", file), self._is("table", table)]
        if query.disposition:
            asked.append(self._is("disposition", query.disposition))
        if query.record is not None:
            asked.append((self.log["record"] == query.record).fill_null(False))
        if query.reason:
            several = self.repeated["reasons"].words.str.split(JOINED).list.contains(query.reason)
            asked.append(self.repeated["reasons"].holds(several))
        if query.search.strip():
            asked.append(self._searched(query.search.strip().lower(), identity=identity))
        return None if not asked else _all(asked)

    def _is(self, name: str, word: str) -> pl.Series:
        repeated = self.repeated[name]
        return repeated.holds(repeated.words == word)

    def _searched(self, text: str, *, identity: bool) -> pl.Series:
        """Text as typed, upper or lower case alike; a number also finds the record of that number."""
        found = pl.repeat(False, self.log.height, eager=True)
        for name in _SEARCHED:
            words = self.repeated[name].words
            held = words.str.to_lowercase().str.contains(text, literal=True)
            if held.any():
                found = found | self.repeated[name].holds(held)
        if identity:
            found = found | self.ids.str.contains(text, literal=True)
        if text.isdigit():
            found = found | (self.log["record"].cast(pl.String) == text).fill_null(False)
        return found


def number_of(patient: str) -> str:
    """The number by which a patient is asked for, trimmed and in small letters; of an id its last part."""
    return patient.strip().lower()


def index_of(store: Storage, project: str, run: str) -> LogIndex:
    return _index(as_everybody(store), project, run)


def answer(store: Storage, project: str, run: str, query: LogQuery, *, identity: bool) -> pl.Series:
    """Positions of the entries that answer `query`, whichever page of them is asked for."""
    return _answer(as_everybody(store), project, run, replace(query, page=1), identity=identity)


@remembered(most=16)
def _answer(store: Storage, project: str, run: str, query: LogQuery, *, identity: bool) -> pl.Series:
    return _index(store, project, run).positions(query, identity=identity)


@remembered(most=2)
def _index(store: Storage, project: str, run: str) -> LogIndex:
    return indexed(entries(store, project, run))


def indexed(log: pl.DataFrame) -> LogIndex:
    """log: LOG_SCHEMA with POSITION."""
    repeated = {name: Repeated.of(log[name]) for name in _REPEATED}
    ids = pl.concat_str(
        [pl.col(name).fill_null("") for name in ("source_id", "targets", "patient")], separator="\n"
    )
    rank = pl.DataFrame({"rank": _rank(repeated["disposition"]), POSITION: log[POSITION]})
    return LogIndex(
        log,
        repeated,
        log.select(ids.str.to_lowercase().alias("ids"))["ids"],
        _patients(log),
        rank.sort("rank", POSITION)[POSITION],
    )


def _patients(log: pl.DataFrame) -> pl.DataFrame:
    number = pl.col("patient").str.splitn(":", 3).struct[2].str.to_lowercase().alias("number")
    named = log.lazy().select(number, pl.col(POSITION).alias("position")).drop_nulls("number")
    return named.sort("number", "position").collect()


def _rank(dispositions: Repeated) -> pl.Series:
    ranks = dispositions.words.replace_strict(_URGENT, default=len(_URGENT), return_dtype=pl.UInt8)
    return ranks.gather(dispositions.codes)


def _all(masks: list[pl.Series]) -> pl.Series:
    whole = masks[0]
    for mask in masks[1:]:
        whole = whole & mask
    return whole
