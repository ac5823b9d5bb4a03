"""What people did beside the records: the scope they agreed on, the charts they checked, what they learned.

It names colleagues and patients, and people typed words into it that nobody has classed: it leaves with
everything and never with the finances alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from core.scope import Scope
from core.spotchecks import Checking
from core.training import LearningPath, Progress
from reports.signing import LooseSignature


@dataclass(frozen=True)
class Signed:
    """What an owner signed by approving a scope, byte for byte, and the signature."""

    content: bytes = field(repr=False)
    signature: LooseSignature = field(repr=False)


@dataclass(frozen=True)
class Agreed:
    """The scope and all that became of it. signed: of each approval, None where it bears no signature."""

    scope: Scope = field(repr=False)
    signed: Sequence[Signed | None] = field(repr=False)


@dataclass(frozen=True)
class Learnt:
    """How far one person is in one role. certificates: names of their documents, oldest first."""

    person: str = field(repr=False)
    role: str
    path: LearningPath = field(repr=False)
    progress: Progress = field(repr=False)
    certificates: Sequence[str] = field(default=(), repr=False)


@dataclass(frozen=True)
class Beside:
    """None where nothing was declared, nothing drawn or judged, or where nobody has begun to learn."""

    agreed: Agreed | None = None
    checking: Checking | None = None
    learnt: Sequence[Learnt] | None = None

    def folders(self) -> Iterator[str]:
        """The folders that there are."""
        there = {"scope": self.agreed, "spot-checks": self.checking, "training": self.learnt}
        return (name for name, found in there.items() if found is not None)


NOTHING_BESIDE = Beside()
