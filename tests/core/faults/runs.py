"""A run over files made by hand, as the portal does one: packed, with every suggestion accepted."""

from __future__ import annotations

from dataclasses import replace

from core.accept import Policy, Settings, accept
from core.mapping.model import TableMapping
from core.outcome import Outcome
from core.record import RECORD
from core.runs import migrate
from core.sources import read_uploads
from core.sources.means import Means
from core.suggest import suggest_all
from core.tables import Intake
from tests.core.sources.given import upload


def read(**files: bytes) -> Intake:
    """name__ending=content."""
    uploads = [upload(name.replace("__", "."), content) for name, content in files.items()]
    return read_uploads(uploads, means=Means(packed=True))


def ran(intake: Intake, *, key: tuple[str, ...] = ()) -> Outcome:
    """key: the columns that number the records of every table, where the suggestion is not to be taken."""
    tables = [each.table for each in intake.tables]
    suggested = suggest_all(tables, RECORD)
    mapping = accept(suggested, tables, RECORD, policy=Policy.ALL, settings=Settings())
    if key:
        mapping = replace(mapping, tables=tuple(_keyed(table, key) for table in mapping.tables))
    return migrate(intake, mapping, record=RECORD)


def _keyed(table: TableMapping, key: tuple[str, ...]) -> TableMapping:
    return replace(table, key=key, kept=tuple(kept for kept in table.kept if kept.column not in key))
