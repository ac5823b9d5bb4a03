"""What the real portal does about going live: of the Go-live page, and of Verify a document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from core.readiness import Signer
from portal.doorway import Doorway, refusals_noted
from portal.permissions import Actor
from portal.services import (
    document_signing,
    go_live_steps,
    key_replacing,
    readiness_papers,
    statements,
    verifying,
)
from portal.services import go_live as going
from portal.viewmodels.go_live import Download, GoLive, Said
from portal.viewmodels.verify import Verified
from portal.wording.signing import KEY_PAGE
from storage import Storage


@refusals_noted
@dataclass(frozen=True)
class LiveGoing(Doorway):
    @property
    def _project(self) -> tuple[Storage, Actor, str]:
        return self.store, self.actor, self.project.id

    def go_live(self) -> GoLive:
        return going.view(self.store, self.actor, self.project, currency=self.settings.currency)

    def move_date(self, new: date | None, *, reason: str, seen: int) -> int:
        return go_live_steps.move_date(*self._project, new, reason=reason, seen=seen)

    def propose_date(self, new: date | None, *, reason: str, seen: int) -> int:
        return go_live_steps.propose_date(*self._project, new, reason=reason, seen=seen)

    def decline_date(self, *, seen: int) -> int:
        return go_live_steps.decline_date(*self._project, seen=seen)

    def waive(self, gate: str, *, reason: str, seen: int) -> int:
        return go_live_steps.waive(*self._project, gate, reason=reason, seen=seen)

    def take_back_waiver(self, gate: str, *, seen: int) -> int:
        return go_live_steps.take_back(*self._project, gate, seen=seen)

    def take_figures(self, *, seen: int) -> int:
        return go_live_steps.take_figures(*self._project, seen=seen)

    def state(self, said: Said, *, seen: int) -> int:
        return statements.STATERS[said.part](*self._project, said, seen=seen)

    def issue_document(self, signers: Mapping[Signer, str], *, seen: int) -> str:
        asked = (self.store, self.actor, self.project)
        return readiness_papers.issue(*asked, signers=signers, seen=seen, zone=self.settings.time_zone)

    def make_signing_key(self, passphrase: str, again: str) -> None:
        document_signing.make_key(*self._project, passphrase=passphrase, again=again)

    @property
    def key_page(self) -> str:
        return f"/{KEY_PAGE}?project={self.project.id}" if self.visitor is not None else ""

    def replace_signing_key(self, passphrase: str, again: str) -> datetime:
        """Whoever signs in is asked who they are, on a page whose answers nothing keeps (ADR 66)."""
        return key_replacing.replace_alone(
            *self._project, passphrase=passphrase, again=again, signs_in=self.visitor is not None
        )

    def sign_document(self, document: str, passphrase: str) -> int:
        return document_signing.sign(
            *self._project, document, passphrase=passphrase, zone=self.settings.time_zone
        )

    def open_document(self, document: str) -> Download:
        return readiness_papers.opened(*self._project, document)

    def trust_file(self) -> Download:
        return readiness_papers.trusted(*self._project)

    def verify(self, pdf: bytes, trust: bytes) -> Verified:
        return verifying.verify(self.store, self.actor, pdf, trust=trust)
