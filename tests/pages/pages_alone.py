"""One page by itself, over set answers: `shown("overview", portal)` runs it as Streamlit would."""

from __future__ import annotations

import re
from html import unescape

from streamlit.testing.v1 import AppTest

from tests.portal.fakes import FakePortal

PATIENCE = 60
"""Seconds: a page takes one or two, on a machine that is busy with others many times that."""


def shown(page: str, portal: FakePortal, **query: str) -> AppTest:
    """The page drawn once. query: what the address line holds."""
    app = AppTest.from_function(_script, args=(page, portal), default_timeout=PATIENCE)
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


def _script(page: str, portal: object) -> None:
    from importlib import import_module

    from core.errors import ChartbridgeError
    from portal.components import states

    try:
        import_module(f"pages.{page}").render(portal)
    except ChartbridgeError as error:
        states.refused(error)


def html_of(app: AppTest) -> str:
    return "".join(element.body for element in app.get("html"))


def text_of(app: AppTest) -> str:
    """Everything readable on the page, in order, without markup."""
    words = [re.sub(r"<[^>]+>", " ", element.body) for element in app.get("html")]
    return re.sub(r"\s+", " ", unescape(" ".join([*words, *(c.value for c in app.caption)])))


def labels(app: AppTest) -> list[str]:
    return [button.label for button in app.button]
