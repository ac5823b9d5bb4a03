"""Stored values of a grey image to 8-bit greys: modality LUT, then window or VOI LUT, then inversion.

DICOM PS3.3, sections C.11.1 and C.11.2; PS3.4, section N.2. Values of up to 16 bits are looked up in a table
that is worked out once for every value there can be, so that a large image costs no more than its bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from core.pictures.frame_facts import Meaning
from core.pictures.model import MOST_EXACT, Wanted
from core.pictures.refusals import PictureRefused, Why
from core.pictures.windows import Values, Window, whole

Pixels = npt.NDArray[Any]
Greys = npt.NDArray[np.uint8]
_AT_A_TIME = 1 << 20
_TABLED = 2
"""Bytes a value at most for which a table is made."""


@dataclass(frozen=True)
class Shaded:
    """greys: (rows, columns). low, high: values that are there. window: as shown, or what comes nearest."""

    greys: Greys
    low: float
    high: float
    window: Window


def shaded(
    pixels: Pixels, meaning: Meaning, wanted: Wanted, *, invert: bool, padding: int | None = None
) -> Shaded:
    """pixels: (rows, columns) as stored. padding: a value that fills up and is no part of the picture."""
    if pixels.dtype.kind not in "iu" or pixels.dtype.itemsize > _TABLED:
        return _exact(pixels, meaning, wanted, invert=invert)
    info = np.iinfo(pixels.dtype)
    stored = np.arange(info.min, info.max + 1, dtype=np.int64).astype(pixels.dtype)
    low, high = _ends(pixels, meaning, padding)
    shares, window = _shares(stored, meaning, wanted, low=low, high=high)
    table = _greys(shares, invert=invert)
    return Shaded(_by_table(pixels, table, int(info.min)), low, high, window)


def _by_table(pixels: Pixels, table: Greys, first: int) -> Greys:
    """A stretch of rows at a time: looking up wants eight bytes a value, however few there are of them."""
    greys = np.empty(pixels.shape, dtype=np.uint8)
    step = max(1, _AT_A_TIME // pixels.shape[1])
    for start in range(0, pixels.shape[0], step):
        stretch = slice(start, start + step)
        greys[stretch] = table[pixels[stretch].astype(np.intp) - first]
    return greys


def _exact(pixels: Pixels, meaning: Meaning, wanted: Wanted, *, invert: bool) -> Shaded:
    if pixels.size > MOST_EXACT:
        raise PictureRefused(Why.TOO_LARGE)
    sound = np.nan_to_num(pixels) if pixels.dtype.kind == "f" else pixels
    low, high = _ends(sound, meaning, None)
    shares, window = _shares(sound, meaning, wanted, low=low, high=high)
    return Shaded(_greys(shares, invert=invert), low, high, window)


def _ends(pixels: Pixels, meaning: Meaning, padding: int | None) -> tuple[float, float]:
    """The lowest and the highest value that the picture has, after the modality LUT."""
    kept = pixels if padding is None else pixels[pixels != padding]
    if not kept.size:
        kept = pixels
    ends = meaning.values(np.array([kept.min(), kept.max()], dtype=pixels.dtype))
    return float(ends.min()), float(ends.max())


def _shares(
    stored: Pixels, meaning: Meaning, wanted: Wanted, *, low: float, high: float
) -> tuple[Values, Window]:
    """Shares from black to white, and the window that stands for what is shown."""
    values, everything = meaning.values(stored), whole(low, high)
    if wanted.window is not None:
        window = wanted.window if wanted.window.sound else everything
        return window.shown(values), window
    if wanted.whole:
        return everything.shown(values), everything
    window = meaning.window or everything
    return (meaning.voi.share(values) if meaning.voi else window.shown(values)), window


def _greys(shares: Values, *, invert: bool) -> Greys:
    shown = 1 - shares if invert else shares
    greys: Greys = np.rint(shown * 255).astype(np.uint8)
    return greys
