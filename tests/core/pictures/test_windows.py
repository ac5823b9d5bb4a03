from __future__ import annotations

import numpy as np
import pytest
from pydicom.dataset import Dataset
from pydicom.pixels.processing import apply_windowing

from core.pictures.windows import PRESETS, Curve, Window, presets_for, whole, window_from

VALUES = np.arange(-1024, 3072, dtype=np.int16)


@pytest.mark.parametrize("curve", list(Curve))
@pytest.mark.parametrize(("center", "width"), [(40, 400), (500, 2000), (-600.5, 1500), (0, 1), (12.5, 3)])
def test_each_curve_is_that_of_the_standard_as_pydicom_has_it(
    curve: Curve, center: float, width: float
) -> None:
    said = Dataset()
    said.WindowCenter, said.WindowWidth, said.VOILUTFunction = center, width, curve.value
    said.PhotometricInterpretation, said.BitsStored, said.PixelRepresentation = "MONOCHROME2", 16, 1
    with np.errstate(over="ignore"):
        judged = apply_windowing(VALUES, said)
    shares = (judged + 2**15) / (2**16 - 1)
    ours = Window(center, width, curve).shown(VALUES.astype(np.float64))
    assert np.abs(ours - shares).max() < 1e-6


def test_the_whole_range_goes_from_black_to_white() -> None:
    shares = whole(-10, 30).shown(np.array([-10.0, 10.0, 30.0]))
    assert shares.tolist() == [0, 0.5, 1]


@pytest.mark.parametrize(
    "window",
    [
        Window(float("nan"), 10),
        Window(0, float("inf")),
        Window(0, 0.5),
        Window(0, 0, Curve.EXACT),
        Window(0, -1),
    ],
)
def test_a_window_that_cannot_be_meant_is_known(window: Window) -> None:
    assert not window.sound


def test_a_window_crosses_as_its_fields() -> None:
    window = Window(1.5, 20, Curve.SIGMOID)
    assert window_from({"center": 1.5, "width": 20, "curve": "SIGMOID"}) == window
    assert window_from(None) is None


def test_hounsfield_presets_are_for_ct_whose_values_are_in_hounsfield_units() -> None:
    assert [name for name, _ in presets_for("CT", -1000, 2000)] == ["bone", "soft"]
    assert presets_for("CT", 0, 255) == ()
    assert presets_for("US", 0, 255) == ()


def test_presets_of_sensors_are_shares_of_what_the_image_has() -> None:
    presets = dict(presets_for("IO", 100, 300))
    assert presets["enamel"] == Window(230, 100, Curve.EXACT)
    assert all(100 <= window.center <= 300 for window in presets.values())
    assert len(presets) == len([each for each in PRESETS if "IO" in each.modalities])
