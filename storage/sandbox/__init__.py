"""The sandbox: a copy of the new platform to rehearse with, filled from a run.

Filled through a `Target`, of which the sandbox database is the first member; a real platform's adapter is
another. Nothing of a record lies there in clear (law 7), a patient is there whole or not at all, and a load
that was stopped anywhere goes on where it was (law 3).
"""

from storage.sandbox.database import SandboxDatabase
from storage.sandbox.loading import Loaded, load
from storage.sandbox.opening import forget_sandbox, sandbox_of
from storage.sandbox.proving import Compared, compared
from storage.sandbox.records import RunRecords, records_of
from storage.sandbox.target import Batch, Load, Piece, Standing, State, Target

__all__ = [
    "Batch",
    "Compared",
    "Load",
    "Loaded",
    "Piece",
    "RunRecords",
    "SandboxDatabase",
    "Standing",
    "State",
    "Target",
    "compared",
    "forget_sandbox",
    "load",
    "records_of",
    "sandbox_of",
]
