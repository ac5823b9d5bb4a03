"""How every machine of a cluster is set: TLS both ways, nothing spilled to a disk, no page about the work.

Scheduler, workers and whoever hands out work each show a certificate that the cluster's own authority signed,
and take nobody who shows none (law 7).
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import dask
from distributed import Security

from core.errors import ChartbridgeError, WrongUsage
from portal.settings import PREFIX, Settings

dask.config.set(
    {
        "distributed.comm.require-encryption": True,
        "distributed.comm.tls.min-version": 1.3,
        "distributed.comm.compression": False,  # what is large travels compressed already
        "distributed.scheduler.http.routes": [],
        "distributed.worker.http.routes": [],
        "distributed.worker.memory.target": False,
        "distributed.worker.memory.spill": False,
        "distributed.worker.memory.pause": False,
        "distributed.worker.profile.enabled": False,
    }
)
for _name in ("distributed", "bokeh", "tornado"):
    # They bring handlers of their own along; every line of ours leaves by one door (portal.quiet_logs).
    logging.getLogger(_name).handlers.clear()
    logging.getLogger(_name).propagate = True
    logging.getLogger(_name).setLevel(logging.WARNING)

_NOT_SET = "A cluster is spoken to over TLS only, and this is not set."
_FILES = ("cluster_ca", "cluster_cert", "cluster_key")


class ClusterAway(ChartbridgeError):
    """The cluster could not be reached, or was lost while a run was under way."""

    kind = "cluster_away"

    def __init__(self, address: str, *, found: str) -> None:
        super().__init__(
            place=address,
            found=f"{found} Nothing was published, and everything that was brought in is kept.",
            do=f"Start the run again when it answers, or unset {PREFIX}CLUSTER to do it on one machine.",
        )


@dataclass(frozen=True)
class Place:
    """Where the scheduler is, and how to speak to it."""

    address: str
    security: Security

    @property
    def host(self) -> str:
        return urlsplit(self.address).hostname or ""

    @property
    def port(self) -> int:
        return urlsplit(self.address).port or 0


def place_of(settings: Settings) -> Place:
    """Raises WrongUsage naming what is not set, or a file that is not there."""
    if settings.cluster is None:
        raise WrongUsage(
            place=f"{PREFIX}CLUSTER",
            found="No address of a cluster is set.",
            do="Set it to tls://host:port of the scheduler (docs/production.md).",
        )
    ca, cert, key = (_file(settings, name) for name in _FILES)
    security = Security(
        require_encryption=True,
        tls_ca_file=ca,
        tls_scheduler_cert=cert,
        tls_scheduler_key=key,
        tls_worker_cert=cert,
        tls_worker_key=key,
        tls_client_cert=cert,
        tls_client_key=key,
    )
    return Place(settings.cluster, security)


def _file(settings: Settings, name: str) -> str:
    said: Path | None = getattr(settings, name)
    if said is None or not said.is_file():
        raise WrongUsage(
            place=f"{PREFIX}{name.upper()}",
            found=_NOT_SET if said is None else "There is no such file.",
            do="Set it to a file in PEM (docs/production.md says how one is made).",
        )
    return str(said)
