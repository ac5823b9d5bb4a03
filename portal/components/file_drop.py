"""Where files are brought in: a component of our own, since the framework's holds them whole in memory.

The files go from the browser to our route (portal/slice_route.py) and never through the visit that drew the
page; what comes back here is how many came. Its texts are handed over, so that they stay where others are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import streamlit as st

from portal.components.markup import joined, tag, void
from portal.viewmodels.uploads import Bringing, Receipt
from portal.wording import bringing as said
from portal.wording import uploads as words

_HERE = Path(__file__).parent
_HTML = joined(
    tag(
        "label",
        tag("span", "", class_="title"),
        tag("span", "", class_="hint"),
        void("input", type="file", multiple="multiple", aria_label=said.INPUT),
        class_="drop",
    ),
    tag("div", "", class_="work", hidden="hidden"),
)


def file_drop(
    limit: int, bring_in: Callable[[], Bringing], *, unread: bool = False
) -> tuple[Receipt, int] | None:
    """What has come since the page was drawn last, and how many files could not be brought in; else None.

    limit: megabytes a file may have. bring_in: asks for authority anew, at every drawing.
    unread: something came that nothing is about to look at.
    """
    folder = _folder_chosen()
    bringing = bring_in()
    drop = st.components.v2.component(
        "chartbridge_bringing",
        html=_HTML.html,
        css=_text("bringing.css"),
        js=_text("bringing.js"),
    )
    told = drop(
        key="cb-drop",
        data={
            "address": bringing.address,
            "grant": bringing.grant,
            "folder": folder,
            "unread": unread,
            "words": {**said.SCREEN, **_title(limit)},
        },
        on_came_change=_nothing,
        on_renew_change=_nothing,
    )
    return receipt_of(told.get("came"))


@cache
def _text(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def receipt_of(came: object) -> tuple[Receipt, int] | None:
    """What a browser tells is shown and acted on nowhere: numbers, or nothing."""
    if not isinstance(came, Mapping):
        return None
    new, known, replacing, failed = (_count(came.get(n)) for n in ("new", "known", "replacing", "failed"))
    return Receipt(new=new, known=known, replacing=replacing), failed


def _count(said_to_be: object) -> int:
    return said_to_be if isinstance(said_to_be, int) and said_to_be > 0 else 0


def _title(limit: int) -> dict[str, str]:
    hint = words.DROP_HELP.format(limit)
    return {"files": words.DROP_FILES, "folder": words.DROP_FOLDER, "hint": hint}


def _nothing() -> None:
    """The page is drawn again, which is all that is asked for."""


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
