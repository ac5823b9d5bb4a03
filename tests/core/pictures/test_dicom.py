"""DICOM frames as greys and colours, against pydicom's own processing and against plain arithmetic."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from pydicom import dcmread
from pydicom.data import get_testdata_file
from pydicom.dataset import Dataset
from pydicom.pixels import pixel_array
from pydicom.pixels.processing import apply_modality_lut, apply_voi_lut, convert_color_space
from pydicom.uid import JPEG2000Lossless, RLELossless

from core.demonstration.group import SMALL, dental_group
from core.demonstration.pictures import UNFILED, image_files
from core.pictures.drawing import draw
from core.pictures.model import Form, Wanted
from core.pictures.refusals import PictureRefused, Why
from core.pictures.windows import Window
from core.sources.recognition import Format, recognise
from tests.core.pictures.made import dicom, header, shown, written
from tests.shared_data import shared_data

RAMP = np.arange(0, 64 * 64, dtype=np.uint16).reshape(64, 64)
SIGNED = (RAMP.astype(np.int16) - 1024).astype(np.int16)


def refused(content: bytes, **wanted: object) -> Why:
    with pytest.raises(PictureRefused) as told:
        draw(content, Form.DICOM, Wanted(**wanted))
    return told.value.why


def full(values: np.ndarray) -> np.ndarray:
    """From darkest to brightest, by plain arithmetic."""
    low, high = values.min(), values.max()
    return np.rint((values.astype(float) - low) / (high - low) * 255).astype(np.uint8)


@pytest.mark.parametrize("pixels", [RAMP, SIGNED, (RAMP % 256).astype(np.uint8), RAMP.astype(np.int32)])
def test_without_a_window_everything_is_shown_from_darkest_to_brightest(pixels: np.ndarray) -> None:
    assert np.array_equal(shown(dicom(pixels)), full(pixels))


def test_the_image_s_own_window_is_applied_after_slope_and_intercept_as_pydicom_does() -> None:
    made = header(RAMP, RescaleSlope=2, RescaleIntercept=-1024, WindowCenter=[300, 40], WindowWidth=[900, 80])
    judged = apply_voi_lut(apply_modality_lut(RAMP, made), made)
    ours = shown(written(made))
    scaled = (judged - judged.min()) / (judged.max() - judged.min()) * 255
    assert np.abs(ours.astype(float) - scaled).max() <= 0.5 + 1e-6


def test_images_of_others_look_as_pydicom_has_them() -> None:
    said = dcmread(get_testdata_file("MR_small.dcm"))
    judged = apply_voi_lut(apply_modality_lut(said.pixel_array, said), said)
    shares = (judged + 2**15) / (2**16 - 1)
    assert np.abs(shown(of_pydicom("MR_small.dcm")) - shares * 255).max() <= 0.51
    assert np.array_equal(
        shown(of_pydicom("CT_small.dcm")), full(pixel_array(get_testdata_file("CT_small.dcm")))
    )


def of_pydicom(name: str) -> bytes:
    return Path(get_testdata_file(name)).read_bytes()


def table(values: np.ndarray, first: int, bits: int) -> Dataset:
    made = Dataset()
    made.add_new("LUTDescriptor", "US", [len(values), first, bits])
    made.add_new("LUTData", "OW", values.astype("<u2").tobytes())
    return made


def test_tables_take_the_place_of_slope_and_window_as_pydicom_has_it() -> None:
    modality, voi = table(np.arange(4096)[::-1], 0, 16), table(np.arange(4096) ** 2 // 4096, 0, 12)
    made = header(RAMP, ModalityLUTSequence=[modality], VOILUTSequence=[voi])
    made.WindowCenter, made.WindowWidth = 100, 10
    judged = apply_voi_lut(apply_modality_lut(RAMP, made), made).astype(float)
    assert np.abs(shown(written(made)) - judged / 4095 * 255).max() <= 0.51


def test_a_window_that_is_asked_for_takes_the_place_of_the_image_s_own() -> None:
    content = dicom(RAMP, WindowCenter=300, WindowWidth=900)
    ours = shown(content, window=Window(2000, 1001))
    expected = np.clip((RAMP - 1999.5) / 1000 + 0.5, 0, 1) * 255
    assert np.array_equal(ours, np.rint(expected).astype(np.uint8))
    assert np.array_equal(shown(content, whole=True), full(RAMP))


def test_the_lowest_value_is_white_where_the_image_says_so() -> None:
    assert np.array_equal(shown(dicom(RAMP, PhotometricInterpretation="MONOCHROME1")), 255 - full(RAMP))
    both = dicom(RAMP, PhotometricInterpretation="MONOCHROME1", PresentationLUTShape="INVERSE")
    assert np.array_equal(shown(both), 255 - full(RAMP))


def test_what_only_fills_up_takes_no_part_in_the_range() -> None:
    pixels = RAMP.copy()
    pixels[:8] = 65_535
    facts = draw(dicom(pixels, PixelPaddingValue=65_535), Form.DICOM, Wanted()).facts
    assert (facts.low, facts.high) == (512, 4095)


def test_colours_stay_as_they_are_and_sixteen_bits_keep_their_highest() -> None:
    colours = np.dstack([RAMP % 256, RAMP // 16 % 256, 255 - RAMP % 256]).astype(np.uint8)
    assert np.array_equal(shown(dicom(colours)), colours)
    deep = colours.astype(np.uint16) << 8
    assert np.array_equal(shown(dicom(deep)), colours)


def test_luminance_and_colour_differences_become_red_green_and_blue() -> None:
    colours = np.dstack([RAMP % 256, RAMP // 16 % 256, 255 - RAMP % 256]).astype(np.uint8)
    mixed = convert_color_space(colours, "RGB", "YBR_FULL")
    ours = shown(dicom(mixed, PhotometricInterpretation="YBR_FULL")).astype(int)
    assert np.abs(ours - colours).max() <= 3


def test_a_palette_is_painted() -> None:
    painted = shown(of_pydicom("examples_palette.dcm"))
    assert painted.shape[-1] == 3 and len(np.unique(painted.reshape(-1, 3), axis=0)) > 20


@pytest.mark.parametrize("syntax", [RLELossless, JPEG2000Lossless])
def test_what_is_packed_without_loss_looks_the_same(syntax: str) -> None:
    made = header(RAMP)
    made.compress(syntax, generate_instance_uid=False)
    assert np.array_equal(shown(written(made)), full(RAMP))


def test_each_frame_is_shown_by_its_number() -> None:
    frames = np.stack([RAMP, RAMP[::-1], RAMP.T])
    content = dicom(frames)
    assert draw(content, Form.DICOM, Wanted()).facts.frames == 3
    assert np.array_equal(shown(content, frame=2), full(RAMP[::-1]))
    assert refused(content, frame=4) is refused(content, frame=0) is Why.NO_SUCH_PAGE


def test_an_enhanced_image_says_for_each_frame_how_its_values_are_meant() -> None:
    def group(center: float, intercept: float) -> Dataset:
        window, meaning, each = Dataset(), Dataset(), Dataset()
        window.WindowCenter, window.WindowWidth = center, 200
        meaning.RescaleSlope, meaning.RescaleIntercept = 1, intercept
        each.FrameVOILUTSequence, each.PixelValueTransformationSequence = [window], [meaning]
        return each

    made = header(np.stack([RAMP, RAMP]))
    made.PerFrameFunctionalGroupsSequence = [group(100, 0), group(700, -1000)]
    first = draw(written(made), Form.DICOM, Wanted(frame=1)).facts
    second = draw(written(made), Form.DICOM, Wanted(frame=2)).facts
    assert first.window == Window(100, 200) and (first.low, first.high) == (0, 4095)
    assert second.window == Window(700, 200) and second.low == -1000


def test_a_picture_is_made_smaller_and_never_larger_and_its_pixels_may_be_longer_than_wide() -> None:
    content = dicom(RAMP)
    assert shown(content, width=32).shape == (32, 32)
    assert shown(content, width=2_000).shape == (64, 64)
    assert shown(dicom(RAMP, PixelAspectRatio=[2, 1])).shape == (128, 64)


def test_nothing_that_the_header_says_is_in_the_picture() -> None:
    content = dicom(RAMP, PatientName="Bloggs^Jo", StudyDescription="Periapical")
    png = draw(content, Form.DICOM, Wanted()).png
    assert b"Bloggs" in content and b"Bloggs" not in png and b"Periapical" not in png


def test_every_x_ray_of_the_example_is_shown_whatever_its_syntax() -> None:
    files = image_files(dental_group(7, SMALL))
    radiographs = {path: content for path, content in files.items() if path.endswith(".dcm")}
    assert UNFILED in radiographs
    assert all(shown(content).any() for content in radiographs.values())


def test_what_cannot_be_shown_is_said_in_one_sentence() -> None:
    lying = header(RAMP, Rows=40_000, Columns=40_000)
    assert refused(written(lying)) is Why.TOO_LARGE
    short = header(RAMP)
    short.PixelData = short.PixelData[:-10]
    assert refused(written(short)) is Why.CUT_SHORT
    empty = header(RAMP)
    del empty.PixelData
    assert refused(written(empty)) is Why.NO_PIXELS
    packed = header(RAMP)
    packed.file_meta.TransferSyntaxUID = "1.2.840.10008.1.2.4.100"
    packed.PixelData = b"\xfe\xff\x00\xe0\0\0\0\0"
    packed["PixelData"].is_undefined_length = True
    assert refused(written(packed)) is Why.UNSUPPORTED
    assert refused(dicom(RAMP, BitsAllocated=12)) is Why.UNSUPPORTED
    assert refused(b"\0" * 128 + b"DICM nonsense") in (Why.NO_PIXELS, Why.DAMAGED)


def test_files_that_nobody_here_wrote_are_shown_or_refused_for_one_reason() -> None:
    """What is refused holds no picture at all, is broken, or is packed as JPEG XL."""
    found: Counter[str] = Counter()
    for path in sorted(shared_data("dicom").rglob("*")):
        if path.is_file() and recognise(path.read_bytes()).format is Format.DICOM:
            try:
                found["shown"] += bool(draw(path.read_bytes(), Form.DICOM, Wanted(width=64)).png)
            except PictureRefused as refused:
                found[refused.why] += 1
    assert found["shown"] == 72
    assert found[Why.NO_PIXELS] == 21 and found[Why.UNSUPPORTED] == 2 and found[Why.DAMAGED] == 3
