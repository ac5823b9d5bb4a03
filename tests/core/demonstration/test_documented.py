"""The page about the demonstration says what is in it and what is wrong with it."""

from __future__ import annotations

from pathlib import Path

from core.demonstration import BLEMISHES, example_export

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "demonstration.md").read_text(encoding="utf-8")


def test_everything_that_is_wrong_on_purpose_is_on_the_page() -> None:
    for blemish in BLEMISHES:
        assert f"| `{blemish.where}` | {blemish.what} |" in PAGE, blemish.name


def test_every_file_of_the_export_is_on_the_page() -> None:
    for path in example_export():
        assert f"`{path.partition('/')[0]}" in PAGE, path
