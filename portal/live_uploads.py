"""What the real portal does with two uploads that look like one, and with lines that could not be read."""

from __future__ import annotations

from dataclasses import dataclass

from portal.doorway import Doorway, refusals_noted
from portal.services import reject_book, taking, upload_pairs
from portal.viewmodels.reject_book import CameBack
from portal.viewmodels.uploads import Pair, PairWord


@refusals_noted
@dataclass(frozen=True)
class LiveUploads(Doorway):
    def say_of_uploads(self, pair: Pair, word: PairWord) -> None:
        upload_pairs.say(self.store, self.actor, self.project.id, pair, word)

    def take_rejects(self) -> str:
        return taking.ask_for_rejects(self.store, self.actor, self.project.id)

    def bring_corrected(self, content: bytes, *, seen: int) -> CameBack:
        return reject_book.bring(self.store, self.actor, self.project.id, content, seen=seen)
