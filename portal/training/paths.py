"""The paths that come with the portal, read once as it starts: a fault stops it with one sentence."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from types import MappingProxyType

from core.practice import Exercise
from core.training import LearningPath, PathInvalid, path_from_toml
from portal.permissions import Role

_FOLDER = "roles"
_LEARN = (Role.CHAMPION, Role.PRACTITIONER, Role.ASSISTANT, Role.RECEPTIONIST, Role.ACCOUNTANT)
"""Those who work with the new system from the first day on."""


def paths_from(texts: Mapping[str, str]) -> Mapping[Role, LearningPath]:
    """texts: file name -> its text. Raises PathInvalid, also where a role has no file or two."""
    found: dict[Role, LearningPath] = {}
    for name, text in sorted(texts.items()):
        path = path_from_toml(text, name, roles=tuple(_LEARN), exercises=tuple(Exercise))
        if Role(path.role) in found:
            raise PathInvalid(name, f"Another file is for the {path.role} already.")
        found[Role(path.role)] = path
    missing = next((role for role in _LEARN if role not in found), None)
    if missing is not None:
        raise PathInvalid("the folder of paths", f"There is no file for the {missing}.")
    return MappingProxyType({role: found[role] for role in _LEARN})


def path_of(role: str) -> LearningPath | None:
    """None for a role that has nothing to learn here."""
    return next((path for path in PATHS.values() if path.role == role), None)


def _packaged() -> dict[str, str]:
    there = files("portal.training").joinpath(_FOLDER).iterdir()
    return {each.name: each.read_text("utf-8") for each in there if each.name.endswith(".toml")}


PATHS = paths_from(_packaged())
