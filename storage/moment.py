"""One look at the database for all that a page asks while it is drawn: one transaction, each question once.

A page asks a dozen services, and each begins a unit of work of its own. Within a moment they read the same
snapshot over one connection, a statement that was answered is not sent again, and keys are opened once.
Nothing outlives the moment, which is one thread's. Whatever is written ends what was read so far: what is
asked after it is asked anew.
"""

from __future__ import annotations

import threading
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ClauseElement, Engine, Result, event
from sqlalchemy.orm import ORMExecuteState, Session

from storage.unit import Rings

_ANSWERS = "chartbridge_answers"


class _Look(Session):
    """A session in which nothing is written, so that a question has one answer."""


def _answered(state: ORMExecuteState) -> Result[Any] | None:
    """The answer to the same statement with the same values, where there is one already."""
    asked = _asked(state)
    if asked is None:
        return None
    answers = state.session.info[_ANSWERS]
    if asked not in answers:
        answers[asked] = state.invoke_statement().freeze()
    told: Result[Any] = answers[asked]()
    return told


def _asked(state: ORMExecuteState) -> Hashable | None:
    """None for what is no plain question, and for what comes a few rows at a time."""
    plain = state.is_select and not state.is_column_load and not state.is_relationship_load
    if not plain or "yield_per" in state.execution_options:
        return None
    asked = state.statement
    key = asked._generate_cache_key() if isinstance(asked, ClauseElement) else None
    if key is None:
        return None
    values = tuple(_fixed(bound.effective_value) for bound in key.bindparams)
    return key.key, values, repr(state.parameters)


def _fixed(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


event.listen(_Look, "do_orm_execute", _answered)


@dataclass
class _Read:
    """What one snapshot gave. users: units of work that still read from it."""

    session: Session
    rings: Rings = field(default_factory=dict)
    users: int = 0
    over: bool = False

    def close_if_done(self) -> None:
        if self.over and not self.users:
            self.session.close()


class Moments(threading.local):
    """Whether the thread that asks is within a moment, and what was read in it so far."""

    def __init__(self, reading: Engine) -> None:
        self._reading = reading
        self._depth = 0
        self._read: _Read | None = None

    @contextmanager
    def one(self) -> Iterator[None]:
        """Within another it is the same one."""
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1
            if not self._depth:
                self.passes()

    def passes(self) -> None:
        """What is read from here on is read anew."""
        read, self._read = self._read, None
        if read is not None:
            read.over = True
            read.close_if_done()

    @contextmanager
    def look(self) -> Iterator[tuple[Session, Rings]]:
        """A session to read with, and the rings opened so far: of the moment, else for this once."""
        if not self._depth:
            with Session(self._reading, expire_on_commit=False) as session:
                yield session, {}
                session.rollback()
            return
        read = self._read = self._read or _begun(self._reading)
        read.users += 1
        try:
            yield read.session, read.rings
        finally:
            read.users -= 1
            read.close_if_done()


def _begun(reading: Engine) -> _Read:
    return _Read(_Look(reading, expire_on_commit=False, info={_ANSWERS: {}}))
