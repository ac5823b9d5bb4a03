"""Uploads that are taken apart elsewhere: what stands between a batch and whoever else may read it.

Each upload is read by itself, so that another machine can do it: what comes back is what would have been
read here (law 3).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from core.findings import Finding
from core.sources.readers import Reading
from core.tables import Upload


@dataclass(frozen=True)
class Looked:
    """One upload taken apart. named: what its name says against its content. reading: what is in it."""

    named: tuple[Finding, ...]
    reading: Reading = field(repr=False)


Look = Callable[[Upload], Looked | None]
"""What was read elsewhere of one upload, waited for; None where it has to be read here."""


class Elsewhere(Protocol):
    """Reads some uploads of a batch, which those are it decides itself."""

    def looks(self, uploads: Sequence[Upload]) -> Look:
        """Begins with all of them at once."""
        ...


class Nowhere:
    """Every upload is read here."""

    def looks(self, uploads: Sequence[Upload]) -> Look:
        del uploads
        return lambda _: None


NOWHERE = Nowhere()
