"""A description that cannot be meant is refused in one sentence that names the place."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.connectors import Description, read_description
from storage.connectors.description import DescriptionInvalid

GOOD = """
[source]
kind = "rest"
address = "https://api.example.org/v1"
[sign_in]
kind = "bearer"
secret = "CLINIC_TOKEN"
[[records]]
name = "patients"
"""


def read(folder: Path, text: str) -> Description:
    (folder / "clinic.toml").write_text(text)
    return read_description(folder / "clinic.toml")


def test_a_good_one_is_read_and_its_secret_comes_from_the_environment(tmp_path: Path) -> None:
    found = read(tmp_path, GOOD)
    assert found.credentials({"CLINIC_TOKEN": "zyx"}).headers(None) == {"Authorization": "Bearer zyx"}
    with pytest.raises(DescriptionInvalid, match="no variable CLINIC_TOKEN"):
        found.credentials({})


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("https://api", "http://api", "https://"),
        ("https://api.example.org/v1", "https://me:secret@api.example.org", "no name, query"),
        ('kind = "rest"', 'kind = "soap"', "source.kind"),
        ('name = "patients"', 'name = "../patients"', "records.0.name"),
        ('name = "patients"', 'name = "patients"\ntypo = 1', "typo"),
        ('secret = "CLINIC_TOKEN"', "", "secret has to name"),
        ('[[records]]\nname = "patients"', "", "nothing under"),
        ('name = "patients"', 'name = "a"\n[[records]]\nname = "A"', "same name"),
        ('name = "patients"', 'name = "a"\npaging = { kind = "page" }', "needs parameter"),
        ("[source]", "[source", "no description"),
    ],
)
def test_what_cannot_be_meant_is_refused_by_place(tmp_path: Path, old: str, new: str, says: str) -> None:
    with pytest.raises(DescriptionInvalid, match=says.replace("(", "\\(")):
        read(tmp_path, GOOD.replace(old, new))
