"""The starting maps of the playbooks are what the books of the demonstration say, and can be read."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from core.mapping import from_json
from core.record import RECORD
from core.transforms import TRANSFORM_NAMES
from tests.core.demonstration.kinds import NAMES, OTHERS, settled, shown

DOCS = Path(__file__).resolve().parents[3] / "docs"
HEADINGS = [
    "## What to ask for",
    "## What is usual",
    "## What goes wrong, and how it shows here",
    "## Where columns usually go",
]
SLOWEST = pytest.param("legacy", marks=pytest.mark.soak)


@pytest.mark.parametrize("name", [SLOWEST, *OTHERS])
def test_a_starting_map_is_what_make_docs_writes(name: str) -> None:
    starting_map = runpy.run_path(str(DOCS / "write_starting_maps.py"))["starting_map"]
    kept = from_json(
        (DOCS / "playbooks" / "maps" / f"{name}.json").read_text(encoding="utf-8"), RECORD, TRANSFORM_NAMES
    )
    assert kept == starting_map(settled(name), shown(name).kind.book)


@pytest.mark.parametrize("name", NAMES)
def test_every_category_has_a_playbook_with_its_map_which_the_demonstration_names(name: str) -> None:
    page = (DOCS / "playbooks" / f"{name}.md").read_text(encoding="utf-8")
    assert f"maps/{name}.json" in page
    assert [line for line in page.splitlines() if line.startswith("## ")] == HEADINGS
    assert f"playbooks/{name}.md" in (DOCS / "demonstration.md").read_text(encoding="utf-8")
