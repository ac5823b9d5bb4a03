"""Spot-checks: which charts are looked at, what was found in them, and what that proves (laws 2 and 3).

Pure: the seed is given, the time of a step too. Nothing here knows a patient but by the id of the record.
"""

from core.spotchecks.bound import fewest_to_prove, upper_bound
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
from core.spotchecks.file_verdicts import FileSaid, FileVerdict
from core.spotchecks.standing import Standing, standing_of
from core.spotchecks.verdicts import Found, Scope, Verdict

__all__ = [
    "SIZES",
    "Candidate",
    "Checking",
    "Concern",
    "Draw",
    "FileSaid",
    "FileVerdict",
    "Found",
    "Scope",
    "Standing",
    "Stratum",
    "Verdict",
    "draw",
    "drawn",
    "fewest_to_prove",
    "golden",
    "judge",
    "judge_file",
    "raise_concern",
    "settle",
    "standing_of",
    "upper_bound",
]
