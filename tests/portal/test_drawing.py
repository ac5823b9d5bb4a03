"""One picture, one process: bounded in time and memory, without an environment, and believed in nothing."""

from __future__ import annotations

import json
import sys

import pytest

from core.demonstration.pictures import document, photograph
from core.pictures.model import Form, Wanted
from core.pictures.refusals import PictureRefused, Why
from portal.drawing import drawn, form_of
from tests.core.pictures.made import dicom, header, written
from tests.core.pictures.test_dicom import RAMP


def refused(content: bytes, *command: str, seconds: float = 20) -> Why:
    with pytest.raises(PictureRefused) as told:
        if command:
            drawn(content, Wanted(), command=(sys.executable, "-c", *command), seconds=seconds)
        drawn(content, Wanted())
    return told.value.why


def test_each_form_is_drawn_and_its_facts_come_along() -> None:
    made = drawn(dicom(RAMP, Modality="IO"), Wanted(width=32))
    assert (made.width, made.facts.form, made.facts.modality) == (32, Form.DICOM, "IO")
    assert made.facts.window is not None and dict(made.facts.presets)["enamel"].width > 0
    assert drawn(document("A letter"), Wanted(width=90)).facts.form is Form.DOCUMENT
    assert form_of(photograph(3, "JPEG")) is Form.PHOTOGRAPH


def test_what_is_no_picture_begins_no_process() -> None:
    assert form_of(b"Name,Born\n") is None
    assert refused(b"Name,Born\n", "raise SystemExit(9)") is Why.NOT_A_PICTURE


def test_a_refusal_crosses_as_one_word() -> None:
    assert refused(written(header(RAMP, Rows=40_000, Columns=40_000))) is Why.TOO_LARGE


PICTURE = photograph(3, "JPEG")


def test_a_process_that_does_not_end_is_ended() -> None:
    assert refused(PICTURE, "import time; time.sleep(60)", seconds=0.5) is Why.TOO_LONG


@pytest.mark.parametrize(
    "does",
    [
        "raise SystemExit(3)",
        "print('nonsense')",
        "print('{}')",
        "import os; os.abort()",
        "import json; print(json.dumps({'refused': 'whatever'}))",
    ],
)
def test_a_process_that_goes_wrong_gives_one_reason(does: str) -> None:
    assert refused(PICTURE, does) is Why.DAMAGED


def test_what_is_no_png_is_not_passed_on() -> None:
    facts = {
        "form": "photograph",
        "frames": 1,
        "modality": "",
        "low": 0,
        "high": 0,
        "window": None,
        "presets": [],
    }
    told = json.dumps({"width": 1, "height": 1, "facts": facts})
    assert refused(PICTURE, f"print({told!r}); print('<script>')") is Why.DAMAGED


_TRIES = """
import os, resource
from portal.drawing_child import bounded
bounded()
assert not [name for name in os.environ if name.startswith("CHARTBRIDGE")], "it knows our settings"
try:
    with open("there", "w") as there:
        there.write("a patient")
    raise SystemExit("it wrote a file")
except OSError:
    pass
try:
    bytearray(4 << 30)
    raise SystemExit("it took all the memory")
except MemoryError:
    pass
assert resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)
print('{"refused": "encrypted"}')
"""


def test_it_writes_no_file_takes_no_more_than_its_share_and_knows_no_setting(
    monkeypatch: pytest.MonkeyPatch, tmp_path
) -> None:
    monkeypatch.setenv("CHARTBRIDGE_MASTER_KEY", "secret")
    monkeypatch.chdir(tmp_path)
    assert refused(PICTURE, _TRIES) is Why.ENCRYPTED
    assert not list(tmp_path.iterdir()) or (tmp_path / "there").stat().st_size == 0
