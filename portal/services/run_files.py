"""The list of files of a run: what arrived besides tables, to whom it belongs, and which one a record names.

For whoever was let in: the list tells whose a file is. A run never changes, so it is read once, in memory.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from core.parts import RESTRICTED
from portal.services.remembered import remembered
from storage import Storage

_FILES = "files"


@dataclass(frozen=True)
class RunFile:
    """number: its place in the list, from 0. patient: number of the patient in the old system, or None.

    verdict, reason: as core.imaging.matching gives them.
    """

    number: int
    path: str = field(repr=False)
    sha256: str = field(repr=False)
    size: int
    kind: str
    verdict: str
    patient: str | None = field(repr=False)
    reason: str


@dataclass(frozen=True)
class RunFiles:
    """In the order of the list."""

    files: tuple[RunFile, ...] = ()
    _by_end: Mapping[str, tuple[int, ...]] = field(default_factory=dict, repr=False)

    def at(self, number: int) -> RunFile | None:
        return self.files[number] if 0 <= number < len(self.files) else None

    def named(self, name: str) -> RunFile | None:
        """The file that a record means by a name or a path: the longest end of it that fits only one."""
        parts = _tidy(name).split("/")
        for start in range(len(parts)):
            found = self._by_end.get("/".join(parts[start:]), ())
            if found:
                return self.files[found[0]] if len(found) == 1 else None
        return None

    def of(self, patient: str) -> tuple[RunFile, ...]:
        return tuple(each for each in self.files if each.patient == patient)


def _tidy(path: str) -> str:
    """Old databases write backslashes, drive letters and either case."""
    return path.replace("\\", "/").replace("!/", "/").strip().lstrip("/").casefold()


@remembered(most=4)
def files_of(store: Storage, project: str, run: str) -> RunFiles:
    """Empty where the run has no list."""
    with store.read() as work:
        if not any(part.name == _FILES for part in work.runs.parts(project, run)):
            return RunFiles()
        frame = work.runs.open_part(project, run, _FILES, RESTRICTED)
    files = tuple(RunFile(number, **row) for number, row in enumerate(frame.iter_rows(named=True)))
    ends: dict[str, list[int]] = defaultdict(list)
    for file in files:
        parts = _tidy(file.path).split("/")
        for start in range(len(parts)):
            ends["/".join(parts[start:])].append(file.number)
    return RunFiles(files, {end: tuple(numbers) for end, numbers in ends.items()})
