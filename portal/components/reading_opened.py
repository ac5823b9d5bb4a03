"""What is opened on the page about reading, and how a change that is asked for there is done.

What is remembered are names of files with tables, places in lists, and a choice that is tried out; never a
line or a cell (law 7). Every change carries the version that was drawn, so that a page that
grew old changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from portal import session
from portal.components.acting import done
from portal.viewmodels.reading import FileReading, Override, ReadingChange, ReadingPage, TableReading, Topic
from portal.visit import Portal
from portal.wording import reading as words

_FILE, _TABLE, _TRYING, _REJECT = "reading.file", "reading.table", "reading.trying", "reading.reject"
_AS_FOUND = "-"


@dataclass(frozen=True)
class Asked:
    """The page as it is drawn: whom it is drawn for, and what may be changed."""

    portal: Portal
    view: ReadingPage
    trying: Override | None = None

    @property
    def may_change(self) -> bool:
        return self.view.may_change

    @property
    def may_repair(self) -> bool:
        """A line is looked at before its repair is accepted, so whoever sees no lines accepts none."""
        return self.view.may_change and self.view.sees_rows

    def key(self, file: FileReading) -> str:
        """Part of the keys of what stands about a file: its place in the list, never its name."""
        places = [place for place, line in enumerate(self.view.files) if line.path == file.path]
        return f"{self.view.version}-{places[0] if places else 'x'}"

    def change(self, change: ReadingChange) -> None:
        """For callbacks."""
        self.changed(change)

    def changed(self, change: ReadingChange) -> bool:
        """Whether it was done. The file stays open once nothing is left in it, so that the effect is seen."""
        if self.view.open is not None:
            session.remember(_FILE, self.view.open.path)
        asked = self.portal.change_reading
        return done(lambda: asked(change, seen=self.view.version), words.changed(change))

    def undo(self) -> None:
        done(lambda: self.portal.undo_reading(seen=self.view.version), words.UNDONE)


def file() -> str:
    return session.remembered(_FILE)


def open_file(path: str) -> None:
    session.remember(_FILE, path)
    for each in (_TABLE, _TRYING, _REJECT):
        session.remember(each, "")


def table(file: FileReading) -> TableReading | None:
    """The table that somebody opened, else the first that wants something; None where there is none."""
    told = session.remembered(_TABLE)
    if told.isdigit() and int(told) < len(file.tables):
        return file.tables[int(told)]
    return next((each for each in file.tables if wants(each)), next(iter(file.tables), None))


def damaged(table: TableReading) -> bool:
    """Whether a repair is proposed that nobody has accepted."""
    return any(group.applied < group.count for group in table.repairs)


def wants(table: TableReading) -> bool:
    """Whether there is something in it that can be put right on the page."""
    return damaged(table) or any(each.id and each.corrected is None for each in table.rejects)


def open_table(place: int) -> None:
    session.remember(_TABLE, str(place))
    session.remember(_REJECT, "")


def reject() -> int | None:
    """The place of the unreadable line whose form is open."""
    told = session.remembered(_REJECT)
    return int(told) if told.isdigit() else None


def open_reject(place: int | None) -> None:
    session.remember(_REJECT, "" if place is None else str(place))
    session.next_turn(_REJECT)


def trying() -> Override | None:
    told = session.remembered(_TRYING).split("\t", 1)
    if len(told) < 2:
        return None
    topic, value = told
    return Override(file(), Topic(topic), None if value == _AS_FOUND else value)


def try_out(path: str, topic: Topic, value: str | None) -> None:
    """value: None for as it was found."""
    session.remember(_FILE, path)
    session.remember(_TRYING, f"{topic.value}\t{_AS_FOUND if value is None else value}")


def try_nothing() -> None:
    session.remember(_TRYING, "")
