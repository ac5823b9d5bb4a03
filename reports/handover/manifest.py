"""The list of a handover's files, with size and SHA-256 of each, and what the whole is; written last.

The only file that tells when and by whom: all others are the same for the same run. Its own SHA-256 stands
in the audit trail, so that a handover can be told from one that somebody put together (law 8).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from reports.handover.scope import Scope

MANIFEST = "manifest.json"
FORMAT = 1


@dataclass(frozen=True)
class About:
    """What the package is. counts: records by entity. made_at: ISO 8601 in UTC. made_by: a person's name."""

    run: str
    result: str
    log_root: str | None
    scope: Scope
    counts: Mapping[str, int]
    made_at: str
    made_by: str = field(repr=False)


@dataclass(frozen=True)
class Listed:
    """One file as written. sha256: hex. size: bytes."""

    sha256: str
    size: int


class Tally:
    """Reads along while files are written, so that each is read once."""

    def __init__(self) -> None:
        self._files: dict[str, Listed] = {}

    def over(self, files: Iterable[tuple[str, Iterator[bytes]]]) -> Iterator[tuple[str, Iterator[bytes]]]:
        """The same files; each counts once its last piece was taken."""
        return ((path, self._along(path, pieces)) for path, pieces in files)

    def manifest(self, about: About) -> bytes:
        """The content of manifest.json, once all files were written."""
        content = {
            "format": FORMAT,
            "scope": about.scope.name,
            "run": about.run,
            "result": about.result,
            "log_root": about.log_root,
            "made_at": about.made_at,
            "made_by": about.made_by,
            "records": dict(about.counts),
            "files": [
                {"path": path, "size": file.size, "sha256": file.sha256}
                for path, file in sorted(self._files.items())
            ],
        }
        return (json.dumps(content, indent=1, ensure_ascii=False) + "\n").encode()

    def __len__(self) -> int:
        return len(self._files)

    def _along(self, path: str, pieces: Iterator[bytes]) -> Iterator[bytes]:
        digest, size = hashlib.sha256(), 0
        for piece in pieces:
            digest.update(piece)
            size += len(piece)
            yield piece
        self._files[path] = Listed(digest.hexdigest(), size)
