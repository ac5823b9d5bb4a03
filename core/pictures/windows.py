"""Window and level: which values of an image are shown, from black to white, and the presets for that.

Source of the formulas: DICOM PS3.3, section C.11.2.1.2 (linear, linear exact, sigmoid).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
import numpy.typing as npt

Values = npt.NDArray[np.float64]


class Curve(StrEnum):
    """VOI LUT Function (0028,1056)."""

    LINEAR = "LINEAR"
    EXACT = "LINEAR_EXACT"
    SIGMOID = "SIGMOID"


@dataclass(frozen=True)
class Window:
    """center, width: in the values of the image after its modality LUT (Hounsfield units in CT)."""

    center: float
    width: float
    curve: Curve = Curve.LINEAR

    @property
    def sound(self) -> bool:
        """Whether it can be meant: both numbers finite, and the width one that the curve is defined for."""
        least = 1 if self.curve is Curve.LINEAR else 0
        finite = bool(np.isfinite(self.center) and np.isfinite(self.width))
        return finite and (self.width >= least if least else self.width > 0)

    def shown(self, values: Values) -> Values:
        """`values` as shares from 0 (black) to 1 (white)."""
        center, width = self.center, self.width
        if self.curve is Curve.SIGMOID:
            power = np.clip(-4 * (values - center) / width, -500, 500)
            return np.asarray(1 / (1 + np.exp(power)), dtype=np.float64)
        if self.curve is Curve.LINEAR:
            center, width = center - 0.5, width - 1
        if width == 0:
            return np.asarray(values > center, dtype=np.float64)
        return np.asarray(np.clip((values - center) / width + 0.5, 0, 1), dtype=np.float64)


def window_from(told: Mapping[str, Any] | None) -> Window | None:
    """A window out of its own fields, as it crosses from one process to another."""
    return Window(float(told["center"]), float(told["width"]), Curve(told["curve"])) if told else None


def whole(low: float, high: float) -> Window:
    """From the darkest to the brightest value that is there."""
    return Window((low + high) / 2, max(high - low, 1e-9), Curve.EXACT)


@dataclass(frozen=True)
class Preset:
    """A window with a name. share: center and width are shares of the image's own range."""

    name: str
    modalities: frozenset[str]
    center: float
    width: float
    share: bool = False

    def of(self, low: float, high: float) -> Window:
        """The window for an image whose values go from `low` to `high`."""
        if not self.share:
            return Window(self.center, self.width)
        span = high - low
        return Window(low + self.center * span, max(self.width * span, 1e-9), Curve.EXACT)


_DENTAL = frozenset({"IO", "PX", "DX", "CR", "XC", "RG", "PANO"})
_CT = frozenset({"CT"})
PRESETS: tuple[Preset, ...] = (
    Preset("bone", _CT, 500, 2000),
    Preset("soft", _CT, 40, 400),
    Preset("enamel", _DENTAL, 0.65, 0.5, share=True),
    Preset("bone_level", _DENTAL, 0.45, 0.55, share=True),
    Preset("soft_edges", _DENTAL, 0.25, 0.5, share=True),
)
"""Hounsfield units for CT, as radiologists use them; shares of the range for sensors, which have no unit."""


def presets_for(modality: str, low: float, high: float) -> tuple[tuple[str, Window], ...]:
    """(name, window) of those that fit. Hounsfield presets want values that reach below water."""
    fitting = (each for each in PRESETS if modality in each.modalities and (each.share or low < 0))
    return tuple((each.name, each.of(low, high)) for each in fitting)
