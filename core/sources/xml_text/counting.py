"""The independent counter of XML: where every element starts, by path, from expat's events."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from core.sources.bounds import BOUNDS
from core.sources.xml_checking import Fault, walk


@dataclass
class XmlCount:
    """lines: path below the root -> the line of each element there. fault: why it may not be opened."""

    lines: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    fault: Fault | None = None
    root: str = ""
    _path: list[str] = field(default_factory=list)

    def started(self, name: str, _attributes: dict[str, str], line: int) -> None:
        """One element opens."""
        self._path.append(name)
        self.root = self.root or name
        self.lines[".".join(self._path[1:])].append(line)

    def ended(self, _name: str) -> None:
        """One element closes."""
        self._path.pop()


def count_xml(utf8: bytes, deepest: int = BOUNDS.nesting) -> XmlCount:
    """Everything in a document, counted, down to a level."""
    count = XmlCount()
    count.fault = walk(utf8, count.started, count.ended, deepest=deepest)
    return count
