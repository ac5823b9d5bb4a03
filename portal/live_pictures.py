"""What the real portal does about pictures: the facts of one, and its original to take along."""

from __future__ import annotations

from dataclasses import dataclass

from portal.doorway import Doorway, refusals_noted
from portal.services import pictures, taking
from portal.viewmodels.picture import PictureRef, PictureView


@refusals_noted
@dataclass(frozen=True)
class LivePictures(Doorway):
    def picture(self, ref: PictureRef) -> PictureView:
        zone = self.settings.time_zone
        return pictures.view(self.store, self.actor, self.project.id, ref, zone=zone)

    def take_original(self, ref: PictureRef) -> str:
        zone = self.settings.time_zone
        return taking.ask_for_original(self.store, self.actor, self.project.id, ref, zone=zone)
