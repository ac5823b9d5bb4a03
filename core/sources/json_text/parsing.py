"""JSON parsed so that nothing changes: numbers as they were written, every key, every character."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from core.sources.nested import Node

_QUOTED = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL)
_SIGNS = {"[": 1, "{": 1, "]": -1, "}": -1}


def depth(text: str) -> int:
    """How many lists and objects lie inside of each other, at most; counted before anything is parsed."""
    signs = re.findall(r"[\[\]{}]", _QUOTED.sub("", text))
    return max(accumulate(map(_SIGNS.__getitem__, signs)), default=0)


@dataclass
class Parser:
    """repeated: objects that held the same key more than once; the later ones are "key.2", "key.3"."""

    repeated: int = 0
    _decoder: json.JSONDecoder = field(init=False)

    def __post_init__(self) -> None:
        """Numbers stay the text that they are: 12345678901234567890.10 is no float (law 6)."""
        self._decoder = json.JSONDecoder(
            object_pairs_hook=self._object, parse_int=str, parse_float=str, parse_constant=str, strict=False
        )

    def parse(self, text: str) -> Node:
        """Raises json.JSONDecodeError where it is no JSON, RecursionError where it lies too deep."""
        return _plain(self._decoder.decode(text))

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Node]:
        found: dict[str, Node] = {}
        for key, value in pairs:
            name, number = key, 2
            while name in found:
                name, number = f"{key}.{number}", number + 1
            found[name] = _plain(value)
        self.repeated += len({key for key, _ in pairs}) < len(pairs)
        return found


def _plain(value: Any) -> Node:
    """Truth values as the text that they are, also inside of lists."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return [_plain(item) for item in value]
    kept: Node = value
    return kept
