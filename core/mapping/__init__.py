"""Which column feeds which field, as data and as a file."""

from core.mapping.file import digest, from_json, to_json

__all__ = ["digest", "from_json", "to_json"]
