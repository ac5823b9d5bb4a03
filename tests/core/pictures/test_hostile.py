"""Files cut anywhere, with bytes turned anywhere: a picture or one reason, in bounded time, nothing else."""

from __future__ import annotations

import io
import time

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from pydicom.uid import JPEG2000Lossless, RLELossless

from core.demonstration.pictures import document
from core.pictures.drawing import draw
from core.pictures.model import Form, Picture, Wanted
from core.pictures.refusals import PictureRefused
from core.sources.recognition import recognise
from tests.core.pictures.made import dicom, header, written
from tests.core.pictures.test_photographs import saved

_SECONDS = 20
PIXELS = np.arange(48 * 48, dtype=np.uint16).reshape(48, 48)


def packed(syntax: str) -> bytes:
    made = header(PIXELS, PatientName="Bloggs^Jo")
    made.compress(syntax, generate_instance_uid=False)
    return written(made)


FILES: dict[str, tuple[Form, bytes]] = {
    "plain": (Form.DICOM, dicom(PIXELS, PatientName="Bloggs^Jo", WindowCenter=100, WindowWidth=300)),
    "frames": (Form.DICOM, dicom(np.stack([PIXELS] * 3), RescaleSlope=2, RescaleIntercept=-5)),
    "rle": (Form.DICOM, packed(RLELossless)),
    "jpeg 2000": (Form.DICOM, packed(JPEG2000Lossless)),
    "jpeg": (Form.PHOTOGRAPH, saved("JPEG")),
    "png": (Form.PHOTOGRAPH, saved("PNG")),
    "tiff": (Form.PHOTOGRAPH, saved("TIFF", compression="tiff_lzw")),
    "webp": (Form.PHOTOGRAPH, saved("WEBP")),
    "pdf": (Form.DOCUMENT, document("Bloggs", "Version 1.0")),
}


@pytest.mark.parametrize("name", list(FILES))
@given(data=st.data())
@settings(max_examples=20, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_a_damaged_file_gives_a_picture_or_one_reason(name: str, data: st.DataObject) -> None:
    form, whole = FILES[name]
    content = bytearray(whole[: data.draw(st.integers(1, len(whole)))] if data.draw(st.booleans()) else whole)
    for _ in range(data.draw(st.integers(0, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    begun = time.monotonic()
    try:
        made = draw(bytes(content), form, Wanted(width=200))
        assert isinstance(made, Picture) and made.width <= 200
        Image.open(io.BytesIO(made.png)).load()
    except PictureRefused as refused:
        assert "Bloggs" not in str(refused) and refused.__cause__ is None
    assert time.monotonic() - begun < _SECONDS
    recognise(bytes(content))


@pytest.mark.parametrize("name", list(FILES))
def test_the_undamaged_file_is_shown(name: str) -> None:
    form, whole = FILES[name]
    assert draw(whole, form, Wanted(width=200)).png.startswith(b"\x89PNG")
