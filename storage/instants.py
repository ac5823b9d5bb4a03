"""How instants are stored, and what stands for one that somebody garbled in the database (law 8)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, TypeDecorator


class Utc(TypeDecorator[datetime]):
    """An instant, stored and given back in UTC; a time without a zone is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("times are stored with their zone")
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


GARBLED = datetime(1, 1, 1, tzinfo=UTC)
"""What stands for a time that cannot be read as we wrote it."""
_AS_WRITTEN = "%Y-%m-%d %H:%M:%S.%f"


class WitnessedUtc(Utc):
    """As `Utc`; a time that somebody garbled in the database comes back as GARBLED and breaks its event's
    hash, where an error would keep a whole trail from being read. SQLite keeps times as text, which more than
    one spelling of would be read alike: only ours counts.
    """

    cache_ok = True

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], datetime | None]:
        read = super().result_processor(dialect, coltype)

        def witnessed(stored: Any) -> datetime | None:
            try:
                told: datetime | None = read(stored) if read else stored
            except (ValueError, TypeError):
                return GARBLED
            spelled = told.strftime(_AS_WRITTEN) if told and isinstance(stored, str) else stored
            return told if spelled == stored else GARBLED

        return witnessed
