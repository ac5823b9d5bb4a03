"""Every file as it was received, bit-identical, under its own path made safe (law 4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from reports.file_names import told_apart
from reports.handover.content import Original

FOLDER = "originals"


def placed(originals: Sequence[Original]) -> list[tuple[str, Original]]:
    """Where each lies in the package: what counts now under its own path, what came before it numbered."""
    ordered = sorted(originals, key=lambda each: not each.counts)
    paths = told_apart(f"{FOLDER}/{spelled(each.path)}" for each in ordered)
    return list(zip(paths, ordered, strict=True))


def listed(originals: Sequence[Original]) -> list[dict[str, Any]]:
    """The content of originals.json, in path order."""
    facts = [
        {
            "path": spelled(each.path),
            "file": place,
            "sha256": each.sha256,
            "size": each.size,
            "received": each.received,
            "by": each.by,
            "counts": each.counts,
        }
        for place, each in placed(originals)
    ]
    return sorted(facts, key=lambda fact: str(fact["file"]))


def original_files(originals: Sequence[Original]) -> Iterator[tuple[str, Iterator[bytes]]]:
    return ((place, each.open()) for place, each in placed(originals))


def spelled(path: str) -> str:
    """Names of files that were never text can be written down too: their odd bytes are spelled out."""
    return path.encode("utf-8", "backslashreplace").decode()
