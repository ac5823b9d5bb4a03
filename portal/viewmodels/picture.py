"""One file to look at, as facts: what it is, where its picture is asked for, what can be changed about it.

A file is named by the run and its place in the run's list of files, which tells nobody whose it is.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from core.pictures.windows import Window


@dataclass(frozen=True)
class OfChart:
    """A file in a chart: the draw, the chart's place in it, and the file's place in the list, from 0."""

    draw: int
    place: int
    number: int


@dataclass(frozen=True)
class OfFiles:
    """A file by its place in the list of a run's files, whoever it belongs to."""

    run: str
    number: int


@dataclass(frozen=True)
class OfPractice:
    """The image of an exercise on the practice copy."""

    item: str


PictureRef = OfChart | OfFiles | OfPractice


class Kind(StrEnum):
    """How a file is looked at; OTHER by its facts alone."""

    DICOM = "dicom"
    PHOTOGRAPH = "photograph"
    DOCUMENT = "document"
    OTHER = "other"


@dataclass(frozen=True)
class PictureFile:
    """A file that stands beside a record. alt: what it is, without a name.

    address: where its picture is asked for, "" where there is none to show; instead then says why.
    """

    number: int
    alt: str = field(repr=False)
    address: str = field(default="", repr=False)
    instead: str = ""


@dataclass(frozen=True)
class PictureView:
    """frames: frames or pages. low, high: the values of a grey image. window: as the image asks for it.

    refused: what was found and what to do, where no picture can be made. takes: whether this person may take
    the original along; ask: whom to ask where not.
    """

    ref: PictureRef
    kind: Kind
    alt: str = field(repr=False)
    size: int
    address: str = field(default="", repr=False)
    frames: int = 1
    low: float = 0.0
    high: float = 0.0
    window: Window | None = None
    presets: tuple[tuple[str, Window], ...] = ()
    refused: tuple[str, str] | None = None
    takes: bool = False
    ask: str = ""
