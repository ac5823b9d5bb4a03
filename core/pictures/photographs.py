"""Photographs and scans, turned as the camera was held, without what the camera wrote about them."""

from __future__ import annotations

import warnings
from io import BytesIO

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from core.pictures.model import MOST_FRAMES, MOST_PIXELS, Facts, Form, Picture, Wanted
from core.pictures.refusals import PictureRefused, Why
from core.pictures.scaling import finished, from_pixels
from core.pictures.windows import whole

_FORMATS = ("JPEG", "PNG", "GIF", "TIFF", "BMP", "WEBP")
_DEEP = ("I", "F", "I;16", "I;16B", "I;16L", "I;16N")
_CLEAR = ("RGBA", "LA", "PA", "RGBa", "La")


def draw(content: bytes, wanted: Wanted) -> Picture:
    """Raises PictureRefused, and whatever Pillow raises on damaged files."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        image = _opened(content)
        frames = min(int(getattr(image, "n_frames", 1)), MOST_FRAMES)
        if not 1 <= wanted.frame <= frames:
            raise PictureRefused(Why.NO_SUCH_PAGE)
        image.seek(wanted.frame - 1)
        _bounded(image)
        image.draft("RGB", (wanted.width, wanted.width))
        image.load()
        turned = ImageOps.exif_transpose(image)
        return finished(_plain(turned), wanted, Facts(Form.PHOTOGRAPH, frames))


def _opened(content: bytes) -> Image.Image:
    try:
        image = Image.open(BytesIO(content), formats=_FORMATS)
    except Image.DecompressionBombError:
        raise PictureRefused(Why.TOO_LARGE) from None
    except UnidentifiedImageError:
        raise PictureRefused(Why.DAMAGED) from None
    _bounded(image)
    return image


def _bounded(image: Image.Image) -> None:
    if image.width * image.height > MOST_PIXELS:
        raise PictureRefused(Why.TOO_LARGE)


def _plain(image: Image.Image) -> Image.Image:
    """Grey or red, green and blue, 8 bits each; what is clear is white, as on paper."""
    if image.mode in _DEEP:
        return _deep(image)
    if image.mode in _CLEAR or "transparency" in image.info:
        over = image.convert("RGBA")
        paper = Image.new("RGBA", over.size, "white")
        return Image.alpha_composite(paper, over).convert("RGB")
    return image.convert("L" if image.mode in ("1", "L") else "RGB")


def _deep(image: Image.Image) -> Image.Image:
    values = np.nan_to_num(np.asarray(image, dtype=np.float64))
    shares = whole(float(values.min()), float(values.max())).shown(values)
    return from_pixels(np.rint(shares * 255).astype(np.uint8))
