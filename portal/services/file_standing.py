"""What people have said of files, for the ledger of a run, and what of it the gates count.

A verdict speaks for a file as long as it lies under the same patient with the same bytes (core.spotchecks).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import polars as pl

from core.files.ledger import Ledger
from core.files.model import LedgerFile, Verdict
from core.imaging.matching import Verdict as Matched
from core.spotchecks import Checking, FileSaid, FileVerdict
from core.spotchecks.opened import opened

Key = tuple[str, str, str]


def key_of(file: LedgerFile) -> Key:
    """What a verdict is about; one under several patients is told by the first of them."""
    return file.path, file.digest, file.patients[0] if file.patients else ""


def standing_verdicts(checking: Checking) -> Mapping[Key, FileVerdict]:
    """The last word about each file."""
    return {each.about: each for each in checking.files}


def said_of(file: LedgerFile, stands: Mapping[Key, FileVerdict]) -> FileVerdict | None:
    return stands.get(key_of(file))


def all_said_of(file: LedgerFile, checking: Checking) -> tuple[FileVerdict, ...]:
    """Every word about it, in order: a later one takes no earlier one away."""
    return tuple(each for each in checking.files if each.about == key_of(file))


def left_in(files: Iterable[LedgerFile], stands: Mapping[Key, FileVerdict]) -> tuple[int, ...]:
    """Places of suspicious files that nobody has spoken of."""
    return tuple(f.place for f in files if f.verdict is Verdict.SUSPICIOUS and said_of(f, stands) is None)


def unmatched(images: pl.DataFrame, whole: Ledger, checking: Checking) -> int:
    """Images that are not known to be with their patient: those that the run could not match, those that
    speak of somebody else, and those said to be with the wrong one; but none that a person said is right.

    images: path and verdict, as the run matched them.
    """
    stands = standing_verdicts(checking)
    own = {file.path: file for file in whole.received}
    return sum(
        _unmatched(verdict, own.get(path), stands)
        for path, verdict in images.select("path", "verdict").rows()
    )


def _unmatched(verdict: str, file: LedgerFile | None, stands: Mapping[Key, FileVerdict]) -> bool:
    said = said_of(file, stands) if file else None
    if said is not None and said.said is FileSaid.RIGHT:
        return False
    doubted = said is not None or (file is not None and file.verdict is Verdict.SUSPICIOUS)
    return doubted or verdict != Matched.MATCHED.value


def concerns_without_a_draw(checking: Checking, stated: int | None) -> int | None:
    """Open concerns where no charts were drawn: those that people stated, and those about files."""
    about_files = len(opened(checking))
    return (stated or 0) + about_files if about_files else stated
