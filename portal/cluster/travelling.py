"""How things go from one machine to another: frames as compressed Arrow, and nothing readable on the way in.

The libraries write what a task was given into logs and into the texts of errors, so whatever holds values of
a record travels in a box that shows none of them (law 7).
"""

from __future__ import annotations

import copyreg
from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from typing import Generic, TypeVar

import polars as pl

Content = TypeVar("Content")


@dataclass(frozen=True)
class Boxed(Generic[Content]):
    """size: about how many bytes it takes, by which a scheduler leaves large things where they are."""

    content: Content = field(repr=False)
    size: int = 0

    def __sizeof__(self) -> int:
        return self.size + object.__sizeof__(self)


def _packed(frame: pl.DataFrame) -> tuple[Callable[[bytes], pl.DataFrame], tuple[bytes]]:
    written = BytesIO()
    frame.write_ipc(written, compression="zstd")
    return unpacked, (written.getvalue(),)


def unpacked(arrow: bytes) -> pl.DataFrame:
    return pl.read_ipc(BytesIO(arrow))


copyreg.pickle(pl.DataFrame, _packed)
