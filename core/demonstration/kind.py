"""What one of the exports in which the invented group can be had consists of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from core.demonstration.blemishes import Blemish
from core.demonstration.book import Book
from core.demonstration.expected.model import Expected, Source
from core.demonstration.group import Group, Pair
from core.demonstration.plants import Plant, Planting
from core.demonstration.truth import Truth, truth_from


@dataclass(frozen=True)
class Planter:
    """How a plant gets into this export. file: where it can be seen. entity: what stands there, where that is
    another kind of record than the group calls it.
    """

    file: str
    planting: Planting
    entity: str = ""


@dataclass(frozen=True)
class Kind:
    """One export of the group.

    kept: what of the group this export has. expected, files: the truth about its rows and its stored files.
    pairs: who is one person. found: (group, entity, the group's number) -> under what the file has it.
    """

    name: str
    title: str
    book: Book
    blemishes: tuple[Blemish, ...]
    plants: Mapping[Plant, Planter]
    kept: Callable[[Group], Group]
    export: Callable[[Group], dict[str, bytes]]
    expected: Callable[[Group], Mapping[Source, Sequence[Expected]]]
    files: Callable[[Group], Iterable[tuple[str, str, str | None]]]
    pairs: Callable[[Group], tuple[Pair, ...]]
    found: Callable[[Group, str, str], str]

    def truth(self, group: Group) -> Truth:
        """The truth about the export of `group`."""
        return truth_from(self.expected(group), self.files(group), self.pairs(group))


def by_number(_group: Group, _entity: str, number: str) -> str:
    """Of an export that has the group's own numbers."""
    return number
