"""Whose hands a run is given to: this machine's, or those of a cluster where an address is set.

Whoever starts a worker says which; what a run is and gives is the same either way (law 3).
"""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from typing import Protocol

from core.choices import Choices
from core.hands import OWN_HANDS, Hands
from core.sources.means import Means


@dataclass(frozen=True)
class Inputs:
    """What a run reads. uploads: their ids. choices, means: under which."""

    project: str
    uploads: tuple[str, ...]
    choices: Choices = field(repr=False)
    means: Means = field(repr=False)


class Machines(Protocol):
    """Lends hands for one run."""

    def hands(self, inputs: Inputs) -> AbstractContextManager[Hands]:
        """Raises ClusterAway where there are none to lend."""
        ...


class Alone:
    """This machine does everything."""

    def hands(self, inputs: Inputs) -> AbstractContextManager[Hands]:
        del inputs
        return nullcontext(OWN_HANDS)


ALONE = Alone()
