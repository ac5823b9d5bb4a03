"""One frame of a DICOM image as a picture: checked against its own header, unpacked, made grey or coloured.

Compressed syntaxes are unpacked by native code: whoever calls this does so in a process of its own, with
bounds (design, section 7). pydicom stays the judge of what the header says.
"""

from __future__ import annotations

import warnings
from io import BytesIO

import numpy as np
from pydicom import dcmread
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.pixels.decoders.base import get_decoder
from pydicom.pixels.processing import apply_color_lut
from pydicom.pixels.utils import pixel_array
from pydicom.uid import (
    UID,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
)

from core.pictures.frame_facts import aspect_of, inverted, meaning_of, number
from core.pictures.greys import Greys, Pixels, shaded
from core.pictures.inflating import bursts
from core.pictures.model import MOST_FRAMES, MOST_PIXELS, Facts, Form, Picture, Wanted
from core.pictures.refusals import PictureRefused, Why
from core.pictures.scaling import finished, from_pixels
from core.pictures.windows import presets_for

_PIXELS = ("PixelData", "FloatPixelData", "DoubleFloatPixelData")


def draw(content: bytes, wanted: Wanted) -> Picture:
    """Raises PictureRefused, and whatever pydicom and its decoders raise on damaged files."""
    if bursts(content):
        raise PictureRefused(Why.TOO_LARGE)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # they quote values
        header = dcmread(BytesIO(content), force=True)
        frames = _checked(header, wanted.frame)
        _complete(header)
        pixels = pixel_array(header, index=wanted.frame - 1)
        return _drawn(header, pixels, wanted, frames)


def _checked(header: Dataset, frame: int) -> int:
    """How many frames there are; refuses what is not to be unpacked at all."""
    if not _there(header):
        raise PictureRefused(Why.NO_PIXELS)
    allocated = number(header, "BitsAllocated", 8)
    if allocated != 1 and allocated % 8:
        raise PictureRefused(Why.UNSUPPORTED)
    rows, columns = number(header, "Rows", 0), number(header, "Columns", 0)
    if rows < 1 or columns < 1:
        raise PictureRefused(Why.DAMAGED)
    if rows * columns * max(1, number(header, "SamplesPerPixel", 1)) > 3 * MOST_PIXELS:
        raise PictureRefused(Why.TOO_LARGE)
    if rows * columns > MOST_PIXELS:
        raise PictureRefused(Why.TOO_LARGE)
    frames = min(max(1, number(header, "NumberOfFrames", 1)), MOST_FRAMES)
    if not 1 <= frame <= frames:
        raise PictureRefused(Why.NO_SUCH_PAGE)
    return frames


def _complete(header: Dataset) -> None:
    """Sees to it that the syntax is told and can be unpacked, and that enough bytes are there."""
    meta = getattr(header, "file_meta", None)
    if meta is None:
        meta = header.file_meta = FileMetaDataset()
    if not meta.get("TransferSyntaxUID"):
        meta.TransferSyntaxUID = _syntax(header)
    syntax = UID(meta.TransferSyntaxUID)
    try:
        decoder = get_decoder(syntax)
    except NotImplementedError:
        raise PictureRefused(Why.UNSUPPORTED) from None
    if not decoder.is_available:
        raise PictureRefused(Why.UNSUPPORTED)
    if not syntax.is_encapsulated and _there(header) < _needed(header):
        raise PictureRefused(Why.CUT_SHORT)


def _syntax(header: Dataset) -> UID:
    """As the elements themselves are written, where no header says it (PS3.5, annex A)."""
    implicit, little = header.original_encoding
    if implicit:
        return ImplicitVRLittleEndian
    return ExplicitVRLittleEndian if little else ExplicitVRBigEndian


def _there(header: Dataset) -> int:
    return max(len(header.get(name) or b"") for name in _PIXELS)


def _needed(header: Dataset) -> int:
    """Bytes of all frames as the header has it; two bits of colour for one where they are subsampled."""
    values = number(header, "Rows", 0) * number(header, "Columns", 0)
    values *= max(1, number(header, "SamplesPerPixel", 1)) * max(1, number(header, "NumberOfFrames", 1))
    if str(header.get("PhotometricInterpretation") or "").strip() == "YBR_FULL_422":
        values = values * 2 // 3
    return values * max(1, number(header, "BitsAllocated", 8)) // 8


def _drawn(header: Dataset, pixels: Pixels, wanted: Wanted, frames: int) -> Picture:
    modality = str(header.get("Modality") or "").strip()[:16]
    aspect = aspect_of(header)
    colours = _colours(header, pixels)
    if colours is not None:
        return finished(from_pixels(colours), wanted, Facts(Form.DICOM, frames, modality), aspect=aspect)
    if pixels.ndim != 2:
        raise PictureRefused(Why.DAMAGED)
    padding = number(header, "PixelPaddingValue", -1) if "PixelPaddingValue" in header else None
    meaning = meaning_of(header, wanted.frame)
    made = shaded(pixels, meaning, wanted, invert=inverted(header), padding=padding)
    presets = presets_for(modality, made.low, made.high)
    facts = Facts(Form.DICOM, frames, modality, made.low, made.high, made.window, presets)
    return finished(from_pixels(made.greys), wanted, facts, aspect=aspect)


def _colours(header: Dataset, pixels: Pixels) -> Greys | None:
    """(rows, columns, 3) of 8 bits; None for a grey image."""
    if str(header.get("PhotometricInterpretation") or "").strip() == "PALETTE COLOR":
        painted = np.asarray(apply_color_lut(pixels, header))[..., :3]
        return _eight(painted, 16 if painted.dtype.itemsize > 1 else 8)
    if pixels.ndim != 3:
        return None
    if pixels.shape[-1] < 3:
        raise PictureRefused(Why.UNSUPPORTED)
    return _eight(pixels[..., :3], number(header, "BitsStored", 8 * pixels.dtype.itemsize))


def _eight(colours: Pixels, bits: int) -> Greys:
    """The eight highest of `bits` bits."""
    shifted = colours >> (bits - 8) if bits > 8 else colours
    eight: Greys = np.clip(shifted, 0, 255).astype(np.uint8)
    return eight
