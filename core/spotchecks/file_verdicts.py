"""What a person says of one file: whether it is with the right patient (law 2).

A verdict is about one file under one patient, known by path and digest: filed under another, or with other
bytes, the file is asked about again. Whoever takes "wrong patient" back says why (ADR 67).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class FileSaid(StrEnum):
    RIGHT = "right patient"
    WRONG = "wrong patient"
    UNSURE = "cannot tell"


@dataclass(frozen=True)
class FileVerdict:
    """patient: id of the one it is filed under. note: words of the person, "" for none.

    asked: False where nobody was asked why "wrong patient" was taken back, in journals from before ADR 67.
    by_patient: False where an open concern about the file under somebody else was taken for one about this,
    in journals from before that was mended. concern: number of the open one about this file under this
    patient, where it is wrong; 0 where there is none. `judge_file` fills it in.
    """

    path: str = field(repr=False)
    digest: str = field(repr=False)
    patient: str = field(repr=False)
    said: FileSaid
    note: str = field(repr=False)
    by: str
    at: datetime
    asked: bool = True
    by_patient: bool = True
    concern: int = field(default=0, compare=False)

    @property
    def about(self) -> tuple[str, str, str]:
        return self.path, self.digest, self.patient


def takes_back(last: FileVerdict | None, said: FileSaid) -> bool:
    """Whether `said` takes back that the file is with the wrong patient."""
    return last is not None and last.said is FileSaid.WRONG and said is not FileSaid.WRONG
