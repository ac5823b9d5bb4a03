"""Whose hands a command gives a run to; the cluster's libraries are loaded only where one is set."""

from __future__ import annotations

from portal.services.machines import ALONE, Machines
from portal.settings import Settings
from storage import Storage


def machines_of(settings: Settings, store: Storage) -> Machines:
    """Raises WrongUsage where a cluster's settings are not whole."""
    if settings.cluster is None:
        return ALONE
    from portal.cluster.lending import lend

    return lend(settings, store)
