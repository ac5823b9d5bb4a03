"""The store of a home that a benchmark made: as the settings of its environment say."""

from __future__ import annotations

from portal.opening import open_storage
from portal.settings import read_settings
from storage import Storage


def opened() -> Storage:
    return open_storage(read_settings())
