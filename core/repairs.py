"""Repairs of damaged rows, as data: what is proposed, and what a person has accepted (law 2).

A proposal changes nothing. What was accepted is an input of reading, so that a run stays a pure function
of what went in (law 3): the same files under the same repairs give the same tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from core.digests import combined, facts_digest


class RepairKind(StrEnum):
    """What is thought to have happened to a row, in the order in which it is looked for."""

    MISSING_DELIMITER = "missing_delimiter"
    """Two values run together, or an empty one was left out."""
    SURPLUS_DELIMITER = "surplus_delimiter"
    """An empty cell stands where none belongs."""
    BARE_DELIMITER = "bare_delimiter"
    """A value holds the delimiter and was not quoted."""
    OTHER_DIALECT = "other_dialect"
    """The row is written with another delimiter."""
    OPEN_QUOTE = "open_quote"
    """A quotation mark is opened and never closed."""
    SEVERAL = "several_damages"
    """More than one of these in one row."""
    HEADER = "damaged_header"
    """One of these, in the row of column names."""


@dataclass(frozen=True)
class Proposal:
    """A reading of one damaged line under which every cell fits its column.

    file, table: as the table is called. upload: SHA-256 of the file it is in. line: 1-based. start, end:
    byte range in the file. raw: the line as it stood; before: its cells as read without the repair (empty
    where it was a reject); after: its cells as proposed, one for each column. column: the first column that
    the repair changes. others: how many other readings were weighed. confidence: from 0 to 1, how much more
    likely this reading is than all others together. applied: whether it was accepted and is in the table; by:
    on whose word, "" where that is not noted. record: ordinal of the record in the table, None where it is
    none (a header, or a reject).
    raw, before and after are patient data: sealed, and never part of a message.
    """

    kind: RepairKind
    file: str
    table: str
    upload: str
    line: int
    start: int
    end: int
    raw: str = field(repr=False)
    before: tuple[str | None, ...] = field(repr=False)
    after: tuple[str, ...] = field(repr=False)
    column: str
    others: int
    confidence: float
    applied: bool = False
    record: int | None = None
    by: str = ""

    @property
    def cells(self) -> str:
        """Digest of the proposed cells: what exactly is accepted."""
        return combined((str(index), cell.encode().hex()) for index, cell in enumerate(self.after))

    @property
    def one(self) -> Accepted:
        """What accepting this proposal alone means."""
        return Accepted(self.upload, self.kind, self.start, self.end, self.cells)


@dataclass(frozen=True)
class Accepted:
    """That proposals may be applied. upload: SHA-256 of a file; kind: of this kind; None stands for all.

    start, end, cells: only the proposal for this byte range with cells of this digest. by: who said so, ""
    where that is not noted.
    """

    upload: str | None = None
    kind: RepairKind | None = None
    start: int | None = None
    end: int | None = None
    cells: str | None = None
    by: str = ""

    def covers(self, proposal: Proposal) -> bool:
        """Whether `proposal` is among what was accepted."""
        wanted = ((self.upload, proposal.upload), (self.kind, proposal.kind))
        exact = ((self.start, proposal.start), (self.end, proposal.end), (self.cells, proposal.cells))
        return all(mine is None or mine == its for mine, its in (*wanted, *exact))

    def facts(self) -> Mapping[str, str]:
        """As named texts, those that are set; that all are accepted is said, too."""
        said = {
            "upload": self.upload,
            "kind": self.kind.value if self.kind else None,
            "start": self.start,
            "end": self.end,
            "cells": self.cells,
        }
        named = {name: str(value) for name, value in said.items() if value is not None}
        who = {"by": self.by} if self.by else {}
        return {**(named or {"all": "yes"}), **who}


@dataclass(frozen=True)
class Repairs:
    """Everything that was accepted; what it does not cover is proposed and left as it stands."""

    accepted: tuple[Accepted, ...] = ()

    @classmethod
    def of(cls, accepted: Iterable[Accepted]) -> Repairs:
        """Independent of order and of what was said twice."""
        return cls(tuple(sorted(set(accepted), key=lambda one: sorted(one.facts().items()))))

    def covers(self, proposal: Proposal) -> bool:
        """Whether `proposal` is to be applied."""
        return any(one.covers(proposal) for one in self.accepted)

    def settled(self, proposal: Proposal) -> Proposal:
        """The proposal with whether it is applied, and on whose word."""
        covering = [one for one in self.accepted if one.covers(proposal)]
        by = next((one.by for one in covering if one.by), "")
        return replace(proposal, applied=bool(covering), by=by)

    def with_accepted(self, one: Accepted) -> Repairs:
        """These and one more."""
        return Repairs.of((*self.accepted, one))

    def record(self) -> list[dict[str, str]]:
        """As JSON, for whoever reads the same files again as this run did."""
        return [dict(one.facts()) for one in self.accepted]

    @classmethod
    def from_record(cls, said: Iterable[Mapping[str, str]]) -> Repairs:
        """The inverse of `record`."""
        return cls.of(
            Accepted(
                one.get("upload"),
                RepairKind(one["kind"]) if "kind" in one else None,
                int(one["start"]) if "start" in one else None,
                int(one["end"]) if "end" in one else None,
                one.get("cells"),
                one.get("by", ""),
            )
            for one in said
        )

    def digest(self) -> str:
        """Hex digest of what was accepted, for the name of a run."""
        return combined((str(n), facts_digest(one.facts())) for n, one in enumerate(self.accepted))


NO_REPAIRS = Repairs()
ALL_REPAIRS = Repairs((Accepted(),))
"""Every proposal, of whatever kind and file (`--repair`)."""
