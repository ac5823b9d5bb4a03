"""What is asked of a picture, and what comes of it: a PNG of bounded size and a few facts without a name."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from core.pictures.windows import Window

MOST_PIXELS = 64 * 1024 * 1024
"""A picture may say that it has so many pixels, and no more is ever unpacked. 8,192 by 8,192."""
MOST_EXACT = 16 * 1024 * 1024
"""The same for images of 32 bits and more a value, which cannot be looked up in a table."""
WIDEST, NARROWEST = 2_400, 16
MOST_FRAMES = 100_000


class Form(StrEnum):
    """How a picture is looked at: a DICOM image has a window, a document has pages."""

    DICOM = "dicom"
    PHOTOGRAPH = "photograph"
    DOCUMENT = "document"


@dataclass(frozen=True)
class Wanted:
    """frame: of the image, or page of the document, from 1. width: of the picture at most, in pixels.

    window: None for the one that the image asks for. whole: all values that are there instead.
    """

    frame: int = 1
    width: int = 1_200
    window: Window | None = None
    whole: bool = False


@dataclass(frozen=True)
class Facts:
    """frames: frames or pages. low, high: values of a grey image; both 0 where it has colours.

    window: as shown; None for colours. presets: by name. modality: "" where it is not told.
    """

    form: Form
    frames: int = 1
    modality: str = ""
    low: float = 0.0
    high: float = 0.0
    window: Window | None = None
    presets: tuple[tuple[str, Window], ...] = ()


@dataclass(frozen=True)
class Picture:
    """png: 8 bits a channel, without anything that the file said about itself."""

    facts: Facts
    width: int
    height: int
    png: bytes = field(repr=False)
