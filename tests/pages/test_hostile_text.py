"""A picture that runs a script, typed into every text that a page is told: it is shown, and never run.

Every view-model of the pictures is walked, and each text in it that comes from files or people gets the
picture at its end. Names of ours (a field, a code, a currency) stay: pages look things up by them.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from pathlib import Path
from typing import Any

import pytest

from core.errors import UnreadableFile
from portal.session import Place
from tests.pages.pages_alone import html_of, shown
from tests.portal.fake_go_live import VERIFIED
from tests.portal.fakes import FakePortal

ROOT = Path(__file__).resolve().parents[2]
PLANT = "<img src=x onerror=alert(1)><script>alert(2)</script>"
SHOWN = "&lt;img src=x onerror=alert(1)&gt;"
OURS = {
    *("entity", "field", "kind", "event", "currency", "country", "measure", "role", "method"),
    *("disposition", "gate", "name", "id", "run", "result", "day", "period", "clinic", "provider"),
    *("code", "notation", "zone", "found", "part", "selection", "subject", "table", "key"),
    *("suggested", "to", "entities", "figures", "apart", "parts", "fate", "owner", "outcomes"),
    *("options", "codes", "runner_up"),
}
"""Names of ours, and keys by which a page finds one thing in another."""
COUNTED = {("Fallen", "number")}
"""Numbers that we counted ourselves, kept as text."""
PAGES: dict[Place, tuple[str, ...]] = {
    Place.OVERVIEW: ("overview_facts",),
    Place.UPLOADS: ("upload_facts",),
    Place.READING: ("reading_page",),
    Place.MAPPING: ("mapping_page", "mapping_columns"),
    Place.DECISIONS: ("decisions_page",),
    Place.CHARTS: ("charts_page", "chart_shown"),
    Place.FINANCES: ("finances_page",),
    Place.GO_LIVE: ("going_live",),
    Place.LOG: ("log_page",),
    Place.AUDIT: ("trail_page",),
    Place.TRAINING: ("training_page",),
    Place.SCOPE: ("scope_page",),
    Place.FILES: ("files_page", "file_shown"),
    Place.PEOPLE: ("people_page",),
}
FILES = {Place.LOG: "migration_log", Place.AUDIT: "audit_trail", Place.GO_LIVE: "go_live"}


def planted(value: Any, name: str = "") -> Any:
    if isinstance(value, Enum) or (name in OURS and not is_dataclass(value)):
        return value
    if isinstance(value, str):
        return f"{value}{PLANT}" if value else value
    if is_dataclass(value) and not isinstance(value, type):
        theirs = [f.name for f in fields(value) if f.init and (type(value).__name__, f.name) not in COUNTED]
        return replace(value, **{name: planted(getattr(value, name), name) for name in theirs})
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return tuple(planted(each, name) for each in value)
    if isinstance(value, Mapping):
        return {key: planted(each, name) for key, each in value.items()}
    return value


@pytest.mark.parametrize("place", PAGES)
def test_a_picture_in_every_text_of_a_page_is_shown_and_never_run(place: Place) -> None:
    portal = FakePortal()
    told = {name: planted(getattr(portal, name)) for name in PAGES[place]}
    app = shown(FILES.get(place, place.value), FakePortal(**told))
    assert not app.exception
    assert_shown(html_of(app))


def test_every_page_is_tried() -> None:
    """Verify shows what is in a file that is dropped there: below."""
    assert {*PAGES, Place.VERIFY} == set(Place)


@pytest.mark.parametrize("name", [f.name for f in fields(VERIFIED) if f.name != "finding"])
def test_a_picture_in_what_a_file_says_of_itself_is_shown_and_never_run(name: str) -> None:
    """Who signed, in which role and by which method is text of a file that anybody may have made."""
    told = replace(VERIFIED, **{name: _planted_all(getattr(VERIFIED, name))})
    app = shown("verify", FakePortal(verified=told))
    app.file_uploader(key="cb-verify-file").set_value([("a.pdf", b"%PDF-1.7", "application/pdf")]).run()
    assert not app.exception
    assert_shown(html_of(app))


def _planted_all(value: Any) -> Any:
    """Roles and methods too, which are ours elsewhere."""
    if isinstance(value, tuple):
        return tuple(_planted_all(each) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: _planted_all(getattr(value, f.name)) for f in fields(value)})
    return f"{value}{PLANT}" if isinstance(value, str) else value


@pytest.mark.parametrize("place", [place for place in Place if place is not Place.VERIFY])
def test_a_picture_in_the_text_of_an_error_is_shown_and_never_run(place: Place) -> None:
    error = UnreadableFile(place=PLANT, found=PLANT, do=PLANT)
    app = shown(FILES.get(place, place.value), FakePortal(error=error))
    assert not app.exception
    assert_shown(html_of(app))


def assert_shown(html: str) -> None:
    assert SHOWN in html
    assert "<img src=x" not in html and "<script>alert" not in html


def test_every_piece_of_html_of_ours_comes_from_the_door_that_escapes() -> None:
    """What st.html is handed is `.html` of a Markup, or text that stands in the code, as our style does."""
    loose = []
    for path in (*(ROOT / "portal").rglob("*.py"), *(ROOT / "pages").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == "html"
            ):
                given = node.args[0]
                ours = isinstance(given, ast.Attribute) and given.attr == "html"
                if not ours and not isinstance(given, ast.Constant) and path.name != "style.py":
                    loose.append(f"{path.relative_to(ROOT)}:{node.lineno}")
            if isinstance(node, ast.keyword) and node.arg == "unsafe_allow_html":
                loose.append(f"{path.relative_to(ROOT)}: unsafe_allow_html")
    assert loose == []
