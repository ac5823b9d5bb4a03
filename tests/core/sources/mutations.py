"""Files that somebody damaged: cut off, or with bytes changed, always in the same way for one seed."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator

from core.findings import Severity
from core.sources import finding_kinds
from core.tables import Intake
from storage.reading import read_uploads
from tests.core.sources.given import upload

SECONDS = 30
KINDS = {kind.name for kind in finding_kinds.KINDS}


def cut(content: bytes) -> Iterator[bytes]:
    """The file cut off at every twentieth of its length."""
    for twentieth in range(20):
        yield content[: len(content) * twentieth // 20]


def mutated(content: bytes, seed: int) -> bytes:
    """The file with a few bytes changed, taken out, put in, or a stretch doubled."""
    chance = random.Random(seed)
    damaged = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        place = (
            chance.randrange(len(damaged) + 1)
            if chance.random() < 0.6
            else chance.randrange(min(len(damaged), 512) + 1)
        )
        how = chance.randrange(4)
        if how == 0:
            damaged[place : place + 1] = bytes([chance.randrange(256)])
        elif how == 1:
            del damaged[place : place + chance.choice((1, 2, 64))]
        elif how == 2:
            damaged[place:place] = chance.choice((b"\0", b"'", b'"', b"(", b"\n", b"\xff\xff\xff\xff", b";"))
        else:
            damaged[place:place] = damaged[place : place + chance.choice((8, 256))]
    return bytes(damaged)


def survives(path: str, content: bytes) -> Intake:
    """What came of a damaged file: something, in time, in words of the catalogue, beside an unharmed one."""
    began = time.monotonic()
    found = read_uploads([upload(path, content), upload("zz good.csv", b"id,name\n1,Ann\n2,Ben\n")])
    assert time.monotonic() - began < SECONDS
    assert [one.counted for one in found.tables if one.table.file == "zz good.csv"] == [2]
    told = [*found.findings, *(one for table in found.tables for one in table.findings)]
    told += [one for file in found.files for one in file.findings]
    assert {one.kind for one in told} <= KINDS
    assert len(found.tables) > 1 or found.files or told
    assert all(Severity) and all(one.table.frame.width >= 2 for one in found.tables)
    return found
