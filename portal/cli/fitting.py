"""Whether a mapping that somebody hands in fits the files that they hand in with it.

A mapping that names what is not there would leave something out without a word (law 2), so it is refused.
"""

from __future__ import annotations

from collections.abc import Sequence

from core.errors import MappingInvalid
from core.mapping import from_json
from core.mapping.model import Mapping, TableMapping
from core.record import RECORD
from core.tables import SourceTable
from core.transforms import TRANSFORM_NAMES


def fitting_mapping(text: str, tables: Sequence[SourceTable]) -> Mapping:
    """The mapping that `text` says, of these tables. Raises MappingInvalid naming what does not fit."""
    try:
        mapping = from_json(text, RECORD, TRANSFORM_NAMES)
    except RecursionError:
        raise MappingInvalid(
            place="mapping.json", found="It is nested too deeply.", do="Start from the one of an export."
        ) from None
    columns = {table.key: frozenset(table.columns) for table in tables}
    for mapped in mapping.tables:
        _refuse_unknown(mapped, columns.get(mapped.source))
    return mapping


def _refuse_unknown(mapped: TableMapping, columns: frozenset[str] | None) -> None:
    place = f"mapping.json: {mapped.file}"
    if columns is None:
        raise MappingInvalid(
            place=place,
            found=f"No table {mapped.table} of this file was read.",
            do="Hand in the file too, or take the table out of the mapping.",
        )
    unknown = sorted(_columns_of(mapped) - columns)
    if unknown:
        raise MappingInvalid(
            place=place,
            found=f"The file has no column {unknown[0]}.",
            do="Correct the name, or make a new mapping from suggestions.",
        )


def _columns_of(mapped: TableMapping) -> set[str]:
    ruled = {column for rule in mapped.rules for column in rule.columns}
    routed = {column for route in mapped.routes for column in route.columns}
    return {*mapped.key, *ruled, *routed, *(kept.column for kept in mapped.kept)}
