"""What a DICOM image says about one of its frames: how values are meant, and which are worth showing.

In enhanced images these stand in functional groups, for all frames or for each (PS3.3, section C.7.6.16).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydicom.dataset import Dataset
from pydicom.multival import MultiValue

from core.pictures.inflating import FAULTS
from core.pictures.windows import Curve, Window

_MEANING = (
    *("RescaleSlope", "RescaleIntercept", "ModalityLUTSequence"),
    *("WindowCenter", "WindowWidth", "VOILUTFunction", "VOILUTSequence"),
)
_GROUPS = ("PixelValueTransformationSequence", "FrameVOILUTSequence")


def about_frame(header: Dataset, frame: int) -> Dataset:
    """A small data set of `_MEANING` alone; frame: from 1. What stands nearest to the frame counts."""
    about = Dataset()
    for place in _places(header, frame):
        for name in _MEANING:
            if place.get(name) not in (None, "") and name not in about:
                setattr(about, name, place.get(name))
    if "RescaleSlope" in about or "RescaleIntercept" in about:
        about.RescaleSlope = about.get("RescaleSlope", 1)
        about.RescaleIntercept = about.get("RescaleIntercept", 0)
    return about


def _places(header: Dataset, frame: int) -> Iterator[Dataset]:
    each = header.get("PerFrameFunctionalGroupsSequence") or ()
    shared = header.get("SharedFunctionalGroupsSequence") or ()
    groups = [*each[frame - 1 : frame], *shared[:1]]
    for group in groups:
        for name in _GROUPS:
            yield from (group.get(name) or ())[:1]
    yield header


def window_of(about: Dataset) -> Window | None:
    """The first window that the image asks for; None where it asks for none that can be meant."""
    center, width = _first(about.get("WindowCenter")), _first(about.get("WindowWidth"))
    if center is None or width is None:
        return None
    told = str(about.get("VOILUTFunction") or "").strip().upper()
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
