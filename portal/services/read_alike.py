"""Files are read under what people said of them, and read again as a run read them (laws 2 and 3).

A run keeps the version of what was said that it was asked for; runs from before there were such versions kept
the repairs that were accepted, in full.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from core.choices import NO_CHOICES, Choices
from core.choices.file import from_json
from core.progress import Telling
from core.repairs import Repairs
from core.sources.elsewhere import NOWHERE, Elsewhere
from core.sources.means import NO_MEANS, Means
from core.tables import Intake, Upload
from storage import Storage, Work
from storage.reading import read_uploads

READING = "reading"
"""Where a run's payload and summary, and the note of a look, name the version of what was said."""


@dataclass(frozen=True)
class Spoken:
    """What people said as of one version: 0 while nobody said anything.

    means: the passwords they gave, and the bounds of this installation.
    """

    version: int = 0
    choices: Choices = field(default=NO_CHOICES, repr=False)
    means: Means = field(default=NO_MEANS, repr=False)

    def read(
        self,
        uploads: Iterable[Upload],
        *,
        progress: Telling | None = None,
        elsewhere: Elsewhere = NOWHERE,
        packed: bool = False,
    ) -> Intake:
        """packed: for whoever goes through the rows of large tables a few at a time (core.sources.means)."""
        means = replace(self.means, packed=packed)
        return read_uploads(
            uploads, choices=self.choices, means=means, progress=progress, elsewhere=elsewhere
        )


def spoken_now(work: Work, project: str) -> Spoken:
    return spoken_at(work, project, work.choices.version(project))


def spoken_at(work: Work, project: str, version: int) -> Spoken:
    """Raises NotStored for a version that there is not."""
    row = work.choices.get(project, version)
    if row is None:
        return Spoken(means=work.means)
    choices = from_json(row.text) if row.text else NO_CHOICES
    return Spoken(version, choices, replace(work.means, passwords=row.passwords))


def as_read_by(store: Storage, project: str, summary: Mapping[str, Any]) -> Spoken:
    """Under what the run of this summary read its files."""
    with store.read() as work:
        return spoken_for(work, project, summary)


def spoken_for(work: Work, project: str, summary: Mapping[str, Any]) -> Spoken:
    """The same, within one reading of the store."""
    if READING in summary:
        return spoken_at(work, project, summary[READING])
    repairs = Repairs.from_record(summary.get("repairs", ()))
    return Spoken(choices=Choices(repairs=repairs), means=work.means)
