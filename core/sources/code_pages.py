"""Which single-byte code page a text without Unicode is in, weighed by what its bytes would spell.

A code page is believed when its high bytes give letters beside letters and typographer's marks
beside spaces; it is refused where it has no character for a byte at all.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from charset_normalizer import from_bytes

CANDIDATES = ("cp1252", "latin-1", "mac_roman", "cp850", "cp437")
FOREIGN = ("cp1251", "koi8_r", "cp866", "cp1253", "cp1255", "cp1256")
MULTI_BYTE = ("cp932", "gb18030", "big5", "cp949")
SAMPLE = 200_000
MOST_WEIGHED = 5000
"""Characters beyond ASCII that are looked at."""
_AT_ONCE = 1 << 20
MARKS = frozenset("’‘“”–—…€£½¼¾°®©™•«»·§¿¡²³µ´×±ªº\xa0")


@dataclass
class High:
    """What a text has beyond ASCII, gathered slice by slice.

    number: bytes beyond ASCII. in_runs: those that begin three in a row, as the letters of words do.
    """

    number: int = 0
    in_runs: int = 0
    _seen: npt.NDArray[np.bool_] = field(default_factory=lambda: np.zeros(256, dtype=np.bool_))
    _last: npt.NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    _passed: int = 0

    def add(self, piece: bytes) -> None:
        """Takes the next slice."""
        whole = np.frombuffer(piece, dtype=np.uint8)
        for start in range(0, len(whole), _AT_ONCE):
            self._add(whole[start : start + _AT_ONCE])

    def _add(self, view: npt.NDArray[np.uint8]) -> None:
        places = np.flatnonzero(view >= 0x80)
        self.number += len(places)
        self._seen[view[places]] = True
        known = np.concatenate((self._last, places + self._passed))
        self.in_runs += int(np.count_nonzero(known[2:] - known[:-2] == 2))
        self._last = known[-2:]
        self._passed += len(view)

    @property
    def seen(self) -> bytes:
        """Each of them once."""
        return np.flatnonzero(self._seen).astype(np.uint8).tobytes()


def single_byte(content: bytes) -> tuple[str, str]:
    """(codec name, evidence in words) for content that is not valid UTF-8."""
    high = High()
    high.add(content)
    return weighed(content[: SAMPLE * 5], high, lambda name: _reads_whole(content, name))


def weighed(sample: bytes, high: High, reads_whole: Callable[[str], bool]) -> tuple[str, str]:
    """As `single_byte`, from the beginning of the content (SAMPLE * 5 bytes) and what all of it has."""
    foreign = _foreign(sample, high, reads_whole)
    if foreign:
        return foreign, f"the letters read as words in {foreign}"
    scores = {name: _score(sample, name) for name in CANDIDATES if _reads(high.seen, name)}
    best = max(scores, key=lambda name: (scores[name], -CANDIDATES.index(name)))
    return best, f"not UTF-8; {high.number} bytes beyond ASCII read best as {best}"


def _reads(high: bytes, name: str) -> bool:
    try:
        high.decode(name)
    except UnicodeDecodeError:
        return False
    return True


def _foreign(sample: bytes, high: High, reads_whole: Callable[[str], bool]) -> str | None:
    """A code page of another script, where most bytes beyond ASCII stand in runs as words do."""
    if high.in_runs < 6 or high.in_runs < high.number * 0.4:
        return None
    scores = {name: _score(sample, name, script="") for name in FOREIGN if _reads_whole(sample, name)}
    best = max(scores, key=lambda name: scores[name], default="")
    if best and scores[best] > 0.9 and reads_whole(best):
        return best
    guess = from_bytes(sample[:SAMPLE], cp_isolation=list(MULTI_BYTE)).best()
    return guess.encoding if guess and reads_whole(guess.encoding) else None


def _reads_whole(content: bytes, name: str) -> bool:
    """Decodes strictly and leads back to the same bytes, so that offsets can be told."""
    try:
        return content.decode(name).encode(name) == content
    except (UnicodeDecodeError, UnicodeEncodeError):
        return False


def _score(sample: bytes, name: str, *, script: str = "LATIN") -> float:
    """Between -1 and 1: how far the characters beyond ASCII are letters of `script` where letters stand.

    Every code page that is weighed here has one byte for a character; the same ones stand beside each other
    again and again.
    """
    text = sample.decode(name)
    places = np.flatnonzero(np.frombuffer(sample, dtype=np.uint8) >= 0x80)[:MOST_WEIGHED].tolist()
    known: dict[str, float] = {}
    weight = 0.0
    for at in places:
        around = text[at - 1 : at + 2] if at else " " + text[:2]
        if around not in known:
            known[around] = _fits(around[1], around[0], around[2:], script)
        weight += known[around]
    return weight / max(len(places), 1)


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
