"""What names a batch of uploads: the same files give the same name, on every machine."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from storage import UploadRow


def batch_name(uploads: Iterable[UploadRow]) -> str:
    """Hex SHA-256 over (path, content digest) of each upload, in path order."""
    told = sorted((row.path, row.sha256) for row in uploads)
    return hashlib.sha256(repr(told).encode()).hexdigest()
