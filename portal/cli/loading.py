"""Loading what a command needs, without looking for rubbish in between, since nothing of it is any (ADR 58).

Python looks through all that it holds each time that this has grown by a quarter. While a thousand modules
are loaded, and once more when the process ends, that takes a command a fifth of a second and finds nothing.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def loading() -> Iterator[None]:
    """What a process loads within is not looked through, now or later; what it does after that is, as ever.

    A process that runs several commands has loaded at the first; what they left behind is no such thing.
    """
    gc.disable()
    try:
        yield
    finally:
        if not gc.get_freeze_count():
            gc.freeze()
        gc.enable()


def leaving() -> None:
    """The process ends: whatever is left goes with it, and nobody looks through it first."""
    gc.freeze()
