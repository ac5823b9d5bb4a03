"""Waiting for what was handed out, but not for ever: a cluster that is gone is told in one sentence."""

from __future__ import annotations

from asyncio import CancelledError
from concurrent.futures import CancelledError as Cancelled
from typing import Any

from distributed import Client, Future, KilledWorker
from distributed.comm.core import CommClosedError

from core.errors import ChartbridgeError
from portal.cluster.secured import ClusterAway
from portal.cluster.tasks import Refused, StoreAway, TaskFailed
from storage.errors import BlobStoreFailed

_LOST = (CancelledError, Cancelled, CommClosedError, OSError)


class ClusterRefused(ChartbridgeError):
    """What a worker said of its own store, said here."""

    def __init__(self, said: Refused) -> None:
        super().__init__(place=said.place, found=said.found, do=said.do)
        self.said = said

    def as_record(self) -> dict[str, str]:
        return {**super().as_record(), "kind": self.said.kind}


class Waiting:
    """patience: seconds without any worker after which nobody waits on."""

    def __init__(self, client: Client, address: str, *, patience: float) -> None:
        self._client = client
        self._address = address
        self._patience = patience

    def content(self, future: Future[Any]) -> Any:
        """What the task made. Raises ClusterAway, what a worker refused, and BlobStoreFailed where the place
        of the data did not answer it.
        """
        made = self._result(future)
        if isinstance(made, Refused):
            raise ClusterRefused(made)
        return made.content

    def _result(self, future: Future[Any]) -> Any:
        while True:
            try:
                return future.result(timeout=self._patience)
            except TimeoutError:
                self._refuse_nobody()
            except KilledWorker:
                raise self._away("One worker after the other ended over the same piece of work.") from None
            except StoreAway as away:
                raise self._store_away(away) from None
            except TaskFailed as failed:
                raise self._away(f"A worker could not do its part: {failed}.") from None
            except _LOST:
                raise self._away("The scheduler of the cluster no longer answers.") from None

    def _refuse_nobody(self) -> None:
        if not self._client.scheduler_info(n_workers=-1)["workers"]:
            raise self._away("No worker of the cluster is left.")

    def _store_away(self, away: StoreAway) -> BlobStoreFailed:
        """An outage as if it were met here: the job waits, and is done again when the place answers."""
        return BlobStoreFailed(
            place=self._address,
            found=f"A worker could not reach the place where the data lies: {away}.",
            do="Start the run again a little later.",
        )

    def _away(self, found: str) -> ClusterAway:
        return ClusterAway(self._address, found=found)
