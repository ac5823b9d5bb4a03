"""Project keys: bound to their project, versioned, and gone for good once destroyed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from storage import EnvironmentMasterKey
from storage.errors import KeyDestroyed, KeyRefused, SealBroken
from storage.keys import (
    PROJECT,
    Sensitivity,
    WrappedKey,
    make_class_key,
    make_keys,
    open_keys,
    open_project_key,
    rewrap,
)
from storage.sealing import Bound
from tests.storage.conftest import MASTER

BOUND = Bound("p", "field", "clinical", table="t", part="1")


def _of(sensitivity: str) -> Bound:
    return replace(BOUND, sensitivity=sensitivity)


def test_every_class_has_a_key_of_its_own():
    ring = open_keys("p", make_keys("p", MASTER), master=MASTER)
    keys = {ring.current(_of(each)).material for each in Sensitivity}
    assert len(keys) == len(Sensitivity) == 5


def test_what_one_class_sealed_another_does_not_open():
    ring = open_keys("p", make_keys("p", MASTER), master=MASTER)
    sealed = ring.seal(b"note", BOUND)
    assert ring.open(sealed, BOUND) == b"note"
    with pytest.raises(SealBroken):
        ring.open(sealed, Bound("p", "field", "financial", table="t", part="1"))


def test_keys_of_one_project_do_not_open_as_those_of_another():
    with pytest.raises(KeyRefused):
        open_keys("q", make_keys("p", MASTER), master=MASTER)


def test_a_class_key_stored_under_another_class_does_not_open():
    top, *classes = make_keys("p", MASTER)
    moved = [WrappedKey("clinical", 1, key.wrapped) for key in classes if key.purpose == "identity"]
    with pytest.raises(SealBroken):
        open_keys("p", [top, *moved], master=MASTER)


def test_a_renewed_key_seals_from_now_on_and_the_old_one_still_opens():
    stored = make_keys("p", MASTER)
    before = open_keys("p", stored, master=MASTER)
    old = before.seal(b"old", BOUND)
    material = open_project_key("p", stored, master=MASTER)
    renewed = make_class_key("p", material, sensitivity="clinical", version=2)
    after = open_keys("p", [*stored, renewed], master=MASTER)
    new = after.seal(b"new", BOUND)
    assert (after.open(old, BOUND), after.open(new, BOUND)) == (b"old", b"new")
    with pytest.raises(SealBroken):
        before.open(new, BOUND)


def test_another_master_key_takes_over_without_sealing_anything_anew():
    stored = make_keys("p", MASTER)
    sealed = open_keys("p", stored, master=MASTER).seal(b"note", BOUND)
    other = EnvironmentMasterKey(material=b"o" * 32)
    moved = [rewrap("p", key, old=MASTER, new=other) if key.purpose == PROJECT else key for key in stored]
    assert open_keys("p", moved, master=other).open(sealed, BOUND) == b"note"
    with pytest.raises(KeyRefused):
        open_keys("p", moved, master=MASTER)


def test_without_the_project_key_the_class_keys_are_worthless():
    with pytest.raises(KeyDestroyed):
        open_keys("p", make_keys("p", MASTER)[1:], master=MASTER)


def test_equal_content_of_two_projects_has_unrelated_names_and_indexes():
    one, two = (open_keys(each, make_keys(each, MASTER), master=MASTER) for each in ("p", "q"))
    assert one.blob_name("upload", "d").split("/")[-1] != two.blob_name("upload", "d").split("/")[-1]
    assert one.index("path", "a.csv") != two.index("path", "a.csv")
    assert one.index("path", "a.csv") != one.index("key", "a.csv")
    assert one.salt("r", 1) == one.salt("r", 1) != one.salt("r", 2)


def test_no_key_shows_its_bytes_when_printed():
    ring = open_keys("p", make_keys("p", MASTER), master=MASTER)
    assert repr(ring) == "KeyRing(project='p')"
    assert repr(ring.current(_of("clinical"))) == "ClassKey(version=1)"
