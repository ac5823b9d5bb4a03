"""What the real portal does about how files are read: the page, and what people say on it."""

from __future__ import annotations

from dataclasses import dataclass

from portal.doorway import Doorway, refusals_noted
from portal.services import reading_changes, reading_page, taking
from portal.viewmodels.reading import ReadingChange, ReadingPage, ReadingQuery


@refusals_noted
@dataclass(frozen=True)
class LiveReading(Doorway):
    def reading(self, query: ReadingQuery) -> ReadingPage:
        return reading_page.view(self.store, self.actor, self.project, query)

    def change_reading(self, change: ReadingChange, *, seen: int) -> int:
        return reading_changes.change(self.store, self.actor, self.project.id, change, seen=seen)

    def take_rejects(self, path: str) -> str:
        return taking.ask_for_rejects(self.store, self.actor, self.project.id, path)

    def undo_reading(self, *, seen: int) -> int:
        return reading_changes.undo(self.store, self.actor, self.project.id, seen=seen)
