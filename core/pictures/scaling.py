"""Pixels to a PNG that is no wider than asked: made smaller where need be, never larger."""

from __future__ import annotations

from io import BytesIO

import numpy as np
import numpy.typing as npt
from PIL import Image

from core.pictures.model import NARROWEST, WIDEST, Facts, Picture, Wanted

_MOST_STRETCHED = 8.0


def finished(image: Image.Image, wanted: Wanted, facts: Facts, *, aspect: float = 1.0) -> Picture:
    """aspect: height of a pixel over its width; told by the image where they are not square."""
    size = _size(image.size, wanted.width, aspect)
    fitted = image if image.size == size else image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3)
    written = BytesIO()
    bare(fitted).save(written, format="PNG", compress_level=3)
    return Picture(facts, *size, written.getvalue())


def from_pixels(pixels: npt.NDArray[np.uint8]) -> Image.Image:
    """pixels: (rows, columns) of grey or (rows, columns, 3) of red, green, blue."""
    return Image.fromarray(np.ascontiguousarray(pixels))


def bare(image: Image.Image) -> Image.Image:
    """The pixels alone: no place, no time, no comment of the camera."""
    plain = Image.new(image.mode, image.size)
    plain.paste(image)
    return plain


def _size(now: tuple[int, int], most: int, aspect: float) -> tuple[int, int]:
    wide = min(max(most, NARROWEST), WIDEST)
    told = min(max(aspect, 1 / _MOST_STRETCHED), _MOST_STRETCHED)
    across, down = now[0], now[1] * told
    share = min(1.0, wide / across, 2 * WIDEST / down)
    return max(1, round(across * share)), max(1, round(down * share))
