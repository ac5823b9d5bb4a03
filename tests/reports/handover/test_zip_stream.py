from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from random import Random

from reports.handover import zip_stream

FILES = {"README.txt": b"Read me.", "originals/Zo\u00eb.csv": b"A,B\n" * 1000}


def given() -> Iterator[tuple[str, Iterator[bytes]]]:
    return ((path, iter([content[:3], content[3:]])) for path, content in FILES.items())


def test_a_zip_in_pieces_holds_every_file() -> None:
    with zipfile.ZipFile(BytesIO(b"".join(zip_stream(given())))) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == FILES


def test_equal_files_give_an_equal_zip() -> None:
    assert b"".join(zip_stream(given())) == b"".join(zip_stream(given()))


def test_what_was_written_is_given_away_before_the_next_file_is_read() -> None:
    """A stream that held everything until its end would hold a clinic in memory."""
    taken: list[int] = []

    def large() -> Iterator[tuple[str, Iterator[bytes]]]:
        for number in range(4):
            yield f"{number}.bin", iter([noise(number)] * 4)
            taken.append(sum(map(len, out)))

    out: list[bytes] = []
    for piece in zip_stream(large()):
        out.append(piece)
    assert all(size >= (number + 1) * 3 * len(noise(0)) for number, size in enumerate(taken))


def noise(seed: int) -> bytes:
    """Bytes that do not get smaller by packing."""
    return Random(seed).randbytes(50_000)
