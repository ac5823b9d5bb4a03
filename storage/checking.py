"""Whether everything that the database names is there, and opens: for whoever brought a store back."""

from __future__ import annotations

from dataclasses import dataclass

from storage.errors import BlobMissing, SealBroken
from storage.opening import Storage, Work
from storage.runs import Proven
from storage.stages import Stages
from storage.sweeping import needed
from storage.uploads import UploadRow


@dataclass(frozen=True)
class Checked:
    """files, runs: how many opened whole. broken: how many did not, and what was altered of what stages gave.

    missing: blobs named and not there.
    """

    files: int
    runs: int
    broken: int
    missing: int

    @property
    def whole(self) -> bool:
        return not self.broken and not self.missing


def check(storage: Storage) -> Checked:
    """Reads and proves every original, every run and what stages gave. Takes as long as reading all that."""
    missing = sum(storage.blobs.find(name) is None for name in sorted(needed(storage)))
    with storage.read() as work:
        projects = [project.id for project in work.projects.all()]
        files = [_opens(work, upload) for project in projects for upload in work.uploads.of(project)]
        seen: Proven = set()
        runs = [_holds(work, project, run.run, seen) for project in projects for run in work.runs.of(project)]
        altered = sum(_altered(work, project) for project in projects)
    broken = files.count(False) + runs.count(False) + altered
    return Checked(files.count(True), runs.count(True), broken, missing)


def _opens(work: Work, upload: UploadRow) -> bool:
    try:
        for _ in work.uploads.open_stream(upload):
            pass
    except (BlobMissing, SealBroken):
        return False
    return True


def _holds(work: Work, project: str, run: str, seen: Proven) -> bool:
    """Blobs that several runs share are read once."""
    try:
        work.runs.verify(project, run, proven=seen)
    except (BlobMissing, SealBroken):
        return False
    return True


def _altered(work: Work, project: str) -> int:
    """How many contents that stages gave do not open; those that are lost are no loss."""
    stages = Stages(work.unit_of_keys())
    return sum(_is_altered(stages, project, run, name) for run, name in stages.kept(project))


def _is_altered(stages: Stages, project: str, run: str, name: str) -> bool:
    try:
        stages.open(project, run, name)
    except SealBroken:
        return True
    return False
