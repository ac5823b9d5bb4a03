"""Runs that take over what did not change since the last one of the same files (ADR 62, ADR 65).

Only a question of time: where anything of the earlier run cannot be had, everything is done.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

import polars as pl

from core.again import Earlier, Inputs, Reading, migrate_again, tables_before
from core.choices import Choices
from core.decisions import Decisions
from core.hands import Hands
from core.keeping import kept_of
from core.known import CannotReuse
from core.made_of import inputs_of
from core.mapping.model import Mapping as ColumnMapping
from core.outcome import Outcome
from core.record import RECORD
from core.runs import run_id
from core.sources import look_at
from core.sources.means import Means
from core.stages import Progress
from core.tables import ReadTable, Upload
from portal.services.made_whole import differs, is_made_whole, published
from portal.services.mapping_fitting import covers
from storage import OUTAGES, Storage
from storage.errors import StorageError
from storage.reading import with_programs
from storage.stored_part import StoredPart


@dataclass(frozen=True)
class StoredRun(Earlier):
    """A published run of which stages were kept. run: its digest."""

    store: Storage
    project: str
    run: str
    told: dict[tuple[str, str], StoredPart] = field(default_factory=dict, repr=False, compare=False)

    def kept(self, name: str) -> bytes | None:
        try:
            with self.store.read() as work:
                return work.stages.open(self.project, self.run, name)
        except StorageError:
            return None

    def rows(
        self, name: str, sensitivity: str, columns: Sequence[str], start: int, count: int
    ) -> pl.DataFrame:
        try:
            return self._part(name, sensitivity).rows(start, count, columns)
        except StorageError:
            raise CannotReuse from None

    def _part(self, name: str, sensitivity: str) -> StoredPart:
        """Its blocks are told once: of one part many stretches are asked for."""
        if (name, sensitivity) not in self.told:
            with self.store.read() as work:
                self.told[name, sensitivity] = work.runs.stored(self.project, self.run, name, sensitivity)
        return self.told[name, sensitivity]


@dataclass(frozen=True)
class Files:
    """What a run reads, and how. uploads: all of its batch."""

    uploads: Sequence[Upload] = field(repr=False)
    choices: Choices = field(repr=False)
    means: Means = field(repr=False)

    def inputs(self) -> Inputs:
        return Inputs(
            {upload.path: upload.sha256 for upload in self.uploads}, self.choices, self.means.bounds.digest
        )

    def reading(self) -> Reading:
        """Reads one of them again. Raises CannotReuse for what lies inside another file."""
        by_path: Mapping[str, Upload] = {upload.path: upload for upload in self.uploads}
        means = with_programs(replace(self.means, packed=True))

        def read(path: str) -> Sequence[ReadTable]:
            if path not in by_path:
                raise CannotReuse
            looked = look_at(by_path[path], beside=by_path, choices=self.choices, means=means)
            return looked.reading.tables

        return read


def last_kept(store: Storage, project: str) -> StoredRun | None:
    """The run of the project that a next one may take something over from."""
    with store.read() as work:
        run = work.stages.latest(project)
        row = published(work, project, run) if run else None
    return StoredRun(store, project, row.run) if row and not differs(row) else None


def covered(earlier: StoredRun | None, mapping: ColumnMapping) -> bool:
    """Whether the mapping says of every table of the earlier run what becomes of it."""
    try:
        return earlier is not None and covers(mapping, tables_before(earlier))
    except CannotReuse:
        return False


def taken_over(
    earlier: StoredRun | None,
    files: Files,
    mapping: ColumnMapping,
    *,
    decisions: Decisions,
    progress: Progress,
    hands: Hands,
) -> Outcome | None:
    """The run with what did not change taken over; None where everything has to be done.

    A run that is asked for again with nothing changed is such a one: it is made from the files, and has to
    come out the same (ADR 69).
    """
    if earlier is None or _wants_proof(earlier, run_id(files.inputs().intake(()), mapping, decisions)):
        return None
    try:
        return migrate_again(
            earlier,
            files.inputs(),
            mapping,
            record=RECORD,
            decisions=decisions,
            read=files.reading(),
            progress=progress,
            hands=hands,
        )
    except CannotReuse:
        return None


def _wants_proof(earlier: StoredRun, run: str) -> bool:
    """Whether the run that would come is the last one, or one that was never made from the files."""
    with earlier.store.read() as work:
        row = published(work, earlier.project, run)
    return row is not None and (run == earlier.run or not is_made_whole(row))


def keep(store: Storage, project: str, outcome: Outcome, files: Files, *, before: str | None) -> None:
    """Leaves for the next run what this one found. Call it when the run is published.

    before: the run from which it took something over. Where it cannot be kept, the next run does everything.
    """
    inputs = files.inputs()
    said = inputs_of(inputs.digests, inputs.choices, inputs.bounds, outcome.decisions)
    with suppress(StorageError, OSError, *OUTAGES), store.begin() as work:
        work.stages.keep(project, outcome.run, kept_of(outcome, said), before=before)
