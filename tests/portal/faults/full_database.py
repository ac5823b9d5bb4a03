"""A database whose file finds no more room: SQLite's own failure, brought about by its own bound."""

from __future__ import annotations

from dataclasses import dataclass
from sqlite3 import Connection

from sqlalchemy import event

from storage import Storage

AS_IT_COMES = 1 << 30


@dataclass
class Room:
    """pages: that the file may have in all."""

    pages: int = AS_IT_COMES

    def bound(self, connection: Connection, *_: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {self.pages}")


def a_disk_of(store: Storage) -> Room:
    """The disk of the database; every connection that is taken from now on knows how much room it has."""
    room = Room()
    event.listen(store.engine, "checkout", room.bound)
    return room


def filled(store: Storage, room: Room, *, more: int = 0) -> None:
    """No page more than the database has now, and so many."""
    with store.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    room.pages = int(pages) + more
