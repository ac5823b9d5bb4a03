"""What the real portal does with what people say about two uploads that look like one, and beside a run."""

from __future__ import annotations

from dataclasses import dataclass

from portal.doorway import Doorway, refusals_noted
from portal.services import sandbox, upload_pairs
from portal.viewmodels.jobs import JobView
from portal.viewmodels.uploads import Pair, PairWord


@refusals_noted
@dataclass(frozen=True)
class LiveUploads(Doorway):
    def say_of_uploads(self, pair: Pair, word: PairWord) -> None:
        upload_pairs.say(self.store, self.actor, self.project.id, pair, word)

    def load_sandbox(self) -> JobView:
        return sandbox.start(self.store, self.actor, self.project.id)
