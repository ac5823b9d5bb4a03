"""Nested text (JSON, XML) as flat tables, by one visible rule.

An object in a list is a record; so is an object that stands alone where others of its place stand in lists.
Objects inside of a record are columns with dots, lists of plain values one cell, lists of objects tables of
their own, whose records name their parent's number and id. Deeper than DEEPEST levels, what is left stands
as JSON in one cell: nothing is dropped (law 2).
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from core.sources.bounds import BOUNDS
from core.sources.drafts import Draft, Row

Node = str | None | list["Node"] | dict[str, "Node"]
DEEPEST = 24
"""Levels of objects inside of one record that become columns."""
SEPARATOR = "; "
RULE = (
    "each object in a list is one record; objects inside of it are columns with dots; lists of plain values "
    'are one cell, parted by "; "; lists of objects are tables of their own, joined by the number and the id '
    "of the record that they lie in"
)
OWN_IDS = ("id", "_id", "uuid", "guid", "uid", "key", "number", "no", "num", "code")
EACH = "*"
"""Stands in a path for the ids of a list by id."""
HAS_DIGIT = re.compile(r"\d")


@dataclass
class Shape:
    """listed: paths whose objects are records. keyed: paths of objects that are lists by id.

    by_name: whether plain values at such a path are records as well: XML repeats names, JSON has lists.
    """

    listed: Collection[str] = ()
    keyed: Collection[str] = ()
    by_name: bool = False


@dataclass(frozen=True)
class Parent:
    """The record that others lie in. name: what it is one of. own: its id, where it says one."""

    name: str
    record: int
    own: str | None


def joined(path: str, key: str) -> str:
    """The path of what lies under `key`."""
    return f"{path}.{key}" if path else key


def shape_of(root: Node, *, by_name: bool = False) -> Shape:
    """Which places of the whole text hold records. by_name: as XML has it, without lists by id."""
    keyed: set[str] = set()
    unkeyed: set[str] = set()
    for path, node in _walk(root, "", None):
        if not by_name and isinstance(node, dict) and node:
            (keyed if is_keyed(node) else unkeyed).add(path)
    keyed -= unkeyed
    listed = {
        path for path, node in _walk(root, "", keyed) if isinstance(node, list) and is_record_list(node)
    }
    return Shape(listed | {joined(path, EACH) for path in keyed}, keyed, by_name)


def _walk(node: Node, path: str, keyed: set[str] | None) -> Iterator[tuple[str, Node]]:
    """Every list and object with its path. keyed: what is a list by id, None where that is not known yet."""
    if isinstance(node, list):
        yield path, node
        for item in node:
            yield from _walk(as_object(item) if isinstance(item, list) else item, path, keyed)
    elif isinstance(node, dict):
        yield path, node
        by_id = is_keyed(node) if keyed is None else path in keyed
        for key, inner in node.items():
            yield from _walk(inner, joined(path, EACH if by_id else key), keyed)


def is_record_list(node: list[Node]) -> bool:
    """Whether anything in it is more than a plain value."""
    return any(isinstance(item, list | dict) for item in node)


def is_keyed(node: dict[str, Node]) -> bool:
    """An object that is a list by id: two or more objects under keys that all hold a figure."""
    return len(node) > 1 and all(
        isinstance(inner, dict) and HAS_DIGIT.search(key) for key, inner in node.items()
    )


def as_object(items: list[Node]) -> dict[str, Node]:
    """A list inside of a list is a row of cells."""
    return {f"column_{place}": item for place, item in enumerate(items, start=1)}


@dataclass
class Flattening:
    """The tables that come of one text, in the order in which they were first met."""

    stem: str
    shape: Shape
    drafts: dict[str, Draft] = field(default_factory=dict)
    columns: int = BOUNDS.columns

    def all(self, root: Node) -> list[Draft]:
        """Every table that holds a record."""
        if isinstance(root, list):
            self._records(root, "", None)
        elif isinstance(root, dict) and self._is_list(root, ""):
            self._keyed(root, "", None)
        elif isinstance(root, dict):
            self._record(root, "", None)
        return [draft for draft in self.drafts.values() if draft.rows]

    def draft(self, path: str) -> Draft:
        """The table of a path, begun where it is new."""
        return self.drafts.setdefault(path, Draft(self._name(path), path, most=self.columns))

    def _name(self, path: str) -> str:
        """The last word of the path, or all of it where that is taken."""
        path = path.removesuffix(f".{EACH}")
        last = path.rsplit(".", 1)[-1].replace(EACH, "") or self.stem
        taken = {draft.name for draft in self.drafts.values()}
        return path if last in taken else last

    def _is_list(self, node: dict[str, Node], path: str) -> bool:
        return bool(node) and path in self.shape.keyed

    def _records(self, items: list[Node], path: str, parent: Parent | None) -> None:
        for item in items:
            self._record(_as_record(item), path, parent)

    def _keyed(self, node: dict[str, Node], path: str, parent: Parent | None) -> None:
        for key, inner in node.items():
            self._record({"key": key, **_as_record(inner)}, joined(path, EACH), parent)

    def _record(self, node: dict[str, Node], path: str, parent: Parent | None) -> None:
        draft = self.draft(path)
        row: Row = {}
        if parent:
            row[f"{parent.name}_record"] = str(parent.record)
            if parent.own is not None:
                row[f"{parent.name}_id"] = parent.own
        inner = list(self._fill(row, node, "", path))
        if not row and path not in self.shape.listed:
            own = Parent("", 0, None)  # the frame around everything says nothing of itself
        else:
            own = Parent(singular(draft.name), draft.take(row), own_id(draft.name, node))
        for below, where in inner:
            self._below(below, where, own if own.name else None)

    def _below(self, node: Node, path: str, parent: Parent | None) -> None:
        if isinstance(node, list):
            self._records(node, path, parent)
        elif isinstance(node, dict) and self._is_list(node, path):
            self._keyed(node, path, parent)
        elif isinstance(node, dict):
            self._record(node, path, parent)

    def _fill(
        self, row: Row, node: dict[str, Node], prefix: str, path: str, depth: int = 0
    ) -> Iterator[tuple[Node, str]]:
        """Puts the plain values of `node` into `row`, and gives what are tables of their own."""
        for key, value in node.items():
            name, where = prefix + key, joined(path, key)
            if self.shape.by_name and where in self.shape.listed:
                yield value if isinstance(value, list) else [value], where
            elif value is None or isinstance(value, str):
                _put(row, name, value)
            elif isinstance(value, list) and not is_record_list(value):
                _put(row, name, plain_list(value))
            elif isinstance(value, list) or where in self.shape.listed or self._is_list(value, where):
                yield value, where
            elif depth >= DEEPEST:
                _put(row, name, json.dumps(value, ensure_ascii=False))
            else:
                yield from self._fill(row, value, f"{name}.", where, depth + 1)


def _put(row: Row, name: str, value: str | None) -> None:
    """A name that a nested one has taken already gets a number."""
    number, free = 2, name
    while free in row:
        free, number = f"{name}.{number}", number + 1
    row[free] = value


def _as_record(item: Node) -> dict[str, Node]:
    if isinstance(item, dict):
        return item
    return as_object(item) if isinstance(item, list) else {"value": item}


def plain_list(items: list[Node]) -> str:
    """Plain values in one cell; as JSON where one of them holds the separator itself, or is none."""
    texts = [item for item in items if isinstance(item, str)]
    if len(texts) < len(items) or any(";" in text or "\n" in text for text in texts):
        return json.dumps(items, ensure_ascii=False)
    return SEPARATOR.join(texts)


def own_id(name: str, node: dict[str, Node]) -> str | None:
    """What the record calls itself."""
    one = singular(name).casefold()
    by_name = {key.casefold().replace("_", ""): value for key, value in node.items()}
    for wanted in (*OWN_IDS[:6], f"{one}id", f"{one}number", f"{one}no", f"{one}key", *OWN_IDS[6:]):
        found = by_name.get(wanted.replace("_", ""))
        if isinstance(found, str) and found.strip():
            return found
    return None


def singular(name: str) -> str:
    """ "patients" -> "patient": what one record of a table is."""
    last = name.rsplit(".", 1)[-1]
    for plural, one in (("ies", "y"), ("sses", "ss"), ("ses", "se"), ("s", "")):
        if last.lower().endswith(plural) and not last.lower().endswith("ss"):
            return last[: -len(plural)] + one
    return last
