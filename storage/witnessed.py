"""What stands for a value of the audit trail that somebody wrote in another type (law 8).

SQLite keeps any type in any column. Text where bytes belong, or a word where a number does, would end the
check of a whole trail in an error; here it comes back as a value that no event of ours has, so that its event
is found and named, and the others can be read.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import BigInteger, Dialect, LargeBinary, String, TypeDecorator

NO_NUMBER = -1
"""Numbers of events begin at 1."""


class WitnessedBytes(TypeDecorator[bytes]):
    """Bytes; nothing at all where something else is stored."""

    impl = LargeBinary
    cache_ok = True

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], bytes]:
        return lambda stored: stored if isinstance(stored, bytes) else b""


class WitnessedNumber(TypeDecorator[int]):
    """A whole number; NO_NUMBER where something else is stored."""

    impl = BigInteger
    cache_ok = True

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], int]:
        return lambda stored: stored if isinstance(stored, int) else NO_NUMBER


class WitnessedText(TypeDecorator[str]):
    """Text; nothing at all where something else is stored."""

    impl = String
    cache_ok = True

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], str]:
        return lambda stored: stored if isinstance(stored, str) else ""
