"""What a DICOM image says about one of its frames: how values are meant, and which are worth showing.

In enhanced images these stand in functional groups, for all frames or for each (PS3.3, section C.7.6.16).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from pydicom.dataset import Dataset
from pydicom.multival import MultiValue

from core.pictures.inflating import FAULTS
from core.pictures.tables import Table, table_in
from core.pictures.windows import Curve, Values, Window

_GROUPS = ("PixelValueTransformationSequence", "FrameVOILUTSequence")


@dataclass(frozen=True)
class Meaning:
    """How stored values are meant, and which of them the image wants shown.

    modality: a table in the place of slope and intercept. voi: one in the place of the window.
    """

    slope: float = 1.0
    intercept: float = 0.0
    modality: Table | None = None
    window: Window | None = None
    voi: Table | None = None

    def values(self, stored: npt.NDArray[Any]) -> Values:
        """What stored values stand for."""
        if self.modality is not None:
            return self.modality.of(stored)
        return np.asarray(stored.astype(np.float64) * self.slope + self.intercept, dtype=np.float64)


def meaning_of(header: Dataset, frame: int) -> Meaning:
    """frame: from 1. What stands nearest to the frame counts."""
    said = _Said(tuple(_places(header, frame)), little=_little(header))
    slope = _first(said.get("RescaleSlope"))
    intercept = _first(said.get("RescaleIntercept"))
    return Meaning(
        slope=1.0 if slope is None or not np.isfinite(slope) else slope,
        intercept=0.0 if intercept is None or not np.isfinite(intercept) else intercept,
        modality=table_in(said.get("ModalityLUTSequence"), little=said.little),
        window=_window(said),
        voi=table_in(said.get("VOILUTSequence"), little=said.little),
    )


@dataclass(frozen=True)
class _Said:
    places: tuple[Dataset, ...]
    little: bool

    def get(self, name: str) -> Any:
        told = (place.get(name) for place in self.places)
        return next((value for value in told if value not in (None, "")), None)


def _little(header: Dataset) -> bool:
    """In which order the file writes the bytes of a number; the little end first where it is not told."""
    return getattr(header, "original_encoding", (False, True))[1] is not False


def _places(header: Dataset, frame: int) -> Iterator[Dataset]:
    each = header.get("PerFrameFunctionalGroupsSequence") or ()
    shared = header.get("SharedFunctionalGroupsSequence") or ()
    groups = [*each[frame - 1 : frame], *shared[:1]]
    for group in groups:
        for name in _GROUPS:
            yield from (group.get(name) or ())[:1]
    yield header


def _window(said: _Said) -> Window | None:
    """The first window that the image asks for; None where it asks for none that can be meant."""
    center, width = _first(said.get("WindowCenter")), _first(said.get("WindowWidth"))
    if center is None or width is None:
        return None
    told = str(said.get("VOILUTFunction") or "").strip().upper()
    curve = next((each for each in Curve if each.value == told), Curve.LINEAR)
    window = Window(center, width, curve)
    return window if window.sound else None


def _first(value: Any) -> float | None:
    try:
        one = value[0] if isinstance(value, MultiValue | list | tuple) else value
        return None if one in (None, "") else float(one)
    except FAULTS:
        return None


def number(header: Dataset, name: str, default: int) -> int:
    """A whole number; the default where it is absent or none."""
    told = _first(header.get(name))
    return default if told is None else int(told)


def aspect_of(header: Dataset) -> float:
    """Height of a pixel over its width: by its aspect ratio, or by its spacing (rows, columns)."""
    for name in ("PixelAspectRatio", "PixelSpacing", "ImagerPixelSpacing"):
        told = header.get(name)
        if isinstance(told, MultiValue | list) and len(told) == 2:
            down, across = _first(told[0]), _first(told[1])
            if down and across and down > 0 and across > 0:
                return down / across
    return 1.0


def inverted(header: Dataset) -> bool:
    """Whether the lowest value is meant to be white. Both elements say the same thing of the same image."""
    kind = str(header.get("PhotometricInterpretation") or "").strip()
    return kind == "MONOCHROME1" or str(header.get("PresentationLUTShape") or "").strip() == "INVERSE"
