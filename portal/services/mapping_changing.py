"""A table of a mapping in hand while a person changes it, and how a change that cannot be is refused."""

from __future__ import annotations

from dataclasses import dataclass

from core.accept import Settings as Clinic
from core.errors import MappingInvalid
from core.mapping.model import TableMapping
from core.suggest.remembering import NOTHING_SAID, Memory
from portal.services.mapping_facts import Facts
from portal.wording import mapping as words


@dataclass(frozen=True)
class Changing:
    """A table in hand, and on whose word it is changed."""

    table: TableMapping
    columns: tuple[str, ...]
    facts: Facts
    clinic: Clinic
    by: str
    confirmed: Memory = NOTHING_SAID

    def refused(self, found: str, do: str, column: str = "") -> MappingInvalid:
        place = f"{self.table.table}: {column}" if column else self.table.table
        return MappingInvalid(place=place, found=found, do=do)

    def known(self, column: str) -> str:
        if column not in self.columns:
            raise self.refused(*words.NO_SUCH_COLUMN)
        return column
