"""What all visits of one server share: the settings and the open store, made once per process."""

from __future__ import annotations

import gc
from functools import cache

import streamlit as st

from portal.opening import open_storage
from portal.settings import Settings, read_settings
from storage import Storage


def settings() -> Settings:
    return read_settings()


def storage(chosen: Settings | None = None) -> Storage:
    """chosen: the settings, where they were read already."""
    return _opened(chosen or read_settings())


@st.cache_resource(show_spinner=False, max_entries=4, hash_funcs={Settings: lambda s: s.model_dump_json()})
def _opened(chosen: Settings) -> Storage:
    """Keyed by the whole of the settings: two homes are never taken for one another."""
    leave_what_was_loaded_alone()
    return open_storage(chosen)


@cache
def leave_what_was_loaded_alone() -> None:
    """Once per process, when every module is there: no search for garbage need look through libraries again.

    The framework made one after every click, 100 ms of a core long; nine tenths of what a click cost.
    """
    gc.collect()
    gc.freeze()
