"""A cluster as whoever starts runs sees it: reached, asked for hands, let go of when the run is over."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from distributed import Client

from core import ENGINE_VERSION
from core.hands import Hands
from portal.cluster.hands import SIZES, ClusterHands, Sizes
from portal.cluster.secured import ClusterAway, Place, place_of
from portal.cluster.tasks import Batch
from portal.cluster.waiting import Waiting
from portal.services.machines import Inputs
from portal.settings import Settings
from storage import Storage

PATIENCE = 20.0
"""Seconds for which a scheduler or a first worker is waited for."""


class Cluster:
    """The cluster at `place`, for runs over what lies in `store`."""

    def __init__(
        self, place: Place, store: Storage, *, sizes: Sizes = SIZES, patience: float = PATIENCE
    ) -> None:
        self._place = place
        self._store = store
        self._sizes = sizes
        self._patience = patience

    @contextmanager
    def hands(self, inputs: Inputs) -> Iterator[Hands]:
        """Raises ClusterAway where no scheduler or no worker answers."""
        with self._store.read() as work:
            rows = work.uploads.of_ids(inputs.project, inputs.uploads)
        ids = {row.path: row.id for row in rows}
        means = inputs.means
        batch = Batch(inputs.project, inputs.choices, dict(means.passwords), means.bounds, ENGINE_VERSION)
        client = self._reached()
        try:
            waiting = Waiting(client, self._place.address, patience=self._patience)
            yield ClusterHands(client, batch, ids, waiting=waiting, sizes=self._sizes)
        finally:
            client.close(timeout=self._patience)

    def _reached(self) -> Client:
        address, patience = self._place.address, self._patience
        try:
            client = Client(address, security=self._place.security, timeout=patience, set_as_default=False)
        except (OSError, TimeoutError):
            raise ClusterAway(address, found="No scheduler of a cluster answers there.") from None
        try:
            client.wait_for_workers(1, timeout=patience)
        except (OSError, TimeoutError):
            client.close(timeout=patience)
            raise ClusterAway(address, found="The cluster has no worker.") from None
        return client


def lend(settings: Settings, store: Storage) -> Cluster:
    """Raises WrongUsage where the settings of the cluster are not whole."""
    return Cluster(place_of(settings), store)
