"""Which single-byte code page a text without Unicode is in, weighed by what its bytes would spell.

A code page is believed when its high bytes give letters beside letters and typographer's marks
beside spaces; it is refused where it has no character for a byte at all.
"""

from __future__ import annotations

import re
import unicodedata

import numpy as np
import numpy.typing as npt
from charset_normalizer import from_bytes

CANDIDATES = ("cp1252", "latin-1", "mac_roman", "cp850", "cp437")
FOREIGN = ("cp1251", "koi8_r", "cp866", "cp1253", "cp1255", "cp1256")
MULTI_BYTE = ("cp932", "gb18030", "big5", "cp949")
SAMPLE = 200_000
MARKS = frozenset("’‘“”–—…€£½¼¾°®©™•«»·§¿¡²³µ´×±ªº\xa0")


def single_byte(content: bytes) -> tuple[str, str]:
    """(codec name, evidence in words) for content that is not valid UTF-8."""
    is_high = np.frombuffer(content, dtype=np.uint8) >= 0x80
    high = np.frombuffer(content, dtype=np.uint8)[is_high].tobytes()
    foreign = _foreign(content, is_high, len(high))
    if foreign:
        return foreign, f"the letters read as words in {foreign}"
    scores = {name: _score(content[: SAMPLE * 5], name) for name in CANDIDATES if _reads(high, name)}
    best = max(scores, key=lambda name: (scores[name], -CANDIDATES.index(name)))
    return best, f"not UTF-8; {len(high)} bytes beyond ASCII read best as {best}"


def _reads(high: bytes, name: str) -> bool:
    try:
        high.decode(name)
    except UnicodeDecodeError:
        return False
    return True


def _foreign(content: bytes, is_high: npt.NDArray[np.bool_], high: int) -> str | None:
    """A code page of another script, where most bytes beyond ASCII stand in runs as words do."""
    thirds = np.count_nonzero(is_high[:-2] & is_high[1:-1] & is_high[2:])
    if thirds < 6 or thirds < high * 0.4:
        return None
    sample = content[: SAMPLE * 5]
    scores = {name: _score(sample, name, script="") for name in FOREIGN if _reads_whole(sample, name)}
    best = max(scores, key=lambda name: scores[name], default="")
    if best and scores[best] > 0.9 and _reads_whole(content, best):
        return best
    guess = from_bytes(content[:SAMPLE], cp_isolation=list(MULTI_BYTE)).best()
    return guess.encoding if guess and _reads_whole(content, guess.encoding) else None


def _reads_whole(content: bytes, name: str) -> bool:
    """Decodes strictly and leads back to the same bytes, so that offsets can be told."""
    try:
        return content.decode(name).encode(name) == content
    except (UnicodeDecodeError, UnicodeEncodeError):
        return False


def _score(sample: bytes, name: str, *, script: str = "LATIN") -> float:
    """Between -1 and 1: how far the characters beyond ASCII are letters of `script` where letters stand."""
    text = sample.decode(name)
    total, weight = 0, 0.0
    for match in re.finditer(r"[^\x00-\x7f]", text):
        if total >= 5000:
            break
        total += 1
        at = match.start()
        weight += _fits(match.group(), text[at - 1 : at], text[at + 1 : at + 2], script)
    return weight / max(total, 1)


def _fits(char: str, before: str, after: str, script: str) -> float:
    if "\x80" <= char <= "\x9f":
        return -1.0
    if char in MARKS:
        return 0.7
    if not unicodedata.name(char, "").startswith(script) or not char.isalpha():
        return -0.6
    if char.isupper() and before.islower():
        return -0.8
    beside = before.isalpha() or after.isalpha()
    return 1.0 if beside else 0.1
