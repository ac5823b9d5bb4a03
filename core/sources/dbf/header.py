"""What a dBASE table says about itself: its columns, where its records lie, and in which code page.

After the dBASE file format by Erik Bachmann and Microsoft's description of Visual FoxPro tables.
"""

from __future__ import annotations

from dataclasses import dataclass

VISUAL_FOXPRO = frozenset({0x30, 0x31, 0x32})
WIDEST = 65_535
_PAGES = {
    0x01: "cp437", 0x02: "cp850", 0x03: "cp1252", 0x04: "mac_roman", 0x08: "cp865", 0x09: "cp437",
    0x0A: "cp850", 0x0B: "cp437", 0x0D: "cp437", 0x0E: "cp850", 0x0F: "cp437", 0x10: "cp850",
    0x11: "cp437", 0x12: "cp850", 0x13: "cp932", 0x14: "cp850", 0x15: "cp437", 0x16: "cp850",
    0x17: "cp865", 0x18: "cp437", 0x19: "cp437", 0x1A: "cp850", 0x1B: "cp437", 0x1C: "cp863",
    0x1D: "cp850", 0x1F: "cp852", 0x22: "cp852", 0x23: "cp852", 0x24: "cp860", 0x25: "cp850",
    0x26: "cp866", 0x37: "cp850", 0x40: "cp852", 0x4D: "cp936", 0x4E: "cp949", 0x4F: "cp950",
    0x50: "cp874", 0x57: "cp1252", 0x58: "cp1252", 0x59: "cp1252", 0x64: "cp852", 0x65: "cp866",
    0x66: "cp865", 0x67: "cp861", 0x6A: "cp737", 0x6B: "cp857", 0x78: "cp950", 0x79: "cp949",
    0x7A: "cp936", 0x7B: "cp932", 0x7C: "cp874", 0x7D: "cp1255", 0x7E: "cp1256", 0x87: "cp852",
    0x96: "mac_cyrillic", 0x97: "mac_latin2", 0x98: "mac_greek", 0xC8: "cp1250", 0xC9: "cp1251",
    0xCA: "cp1254", 0xCB: "cp1253", 0xCC: "cp1257",
}  # fmt: skip


@dataclass(frozen=True)
class Column:
    """name; kind: one letter; start, length: bytes within the record; decimals: of a figure."""

    name: str
    kind: str
    start: int
    length: int
    decimals: int


@dataclass(frozen=True)
class Header:
    """version: first byte. records: as stated. size: bytes before the first. width: bytes of each.

    page: codec that the table names, None where it names none.
    """

    version: int
    records: int
    size: int
    width: int
    page: str | None
    columns: tuple[Column, ...]


def header_of(content: bytes) -> Header | None:
    """The header, or None where it does not hold together."""
    if len(content) < 33:
        return None
    records = int.from_bytes(content[4:8], "little")
    size, width = int.from_bytes(content[8:10], "little"), int.from_bytes(content[10:12], "little")
    columns = _columns(content, size)
    if not columns or not 1 < width <= WIDEST or columns[-1].start + columns[-1].length > width:
        return None
    return Header(content[0], records, size, width, _PAGES.get(content[29]), columns)


def _columns(content: bytes, size: int) -> tuple[Column, ...]:
    found: list[Column] = []
    place, start = 32, 1
    while place + 32 <= min(size, len(content)) and content[place] not in (0x0D, 0x00):
        raw = content[place : place + 32]
        kind = chr(raw[11]).upper()
        # Clipper keeps the length of a long text in two bytes.
        length = raw[16] + (raw[17] << 8) if kind == "C" else raw[16]
        name = raw[:11].split(b"\0")[0].decode("cp437").strip()
        found.append(Column(name, kind, start, length, 0 if kind == "C" else raw[17]))
        start += length
        place += 32
    return tuple(found)
