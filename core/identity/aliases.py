"""Which record each merged one goes on as, from what people decided (laws 1 and 2).

A chain of merges ends at its last survivor; a ring, or one that leads to nobody who stands, merges nothing,
so that no record can vanish into another that is not there.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from core.decisions import Choice, Decisions, GroupKind


@dataclass(frozen=True)
class Alias:
    """into: source id of the record that stands for another. position: of the decision that says so."""

    into: str
    position: int


Aliases = Mapping[str, Mapping[str, Alias]]
"""Entity -> source id of a merged record -> its alias."""


def survivors(decisions: Decisions) -> Aliases:
    """What every decision to merge persons says, taken by itself."""
    found: dict[str, dict[str, Alias]] = {}
    for position, decision in enumerate(decisions):
        group = decision.group
        if group.kind is GroupKind.PERSON and decision.choice is Choice.MERGE:
            for own in set(ids_of(group.value)) - {decision.to}:
                found.setdefault(group.entity, {})[own] = Alias(decision.to, position)
    return found


def resolved(said: Aliases, standing: Mapping[str, Collection[str]]) -> Aliases:
    """Each alias led to its end; left out where the end does not stand."""
    return {
        entity: {own: alias for own, alias in _ends(names) if alias.into in standing.get(entity, ())}
        for entity, names in said.items()
    }


def _ends(names: Mapping[str, Alias]) -> Iterator[tuple[str, Alias]]:
    for own, alias in names.items():
        seen, last = {own}, alias.into
        while last in names and last not in seen:
            seen.add(last)
            last = names[last].into
        if last not in seen:
            yield own, Alias(last, alias.position)


def ids_of(value: str) -> tuple[str, ...]:
    """The source ids in the value of a group of persons; none where it is not what it should be."""
    try:
        ids = json.loads(value)
    except json.JSONDecodeError:
        return ()
    return tuple(own for own in ids if isinstance(own, str)) if isinstance(ids, list) else ()


def value_of(ids: Collection[str]) -> str:
    """The inverse of `ids_of`, in the order given."""
    return json.dumps(list(ids), ensure_ascii=False, separators=(",", ":"))
