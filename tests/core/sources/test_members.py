"""A file that lies inside of another is opened anew as it was when it was read."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from core.sources.members import member_of
from tests.core.sources import test_ccda, test_hl7
from tests.core.sources.given import intake

BODY = '<nonXMLBody><text representation="B64">JVBERi0xLjQKLi4u</text></nonXMLBody>'


@pytest.mark.parametrize("content", [test_hl7.pdf(), test_ccda.document(body=BODY)], ids=["hl7", "c-cda"])
def test_a_file_in_a_message_is_opened_by_the_name_that_reading_gave_it(content: bytes) -> None:
    (file,) = intake(holder__dat=content).files
    _, name = file.path.split("!/")
    assert member_of(content, name) == file.open()
    assert member_of(content, "another.pdf") is None


def test_archives_are_opened_as_before() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("a.txt", b"words")
    assert member_of(out.getvalue(), "a.txt") == b"words"
    assert member_of(b"no archive", "a.txt") is None
