"""Somebody who signs in a process of their own, for tests that kill it; forked, so that it starts at once."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from portal.opening import open_storage
from portal.permissions import Actor
from portal.services import document_signing
from portal.settings import read_settings
from storage import OUTAGES
from tests.portal.clinics import ZONE

_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload([__name__])
PATIENCE = 120.0


@dataclass(frozen=True)
class Signing:
    project: str
    document: str
    actor: Actor
    phrase: str


def started(environment: Mapping[str, str], signing: Signing) -> BaseProcess:
    """With the pen on the paper: its store is open, and it has been told to begin."""
    here, there = _FORKS.Pipe(duplex=False)
    process = _FORKS.Process(target=_sign, args=(dict(environment), signing, there), daemon=True)
    process.start()
    there.close()
    assert here.poll(PATIENCE)
    here.recv_bytes()
    here.close()
    return process


def _sign(environment: dict[str, str], signing: Signing, begins: Connection) -> None:
    os.environ.update(environment)
    store = open_storage(read_settings())
    begins.send_bytes(b"now")
    try:
        document_signing.sign(
            store, signing.actor, signing.project, signing.document, passphrase=signing.phrase, zone=ZONE
        )
    except OUTAGES:
        raise SystemExit(1) from None
