"""One unambiguous byte form for lists of values, so that digests and seals never depend on spelling.

Format: for each value a tag byte ("n" none, "b" bytes, "s" UTF-8 text, "i" decimal integer), its length
as eight bytes big-endian, its bytes. No two different lists share an encoding.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from typing import Any

Value = str | int | bytes | None
_LENGTH = struct.Struct(">Q").pack


def canonical(*values: Value) -> bytes:
    """The values, tagged and length-prefixed, joined."""
    return b"".join([_one(value) for value in values])


def _one(value: Value) -> bytes:
    """Text first: nearly everything is."""
    if isinstance(value, str):
        return _tagged(b"s", to_bytes(value))
    if isinstance(value, bytes):
        return _tagged(b"b", value)
    if value is None:
        return _tagged(b"n", b"")
    return _tagged(b"i", str(value).encode())


def _tagged(tag: bytes, body: bytes) -> bytes:
    return tag + _LENGTH(len(body)) + body


def to_bytes(text: str) -> bytes:
    """UTF-8; also for file names that were never text, which Python holds as lone surrogates."""
    return text.encode("utf-8", "surrogatepass")


def to_text(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogatepass")


def to_json_bytes(facts: Mapping[str, Any]) -> bytes:
    """Stable JSON: sorted keys, no spaces, UTF-8."""
    return to_bytes(json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False))


def from_json_bytes(text: bytes) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(text)
    return loaded
