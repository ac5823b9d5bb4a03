"""The cloud system's own keys: UUIDs that name the kind of record and its number, so that they never vary."""

from __future__ import annotations

from uuid import UUID, uuid5

_OURS = UUID("7e0a51d2-4d1c-5c4b-9a55-54616e647661")


def own_key(entity: str, number: object) -> str:
    """The UUID of a record, for a number of the group; denials of allergies are numbered as allergies are."""
    listed = "allergy" if entity == "allergy_statement" else entity
    return str(uuid5(_OURS, f"{listed} {number}"))
