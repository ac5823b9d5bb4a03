"""A code to think of for a word that has none, with the reason; never applied by itself (law 2).

Compared are the words by which other systems say each code, first as they stand without accents, spaces and
signs, then for a slip of the pen, then for a word within the words. What somebody said of the same word in
another column of the clinic goes before all of them. Sure is only what leaves no other code in reach.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from core.record.model import Domain
from core.values.generic import is_generic

LONG = 6
"""Letters from which a slip of the pen can be told from another word."""
SLIP, NEAR, APART = 92.0, 80.0, 8.0
"""rapidfuzz ratios: one letter off; worth a thought; how far the next code must stay behind to be sure."""
_TURNS = re.compile(r"^(un|in|non|not|no|dis|nicht|sin|sans|nao|senza)")
"""Beginnings that turn a word into its contrary: "unconfirmed" is no slip of "confirmed"."""
_DENIES = frozenset({"not", "no", "non", "never", "without", "nicht", "kein", "keine", "sin", "sans", "nao"})


@dataclass(frozen=True)
class Hint:
    """word: of those that other systems use for the code, the one that it was taken for."""

    code: str
    sure: bool
    word: str
    why: str


@dataclass(frozen=True)
class Hints:
    """For one field. told: word -> code, as people said in other columns; vocabulary: word -> code."""

    told: Mapping[str, str]
    vocabulary: Mapping[str, str]
    _plain: dict[str, set[str]] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        for word, code in self.vocabulary.items():
            if plain(word):
                self._plain.setdefault(plain(word), set()).add(code)

    @classmethod
    def of(cls, domain: Domain | None, told: Mapping[str, str]) -> Hints:
        return cls(told, domain.lookup() if domain else {})

    def hint(self, word: str) -> Hint | None:
        """word: as words are compared. None where nothing comes near."""
        if word in self.told:
            return Hint(self.told[word], True, word, "told")
        return self._spelt(word) or self._slip(word) or self._within(word)

    def _spelt(self, word: str) -> Hint | None:
        """The same but for accents, spaces, signs, or the s of several."""
        bare = plain(word)
        for form in (bare, bare.removesuffix("s")):
            codes = self._plain.get(form, set())
            if len(codes) == 1:
                return Hint(next(iter(codes)), True, form, "spelt")
        return None

    def _slip(self, word: str) -> Hint | None:
        bare = plain(word)
        if len(bare) < LONG:
            return None
        words = [known for known, codes in self._plain.items() if not all(map(is_generic, codes))]
        near = process.extract(bare, words, scorer=fuzz.ratio, score_cutoff=NEAR, limit=12)
        best: dict[str, tuple[float, str]] = {}
        for known, score, _ in near:
            if _turned(bare, known):
                continue
            for code in self._plain[known]:
                best.setdefault(code, (score, known))
        ranked = sorted(best.items(), key=lambda each: (-each[1][0], each[0]))
        if not ranked:
            return None
        code, (score, known) = ranked[0]
        behind = ranked[1][1][0] if len(ranked) > 1 else 0.0
        sure = score >= SLIP and score - behind >= APART and len(known) >= LONG
        return Hint(code, sure, known, "slip")

    def _within(self, word: str) -> Hint | None:
        """One of its words, or its beginning, says one code and no other; a thought and never more."""
        pieces = _pieces(word)
        codes = {code: known for piece in pieces for known, code in self._saying(piece)}
        if len(codes) != 1 or any(is_generic(code) for code in codes) or _DENIES & set(pieces):
            return None
        code, known = next(iter(codes.items()))
        return Hint(code, False, known, "within")

    def _saying(self, piece: str) -> Iterator[tuple[str, str]]:
        whole = self._plain.get(piece, set())
        if whole:
            yield from ((piece, code) for code in whole)
        elif len(piece) >= 4:
            begun = ((known, codes) for known, codes in self._plain.items() if known.startswith(piece))
            yield from ((known, code) for known, codes in begun for code in codes)


def plain(word: str) -> str:
    """Letters and digits alone, without accents."""
    bare = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in bare if c.isalnum())


def _pieces(word: str) -> list[str]:
    found = (plain(piece) for piece in re.findall(r"[^\W_]+", word))
    return [piece for piece in found if len(piece) > 2 or piece in _DENIES]


def _turned(one: str, other: str) -> bool:
    """Whether a beginning makes another word of it: "rescheduled" and "female" are no slips either."""
    added = one != other and (one.endswith(other) or other.endswith(one))
    return added or bool(_TURNS.match(one)) != bool(_TURNS.match(other))
