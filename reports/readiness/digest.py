"""The digest of a document's content: what its QR code carries, so that paper and file can be compared.

SHA-256 over canonical JSON: keys sorted, no spaces, dates and times in ISO 8601, money in minor units, a
gate by its name, question and thresholds.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from reports.readiness.content import ReadinessDocument


def content_digest(document: ReadinessDocument) -> str:
    """Hex SHA-256 of `document`; equal for equal content, whatever it is laid out like."""
    return digest_of(document)


def digest_of(document: Any) -> str:
    """The same of any frozen dataclass that a document is made of."""
    text = json.dumps(_plain(document), sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        kept = (each.name for each in fields(value) if not callable(getattr(value, each.name)))
        return {name: _plain(getattr(value, name)) for name in kept}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value
