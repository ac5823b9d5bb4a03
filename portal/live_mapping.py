"""What the real portal does about the versions of a mapping and about a mapping as a file."""

from __future__ import annotations

from dataclasses import dataclass

from core.accept import Settings as Clinic
from portal.doorway import Doorway, refusals_noted
from portal.services import mapping, mapping_files, mapping_history, projects, taking
from portal.services.mapping_elsewhere import MOST, OtherProject
from portal.viewmodels.mapping import MappingPage
from portal.viewmodels.mapping_asked import Change
from portal.viewmodels.mapping_given import Given
from portal.viewmodels.mapping_history import HistoryPage, HistoryQuery, Offer


@refusals_noted
@dataclass(frozen=True)
class LiveMapping(Doorway):
    @property
    def _clinic(self) -> Clinic:
        return Clinic(currency=self.settings.currency, zone=self.settings.zone, country=self.settings.country)

    def _others(self) -> tuple[OtherProject, ...]:
        """The other projects that this person is in, each with what they are there."""
        there = (
            projects.all_projects(self.store, self.actor) if self.visitor is None else self.visitor.projects()
        )
        return tuple(
            OtherProject(each, self.actor if self.visitor is None else self.visitor.actor_in(each.id))
            for each in [p for p in there if p.id != self.project.id and not p.removed][-MOST:]
        )

    def mapping(self, table: str = "") -> MappingPage:
        asked = (self.store, self.actor, self.project)
        return mapping.view(*asked, clinic=self._clinic, table=table, others=self._others)

    def change_mapping(self, change: Change, *, seen: int) -> int:
        asked = (self.store, self.actor, self.project.id, change)
        return mapping.change(*asked, seen=seen, clinic=self._clinic, others=self._others)

    def mapping_history(self, query: HistoryQuery) -> HistoryPage:
        return mapping_history.view(self.store, self.actor, self.project, query, clinic=self._clinic)

    def undo_mapping(self, number: int, *, reason: str, seen: int) -> int:
        asked = (self.store, self.actor, self.project.id, number)
        return mapping_history.undo(*asked, reason=reason, seen=seen, clinic=self._clinic)

    def compare_mapping(self, given: Given) -> Offer:
        return mapping_files.compare(self.store, self.actor, self.project.id, given, clinic=self._clinic)

    def take_mapping(self, given: Given, *, seen: int) -> int:
        asked = (self.store, self.actor, self.project.id, given)
        return mapping_files.take(*asked, seen=seen, clinic=self._clinic)

    def take_mapping_file(self, version: int) -> str:
        return taking.ask_for_mapping(self.store, self.actor, self.project.id, version)
