"""Fifty kills of processes that sign, and of the servers that they sign on: signed once, or not at all.

A signature that was cut off is given again; the file that it was to be is an orphan, which the sweeper takes.
"""

from __future__ import annotations

import os
import random
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from core.readiness import Signer
from portal.permissions import Role
from portal.services.verifying import verify
from portal.viewmodels.verify import Finding
from storage import AuditEvent
from tests.portal.clinics import AUDITOR, PERSON, Clinic
from tests.soak.grounds import (
    RESTING,
    SEED,
    WORKING,
    Ground,
    nothing_orphaned,
    patiently,
)
from tests.soak.hurried_signer import Signing, started

pytestmark = [pytest.mark.soak, pytest.mark.timeout(7200)]
KILLS = int(os.environ.get("KILLS", "50"))


class Desk:
    """Where a document lies open, and four people come to sign it, each again until they have."""

    def __init__(self, ground: Ground, home: Path) -> None:
        self.ground, self.chance = ground, random.Random(SEED)
        self.clinic = Clinic(home, store=ground.opened())
        self.clinic.in_order()
        self.clinic.keys()
        self.seconds = self._undisturbed()

    def _undisturbed(self) -> float:
        """How long a signature takes that nobody disturbs, in a process as those that are killed."""
        signing = self._signing(self.document(), Signer.PRACTITIONER)
        process, before = started(self.ground.environment, signing), time.monotonic()
        process.join()
        return time.monotonic() - before

    def document(self) -> str:
        """A fresh one for another day."""
        day = self.clinic.store.clock().date() + timedelta(days=30 + len(self.clinic.view().documents))
        self.clinic.date(day, "Another day for another test")
        return self.clinic.issue()

    def signed_by_all(self, document: str) -> None:
        for number, role in enumerate(Signer, start=1):
            while patiently(lambda: self.signatures(document)) < number:
                self._try(self._signing(document, role))

    def signatures(self, document: str) -> int:
        with self.clinic.store.read() as work:
            return len(work.readiness.document(self.clinic.project.id, document).pdfs) - 1

    def told(self) -> Counter[str]:
        """Document -> how many signatures the trail tells of, in a chain that is whole."""
        with self.clinic.store.read() as work:
            assert work.audit.verify(self.clinic.project.id).valid
            events = work.audit.events(self.clinic.project.id)
        return Counter(e.facts["document"] for e in events if e.event == AuditEvent.DOCUMENT_SIGNED)

    def _signing(self, document: str, role: Signer) -> Signing:
        signer = PERSON[Role(role.value)]
        return Signing(self.clinic.project.id, document, signer, self.clinic.phrase(signer))

    def _try(self, signing: Signing) -> None:
        """Killed somewhere on the way, or a little after."""
        process = started(self.ground.environment, signing)
        time.sleep(self.chance.uniform(0, 1.5 * self.seconds))
        self.ground.an_outage(self.chance)
        self.ground.happened[WORKING if process.is_alive() else RESTING] += 1
        process.kill()
        process.join()


def test_documents_whose_signing_was_killed_fifty_times_are_signed_once_by_each(
    ground: Ground, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    desk, began, documents = Desk(ground, tmp_path), time.monotonic(), []
    while ground.happened[WORKING] < KILLS:
        documents.append(patiently(desk.document))
        desk.signed_by_all(documents[-1])
    store = desk.clinic.store
    swept = nothing_orphaned(store)
    for document in documents:
        assert verify(store, AUDITOR, desk.clinic.pdf(document)).finding is Finding.VALID
        assert desk.told()[document] == len(Signer)
    ground.had_everything(KILLS)
    with capsys.disabled():
        took = f"{time.monotonic() - began:.0f} s, {len(documents)} documents"
        print(f"\n{took}: {dict(ground.happened)}, swept: {swept}, one alone: {desk.seconds:.1f} s")
    store.close()
