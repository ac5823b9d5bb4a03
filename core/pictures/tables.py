"""Look-up tables of DICOM images: what a value stands for, entry by entry (PS3.3, section C.11.1.1.1).

Written here rather than taken from pydicom, whose index overflows where a table of 8 bits has more than 256
entries or a value lies far beyond the last one (3.0); the tests hold the two against each other.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
from pydicom.dataset import Dataset

from core.pictures.windows import Values

_MOST_BITS = 16


@dataclass(frozen=True)
class Table:
    """first: the value that the first entry is for; what lies before or beyond takes the end."""

    first: int
    bits: int
    entries: npt.NDArray[np.uint16] = field(repr=False)

    def of(self, values: npt.NDArray[Any]) -> Values:
        index = np.clip(np.rint(values) - self.first, 0, len(self.entries) - 1).astype(np.intp)
        return np.asarray(self.entries[index], dtype=np.float64)

    def share(self, values: npt.NDArray[Any]) -> Values:
        """From 0 to 1, the highest that its bits hold."""
        return np.asarray(np.clip(self.of(values) / (2**self.bits - 1), 0, 1), dtype=np.float64)


def table_in(items: Any, *, little: bool) -> Table | None:
    """The first table of a sequence; None where there is none. little: in which order bytes are written."""
    if not items:
        return None
    item: Dataset = items[0]
    count, first, bits = (int(each) for each in item.LUTDescriptor)
    entries = _entries(item.LUTData, count or 1 << 16, little=little)
    if not len(entries) or not 0 < bits <= _MOST_BITS:
        return None
    return Table(first, bits, entries)


def _entries(data: Any, count: int, *, little: bool) -> npt.NDArray[np.uint16]:
    """Numbers, or words, or bytes where there are no more bytes than entries."""
    if not isinstance(data, bytes | bytearray):
        return np.asarray(data, dtype=np.int64).astype(np.uint16).reshape(-1)[:count]
    if len(data) <= count + 1:
        return np.frombuffer(data, dtype=np.uint8).astype(np.uint16)[:count]
    words = np.frombuffer(bytes(data[: len(data) // 2 * 2]), dtype="<u2" if little else ">u2")
    return words.astype(np.uint16)[:count]
