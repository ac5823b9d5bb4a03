"""Spot-checks: which charts are looked at, what was found in them, and what that proves (laws 2 and 3).

Pure: the seed is given, the time of a step too. Nothing here knows a patient but by the id of the record.
"""

from core.spotchecks.bound import bound_of_draws, fewest_to_prove, upper_bound
from core.spotchecks.changes import Change, FileChange, changes, file_changes, said_of, serious
from core.spotchecks.checking import (
    Checking,
    Concern,
    Draw,
    draw,
    golden,
    judge,
    judge_file,
    raise_concern,
    settle,
)
from core.spotchecks.drawing import SIZES, Candidate, Stratum, drawn
from core.spotchecks.file_verdicts import FileSaid, FileVerdict, takes_back
from core.spotchecks.standing import Standing, standing_of
from core.spotchecks.verdicts import Found, Scope, Verdict, overruled, wants_reason

__all__ = [
    "SIZES",
    "Candidate",
    "Change",
    "Checking",
    "Concern",
    "Draw",
    "FileChange",
    "FileSaid",
    "FileVerdict",
    "Found",
    "Scope",
    "Standing",
    "Stratum",
    "Verdict",
    "bound_of_draws",
    "changes",
    "draw",
    "drawn",
    "fewest_to_prove",
    "file_changes",
    "golden",
    "judge",
    "judge_file",
    "overruled",
    "raise_concern",
    "said_of",
    "serious",
    "settle",
    "standing_of",
    "takes_back",
    "upper_bound",
    "wants_reason",
]
