"""The starting maps of the playbooks, one a source category, as `make docs` writes them.

They are mapping files like any other, in nobody's name: whoever takes one looks it over (law 2). They lie
here so that an installed portal has them, and in docs/playbooks/maps for people to read.
"""

from __future__ import annotations

from importlib.resources import files

NAMES = ("legacy", "cloud", "paper", "stack")


def starting_text(name: str) -> str:
    """The mapping file of one of NAMES."""
    if name not in NAMES:
        raise KeyError(name)
    return files(__name__).joinpath(f"{name}.json").read_text(encoding="utf-8")
