from __future__ import annotations

import re
import tomllib
from pathlib import Path

from streamlit import config

from portal.theme.config_file import PLACE, as_toml
from portal.theme.streamlit_options import OPTIONS
from portal.theme.style import SHEET

PORTAL = Path(__file__).resolve().parents[3] / "portal"


def flat(table: dict[str, object], above: str = "") -> dict[str, object]:
    found: dict[str, object] = {}
    for name, value in table.items():
        found |= flat(value, f"{above}{name}.") if isinstance(value, dict) else {f"{above}{name}": value}
    return found


def test_the_file_in_the_folder_says_what_the_server_hands_over() -> None:
    assert PLACE.read_text(encoding="utf-8") == as_toml()
    assert flat(tomllib.loads(as_toml())) == OPTIONS


def test_every_option_is_one_that_streamlit_knows() -> None:
    assert set(OPTIONS) <= set(config._config_options_template)


def test_both_themes_have_the_same_tokens() -> None:
    light = {name.replace("theme.light.", "") for name in OPTIONS if name.startswith("theme.light.")}
    dark = {name.replace("theme.dark.", "") for name in OPTIONS if name.startswith("theme.dark.")}
    assert light == dark != set()


def test_no_style_asks_for_anything_from_elsewhere() -> None:
    assert "url(" not in SHEET and "@import" not in SHEET and "//" not in SHEET


def test_every_colour_of_the_sheet_is_declared() -> None:
    used = set(re.findall(r"var\(--cb-([\w-]+)\)", SHEET))
    declared = set(re.findall(r"--cb-([\w-]+): light-dark", SHEET))
    assert used <= declared


def test_no_module_of_the_portal_bears_a_name_of_the_standard_library() -> None:
    """The framework puts portal/ on the path, where such a module would stand in for the real one."""
    import sys

    own = {path.stem for path in PORTAL.iterdir() if path.stem != "__init__"}
    assert not own & set(sys.stdlib_module_names)


def test_only_one_module_reads_the_session() -> None:
    readers = [
        path.relative_to(PORTAL.parent).as_posix()
        for folder in (PORTAL, PORTAL.parent / "pages")
        for path in folder.rglob("*.py")
        if re.search(
            r"\bst\.(session_state|query_params)\b", path.read_text(encoding="utf-8").split('"""', 2)[-1]
        )
    ]
    assert readers == ["portal/session.py"]
