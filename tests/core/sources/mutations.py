"""Files that somebody damaged: cut off, spliced, repacked or with bytes changed, the same for one seed.

What holds for every one of them is said once, in `survives`.
"""

from __future__ import annotations

import bz2
import gzip
import lzma
import random
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO

from core.imaging.inventory import inventory
from core.sources import finding_kinds
from core.tables import Intake, ReadTable
from storage.reading import read_uploads
from tests.core.sources.given import upload

SECONDS = 30
"""Of work, so that a machine that is busy with something else does not fail a file."""
KINDS = {kind.name for kind in finding_kinds.KINDS}
DIALECTS = (b",", b";", b"\t", b"|", b"'", b'"', b"\\", b"\r\n", b"\n", b"\r", b"^", b"~", b":", b" ")
PLANTED = (
    b"\0", b"'", b'"', b"(", b"\n", b"\xff\xff\xff\xff", b";", b"[" * 3000, b"<a>" * 3000, b"{\"a\":" * 3000,
    b"\xff\xfe", b"\xef\xbb\xbf", b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"\x1a", b"\x7f\xff\xff\xff",
)  # fmt: skip
Chance = random.Random


def cut(content: bytes) -> Iterator[bytes]:
    """The file cut off at every twentieth of its length."""
    for twentieth in range(20):
        yield content[: len(content) * twentieth // 20]


def mutated(content: bytes, seed: int, *, other: bytes = b"") -> bytes:
    """The file damaged in one way. other: a second one, whose end may be put behind the first's beginning."""
    chance = random.Random(seed)
    if content[:2] == b"PK" and chance.random() < 0.6:
        return _inside(content, chance)
    return chance.choices(WAYS, WEIGHTS)[0](content, chance, other)


def _bytes(content: bytes, chance: Chance, _: bytes) -> bytes:
    """A few bytes changed, taken out, put in, or a stretch doubled."""
    damaged = bytearray(content)
    for _each in range(chance.choice((1, 1, 2, 4, 16))):
        place = _place(damaged, chance)
        how = chance.randrange(5)
        if how == 0:
            damaged[place : place + 1] = bytes([chance.randrange(256)])
        elif how == 1:
            del damaged[place : place + chance.choice((1, 2, 64))]
        elif how == 2:
            damaged[place:place] = chance.choice(PLANTED)
        elif how == 3 and place < len(damaged):
            damaged[place] ^= 1 << chance.randrange(8)
        else:
            damaged[place:place] = damaged[place : place + chance.choice((8, 256))]
    return bytes(damaged)


def _place(content: bytearray, chance: Chance) -> int:
    """Anywhere, or in the beginning, where formats say what they are."""
    return chance.randrange((len(content) if chance.random() < 0.6 else min(len(content), 512)) + 1)


def _cut(content: bytes, chance: Chance, _: bytes) -> bytes:
    return (
        content[: chance.randrange(len(content) + 1)]
        if chance.random() < 0.7
        else content[_at(content, chance) :]
    )


def _at(content: bytes, chance: Chance) -> int:
    return chance.randrange(min(len(content), 4096) + 1)


def _spliced(content: bytes, chance: Chance, other: bytes) -> bytes:
    """The beginning of this one before the end of another."""
    return (
        content[: chance.randrange(len(content) + 1)] + other[chance.randrange(len(other) + 1) :][: 1 << 18]
    )


def _repeated(content: bytes, chance: Chance, _: bytes) -> bytes:
    """A block written many times over."""
    at = chance.randrange(len(content) + 1)
    block = content[at : at + chance.choice((1, 8, 64, 512))]
    return content[:at] + block * chance.choice((2, 100, 4000)) + content[at:]


def _dialect(content: bytes, chance: Chance, _: bytes) -> bytes:
    """One sign of a dialect in the place of another, everywhere or from somewhere on."""
    sign, instead = chance.sample(DIALECTS, 2)
    at = chance.choice((0, chance.randrange(len(content) + 1)))
    return content[:at] + content[at:].replace(sign, instead)


def _packed(content: bytes, chance: Chance, _: bytes) -> bytes:
    """Put into an archive that is damaged in its turn, or that holds far more than it weighs."""
    squeeze = chance.choice(PACKERS)
    swollen = content + bytes(chance.choice((0, 0, 40 << 20))) if chance.random() < 0.2 else content
    return _bytes(squeeze(swollen), chance, b"") if chance.random() < 0.5 else squeeze(squeeze(swollen))


def _zip(content: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("within.csv"), content, zipfile.ZIP_DEFLATED, 1)
    return out.getvalue()


def _inside(content: bytes, chance: Chance) -> bytes:
    """One member of a ZIP (a workbook is one) damaged, and the archive put together anew around it."""
    out = BytesIO()
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive, zipfile.ZipFile(out, "w") as made:
            members = archive.namelist()
            hit = chance.choice(members)
            for name in members:
                inner = archive.read(name)
                made.writestr(zipfile.ZipInfo(name), _hit(inner, chance) if name == hit else inner)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, zlib.error, IndexError, OSError):
        return _bytes(content, chance, b"")
    return out.getvalue()


def _hit(content: bytes, chance: Chance) -> bytes:
    """Bytes changed, or a figure made another one: places and counts stand in figures."""
    if chance.random() < 0.5:
        return _bytes(content, chance, b"")
    figures = [at for at in range(min(len(content), 1 << 16)) if content[at : at + 1].isdigit()]
    if not figures:
        return _repeated(content, chance, b"")
    at = chance.choice(figures)
    return (
        content[:at]
        + str(chance.choice((0, 9, 65_536, 1_048_576, 2**31, 2**63))).encode()
        + content[at + 1 :]
    )


Way = Callable[[bytes, Chance, bytes], bytes]
PACKERS: tuple[Callable[[bytes], bytes], ...] = (_zip, gzip.compress, bz2.compress, lzma.compress)
WAYS: tuple[Way, ...] = (_bytes, _cut, _spliced, _repeated, _dialect, _packed)
WEIGHTS = (10, 3, 3, 3, 3, 1)


def survives(path: str, content: bytes) -> Intake:
    """What came of a damaged file: something, in time, in words of the catalogue, beside an unharmed one."""
    began = time.process_time()
    found = read_uploads([upload(path, content), upload("zz good.csv", b"id,name\n1,Ann\n2,Ben\n")])
    inventory(found.files)
    assert time.process_time() - began < SECONDS
    assert [one.counted for one in found.tables if one.table.file == "zz good.csv"] == [2]
    told = [*found.findings, *(one for table in found.tables for one in table.findings)]
    told += [one for file in found.files for one in file.findings]
    assert {one.kind for one in told} <= KINDS
    assert len(found.tables) > 1 or found.files or told
    for table in found.tables:
        assert table.table.frame.width >= 2
        assert closes(table), (table.counted, table.table.frame.height, len(table.rejects))
    size = sum(sum(one.shares.values()) for one in found.tables if one.table.file == path)
    assert size in (0, len(content)), size
    return found


def closes(table: ReadTable) -> bool:
    """Whether the records of the file are all accounted for, however damaged it is."""
    return table.counted == table.table.frame.height + len(table.rejects)
