"""What the real portal does about the versions of a mapping and about a mapping as a file."""

from __future__ import annotations

from dataclasses import dataclass

from core.accept import Settings as Clinic
from portal.doorway import Doorway, refusals_noted
from portal.services import mapping_files, mapping_history, taking
from portal.viewmodels.mapping_given import Given
from portal.viewmodels.mapping_history import HistoryPage, HistoryQuery, Offer


@refusals_noted
@dataclass(frozen=True)
class LiveMapping(Doorway):
    @property
    def _clinic(self) -> Clinic:
        return Clinic(currency=self.settings.currency, zone=self.settings.zone, country=self.settings.country)

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
