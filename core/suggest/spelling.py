"""From a header as somebody typed it to the plain words it stands for.

"PatNum", "PATIENTID", "pat_no" and "Patientennummer" come out as the same words; where a short form has
several readings, all come out and the context chooses (law 2).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import product

from rapidfuzz import fuzz, process

from core.suggest.abbreviations import SHORT_FORMS
from core.suggest.languages import ENGLISH, LINKS
from core.suggest.synonyms import LITTLE, PAIRS, SAME

Words = tuple[str, ...]

MOST_READINGS = 6
LONGEST_RUN = 48
READ_LATELY = 8_192
"""Headers, and pieces of them, that are remembered with how they are read."""
RUN_TOGETHER = 10
"""Letters from which even a known word is looked at for words in it ("smokingstatuscode")."""
CLOSE_ENOUGH = 90.0
"""rapidfuzz ratio from which an unknown word counts as a misspelling of a known one."""
PIECES = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+|[^\W\d_]+")
DATED = ("on", "am")
"""Words that make a date of what stands before them at a header's end: "entered on", "erfasst am"."""
REPEATED = re.compile(r"\.\d+$")


@lru_cache(READ_LATELY)
def pieces(header: str) -> Words:
    """The header cut at case changes, digits and punctuation; lower case, accents folded.

    A number that a reader added to a repeated header ("Name.2") is left out.
    """
    plain = REPEATED.sub("", header)
    return tuple(map(str.lower, PIECES.findall(plain if plain.isascii() else _unaccented(plain))))


def _unaccented(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.replace("ß", "ss").replace("ø", "o"))
    return "".join(c for c in plain if not unicodedata.combining(c))


@lru_cache(READ_LATELY)
def compact(header: str) -> str:
    """Letters and digits alone: what two spellings of one header share."""
    return "".join(pieces(header))


def forget() -> None:
    pieces.cache_clear()
    compact.cache_clear()


