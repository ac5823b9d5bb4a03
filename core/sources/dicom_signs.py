"""DICOM without its preamble, as old capture software writes it: told by its first data element.

Source of the format: DICOM PS3.5, sections 7.1 (data elements) and 7.1.2 (explicit VR).
"""

from __future__ import annotations

REPRESENTATIONS = frozenset(
    b"AEASATCSDADSDTFDFLISLOLTOBODOFOLOVOWPNSHSLSQSSSTSVTMUCUIULUNURUSUTUV"[at : at + 2]
    for at in range(0, 68, 2)
)
"""Value representations, PS3.5 table 6.2-1."""
FIRST_GROUPS = {b"\x02\x00": "little", b"\x08\x00": "little", b"\x00\x08": "big"}


def looks_like_dicom(content: bytes) -> bool:
    """Whether two data elements of group 0002 or 0008 stand at the start, one after the other."""
    order = FIRST_GROUPS.get(content[:2])
    if order is None or len(content) < 24:
        return False
    second = _next_element(content, 0, order)
    if second is None or second + 8 > len(content):
        return False
    return content[second : second + 2] == content[:2] or _next_element(content, second, order) is not None


def _next_element(content: bytes, at: int, order: str) -> int | None:
    """Where the element after the one at `at` starts, if that one is plausible."""
    kind = content[at + 4 : at + 6]
    number = int.from_bytes(content[at + 2 : at + 4], "little" if order == "little" else "big")
    if kind in REPRESENTATIONS:
        length = int.from_bytes(content[at + 6 : at + 8], "little" if order == "little" else "big")
        head = 8
    else:
        length = int.from_bytes(content[at + 4 : at + 8], "little" if order == "little" else "big")
        head = 8
    plausible = length % 2 == 0 and length <= 4096 and number <= 0x3000
    after = at + head + length
    return after if plausible and after <= len(content) else None
