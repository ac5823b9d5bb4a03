"""Which column feeds which field, as data and as a file."""

from core.mapping.reading import from_json
from core.mapping.writing import digest, to_json

__all__ = ["digest", "from_json", "to_json"]