class Speller:
    """Reads headers over a vocabulary: the words of the record, of the short forms and of the languages.

    known: the lower-case words that record and tables use.
    """

    def __init__(self, known: Iterable[str]) -> None:
        spelled = {word for words in SHORT_FORMS.values() for text in words for word in text.split()}
        foreign = {word for text in ENGLISH.values() for word in text.split()}
        self._known = frozenset(known) | spelled | foreign | SAME.keys() | frozenset(SAME.values())
        self._parts = frozenset(
            w for w in (*self._known, *ENGLISH, *SHORT_FORMS) if len(w) > 2 or w in ("id", "no", "nr")
        ) - {"pre", "pro", "con"}
        self._fuzzy: dict[int, list[str]] = {}
        for word in self._known:
            if len(word) >= 6:
                self._fuzzy.setdefault(len(word), []).append(word)
        self._as_long_as = lru_cache(LONGEST_RUN)(self._about_as_long)
        self._readings = lru_cache(READ_LATELY)(self._read_piece)
        self.readings = lru_cache(READ_LATELY)(self._read)

    def forget(self) -> None:
        self._readings.cache_clear()
        self.readings.cache_clear()

    def _read(self, header: str) -> tuple[Words, ...]:
        """Every way to read the header, likeliest first; words are distinct and in order."""
        options = [self._readings(p) for p in self._joined(pieces(header))]
        choices = (
            _choices(options) if any(len(each) > 1 for each in options) else ([each[0] for each in options],)
        )
        found = dict.fromkeys(_folded(_flat(choice)) for choice in choices)
        return tuple(words for words in found if words)

    def _joined(self, parts: Words) -> Iterator[str]:
        """Neighbouring pieces that are one known short form together: "Rx" "Norm"."""
        i = 0
        while i < len(parts):
            word, taken = parts[i], 1
            for j in (3, 2):
                together = "".join(parts[i : i + j]) if i + j <= len(parts) else ""
                if len(together) > 2 and (together in SHORT_FORMS or together in ENGLISH):
                    word, taken = together, j
                    break
            yield word
            i += taken

    def _read_piece(self, piece: str) -> tuple[Words, ...]:
        direct = self._direct(piece)
        whole = len(piece) < RUN_TOGETHER or piece in SAME or direct != ((piece,),)
        if direct and whole:
            return direct
        if len(piece) >= 5:
            cut = self._cut(piece) if len(piece) <= LONGEST_RUN else None
            if cut:
                return tuple(_flat(choice) for choice in _choices([self._direct(p) or ((p,),) for p in cut]))
            near = None if direct else self._misspelled(piece)
            if near:
                return self._direct(near) or ((near,),)
        return direct or ((piece,),)

    def _misspelled(self, piece: str) -> str | None:
        """The known word that was meant; a letter more or less at the end is no slip."""
        near_long = self._as_long_as(len(piece))
        found = process.extractOne(piece, near_long, scorer=fuzz.ratio, score_cutoff=CLOSE_ENOUGH)
        near = found[0] if found else piece
        return None if piece.startswith(near) or near.startswith(piece) else near

    def _about_as_long(self, letters: int) -> Words:
        """Words of which the letters that both can share at most are enough for the ratio."""
        lengths = (n for n in self._fuzzy if 200 * min(letters, n) / (letters + n) >= CLOSE_ENOUGH - 1)
        return tuple(sorted(word for n in lengths for word in self._fuzzy[n]))

    def _direct(self, piece: str) -> tuple[Words, ...]:
        """Readings without guessing, or none."""
        found: list[Words] = [tuple(text.split()) for text in SHORT_FORMS.get(piece, ())]
        if piece in ENGLISH:
            found.append(tuple(ENGLISH[piece].split()))
        plain = piece in self._known or piece.isdigit() or len(piece) == 1
        if (plain and not found) or (found and piece in SAME):
            found.append((piece,))
        if not found:
            for stem in _stems(piece):
                found.extend(tuple(text.split()) for text in SHORT_FORMS.get(stem, ()) if len(stem) > 3)
                found.extend([(stem,)] if stem in self._known and stem not in SHORT_FORMS else [])
        return tuple(dict.fromkeys(found))

    def _cut(self, run: str) -> Words | None:
        """The fewest known words that make up `run`, joining letters left out, or None."""
        best: list[tuple[int, Words] | None] = [(0, ())] + [None] * len(run)
        for end in range(1, len(run) + 1):
            for start in range(max(0, end - 18), end):
                before, part = best[start], run[start:end]
                if before is None:
                    continue
                link = part in LINKS and start > 0 and end < len(run)
                if (part in self._parts and part != run) or link:
                    cost = before[0] + (30 if link else 10 + max(0, 5 - len(part)) * 4)
                    current = best[end]
                    if current is None or cost < current[0]:
                        best[end] = (cost, before[1] if link else (*before[1], part))
        done = best[len(run)]
        return done[1] if done and done[0] <= 10 + 3 * len(run) else None


def _stems(piece: str) -> Iterator[str]:
    for ending, instead in (("ies", "y"), ("es", ""), ("s", ""), ("en", ""), ("n", ""), ("ed", "")):
        if piece.endswith(ending) and len(piece) - len(ending) >= 3:
            yield piece[: len(piece) - len(ending)] + instead


def _choices(options: list[tuple[Words, ...]]) -> Iterator[tuple[Words, ...]]:
    """Combinations of readings, the first of each first, at most MOST_READINGS."""
    for i, choice in enumerate(product(*options)):
        if i >= MOST_READINGS:
            return
        yield choice


def _flat(choice: Iterable[Words]) -> Words:
    return tuple(word for words in choice for word in words)


def _folded(words: Words) -> Words:
    """Synonyms folded into their head word, pairs read together, little words and repeats dropped."""
    if len(words) > 1 and words[-1] in DATED:
        words = (*words[:-1], "date")
    kept = [SAME.get(w, w) for w in (_paired(words) if len(words) > 1 else words)]
    told = [w for w in kept if w not in LITTLE] or kept
    return tuple(dict.fromkeys(told))


def _paired(words: Words) -> Iterator[str]:
    i = 0
    while i < len(words):
        pair = PAIRS.get(words[i : i + 2])
        yield from pair or (words[i],)
        i += 2 if pair else 1
