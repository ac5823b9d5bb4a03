"""Where files are dropped. What comes in is held in memory until it is sealed; nothing touches a disk."""

from __future__ import annotations

import streamlit as st

from portal import session
from portal.viewmodels.uploads import Dropped
from portal.wording import uploads as words

_NAME = "drop"


def file_drop(limit: int) -> tuple[Dropped, ...]:
    """Files dropped since the last `clear_drop`. limit: megabytes a file may have."""
    folder = _folder_chosen()
    dropped = st.file_uploader(
        words.DROP_FOLDER if folder else words.DROP_FILES,
        accept_multiple_files="directory" if folder else True,
        key=f"cb-drop-{session.turn(_NAME)}-{folder}",
        max_upload_size=limit,
        help=words.DROP_HELP.format(limit),
    )
    return tuple(Dropped(path=_path(file.name), content=file.getvalue()) for file in dropped)


def clear_drop() -> None:
    """Make the drop zone anew, empty."""
    session.next_turn(_NAME)


def _folder_chosen() -> bool:
    choice = st.segmented_control(
        "What to bring",
        (words.FILES, words.FOLDER),
        default=words.FILES,
        required=True,
        key="cb-drop-kind",
        label_visibility="collapsed",
    )
    return choice == words.FOLDER


def _path(name: str) -> str:
    """As the browser gave it: "/"-separated, with no way out of its folder."""
    steps = [step for step in name.replace("\\", "/").split("/") if step not in ("", ".", "..")]
    return "/".join(steps)
