"""Which records name which file: by its path, by the end of one, or by its bare name where it is unique.

The same rule as for whose a file is (core.imaging.matching), with every record kept that names it: two that
name one file for two patients are told, and neither wins.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import polars as pl

from core.files.model import Reference
from core.imaging.matching import tidy
from core.record import RECORD

ENTITIES = tuple(each.name for each in RECORD.entities if each.has("file_name") and each.has("patient"))
"""Kinds of record that name a file of a patient."""


def references_of(records: Mapping[str, pl.DataFrame]) -> tuple[Reference, ...]:
    """records: entity -> id, patient, file_name, voided. Records that were struck out name nothing."""
    return tuple(each for entity in ENTITIES if entity in records for each in _of(entity, records[entity]))


def _of(entity: str, frame: pl.DataFrame) -> Iterable[Reference]:
    kept = frame.filter(pl.col("file_name").fill_null("").str.strip_chars() != "")
    if "voided" in kept.columns:
        kept = kept.filter(~pl.col("voided").fill_null(value=False))
    for own, patient, name in kept.select("id", "patient", "file_name").rows():
        yield Reference(entity, own, patient or "", name)


class Named:
    """References by the file that they mean among `paths`; `missing` are those that mean none."""

    def __init__(self, references: Sequence[Reference], paths: Sequence[str]) -> None:
        self._by_path: dict[str, list[Reference]] = defaultdict(list)
        for each in references:
            self._by_path[tidy(each.file)].append(each)
        self._by_name: dict[str, set[str]] = defaultdict(set)
        for path in self._by_path:
            self._by_name[_bare(path)].add(path)
        self._bearers = Counter(_bare(tidy(path)) for path in paths)
        self._of = {path: self._keys(tidy(path)) for path in paths}
        used = {key for keys in self._of.values() for key in keys}
        self.missing: tuple[tuple[Reference, ...], ...] = tuple(
            tuple(found) for key, found in self._by_path.items() if key not in used
        )

    def of(self, path: str) -> tuple[Reference, ...]:
        return tuple(each for key in sorted(self._of[path]) for each in self._by_path[key])

    def _keys(self, path: str) -> set[str]:
        parts = path.split("/")
        alone = self._bearers[parts[-1]] == 1
        for start in range(len(parts)):
            key = "/".join(parts[start:])
            if key in self._by_path and (start < len(parts) - 1 or alone):
                return {key}
        return self._by_name.get(parts[-1], set()) if alone else set()


def _bare(path: str) -> str:
    return path.rsplit("/", 1)[-1]
