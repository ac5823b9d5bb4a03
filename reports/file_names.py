"""Names of parts and of source files as paths that stay in their folder and offend no file system."""

from __future__ import annotations

import hashlib
import re

_UNSAFE = re.compile(r'[<>:"|?*\\\x00-\x1f\x7f]')
_LONGEST = 120
"""Bytes of one piece: file systems take 255, and endings and numbers come after it."""


def safe_path(name: str) -> str:
    """`name` ("/"-separated) with every piece made harmless: "..", control characters, overlong pieces."""
    return "/".join(_piece(piece) for piece in name.split("/"))


def _piece(piece: str) -> str:
    safe = _UNSAFE.sub("_", piece).rstrip(". ") or "_"
    if len(safe.encode()) <= _LONGEST:
        return safe
    digest = hashlib.sha256(piece.encode()).hexdigest()[:12]
    return safe.encode()[:_LONGEST].decode(errors="ignore") + f"~{digest}"
