"""What pictures are shown in tests: an image with a window, and files of a chart in every state."""

from __future__ import annotations

from core.pictures.windows import Window
from portal.viewmodels.picture import Kind, OfChart, PictureFile, PictureView

PICTURE_VIEW = PictureView(
    ref=OfChart(1, 6, 4),
    kind=Kind.DICOM,
    alt="Radiograph inside the mouth, 12 Mar 2021, tooth 36",
    size=9_113_000,
    address="picture/p/0a/0b",
    frames=4,
    low=0.0,
    high=255.0,
    window=Window(127.5, 255.0),
    presets=(("enamel", Window(166.0, 128.0)),),
    takes=True,
    ask="the owner of your clinic",
)
LETTER = PictureView(
    ref=OfChart(1, 6, 5),
    kind=Kind.DOCUMENT,
    alt="Document, 1 Feb 2020",
    size=1_000,
    address="picture/p/0c/0d",
    frames=3,
    ask="the owner of your clinic",
)
FILES = (
    PictureFile(4, "Radiograph inside the mouth, 12 Mar 2021, tooth 36", "picture/p/0a/0b"),
    PictureFile(5, "Document, 1 Feb 2020", "picture/p/0c/0d"),
    PictureFile(-1, "Photograph", instead="This file did not arrive with the uploads: <b>a</b>.jpg."),
)
