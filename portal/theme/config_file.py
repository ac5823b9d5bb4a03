"""Writes .streamlit/config.toml from the options in force: `python -m portal.theme.config_file`."""

from __future__ import annotations

from pathlib import Path

from portal.theme.streamlit_options import OPTIONS, Value

PLACE = Path(__file__).resolve().parents[2] / ".streamlit" / "config.toml"
_HEAD = "# Written from portal/theme/streamlit_options.py by `python -m portal.theme.config_file`.\n"


def as_toml() -> str:
    """Sections in the order of the options; strings quoted so that TOML reads them as they stand."""
    sections: dict[str, list[str]] = {}
    for name, value in OPTIONS.items():
        section, _, key = name.rpartition(".")
        sections.setdefault(section, []).append(f"{key} = {_literal(value)}")
    return _HEAD + "".join(f"\n[{name}]\n" + "\n".join(lines) + "\n" for name, lines in sections.items())


def _literal(value: Value) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, list):
        return f"[{', '.join(_literal(each) for each in value)}]"
    return "'" + value + "'"


if __name__ == "__main__":
    PLACE.write_text(as_toml(), encoding="utf-8")
