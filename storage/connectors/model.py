"""What a connector is: the one shape that every kind of system is brought into."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

from storage.connectors.asking import Asking


@dataclass(frozen=True)
class Taken:
    """One page. records: each a JSON text on one line, as it was sent (patient data).

    then: from where the next page is asked for, None after the last. total: records that the system says
    there are, None where it does not say.
    """

    records: tuple[bytes, ...] = field(repr=False)
    then: str | None = None
    total: int | None = None


@dataclass(frozen=True)
class Plan:
    """names: the kinds of record, in order; a file each. told: what must be kept to go on after a stop."""

    names: tuple[str, ...]
    told: str = ""


class Connector(Protocol):
    """How one kind of system hands out its records. Raises ExtractRefused."""

    def plan(self, ask: Asking, told: str) -> Plan:
        """What there is. told: of an earlier plan for the same extract, "" at the first time."""
        ...

    def pages(self, ask: Asking, name: str, *, plan: Plan, since: str | None) -> Iterator[Taken]:
        """The pages of one kind of record. since: `then` of the last page that was kept."""
        ...
