"""How mapping files of earlier schemas are read: each step lifts a file by one schema.

A mapping that a clinic kept must be read for ever; tests hold a file of every schema that there was. There
is one schema so far, so there are no steps yet.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping as Facts
from typing import Any

Upgrade = Callable[[dict[str, Any]], dict[str, Any]]

UPGRADES: Facts[int, Upgrade] = {}
"""From a schema to the step that gives the next one, its "schema" entry included."""


def upgraded(content: dict[str, Any], upgrades: Facts[int, Upgrade] = UPGRADES) -> dict[str, Any]:
    """`content` lifted by every step there is; one that no step knows is given back as it stands."""
    while (step := upgrades.get(_schema(content))) is not None:
        content = step(content)
    return content


def _schema(content: dict[str, Any]) -> int:
    schema = content.get("schema")
    return schema if isinstance(schema, int) else -1
