"""Any XML as nested text: attributes and children by name, what repeats as a list."""

from __future__ import annotations

from collections import Counter

from lxml import etree

from core.sources.nested import Node
from core.sources.xml_checking import local

NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"
TEXT = "text"


def node_of(element: etree._Element) -> Node:
    """An element without attributes or children is its text; any other an object."""
    children = [child for child in element if isinstance(child.tag, str)]
    if element.get(NIL) in ("true", "1"):
        return None
    attributes = {local(name): value for name, value in element.attrib.items()}
    own = _own_text(element)
    if not children and not attributes:
        return element.text or own
    found: dict[str, Node] = dict(attributes)
    if own.strip():
        found[TEXT] = own if not children else " ".join(own.split())
    return _with_children(found, children)


def _own_text(element: etree._Element) -> str:
    return (element.text or "") + "".join(child.tail or "" for child in element)


def _with_children(found: dict[str, Node], children: list[etree._Element]) -> dict[str, Node]:
    """A child that is called as an attribute is leaves that the plain name; the attribute gets an @."""
    times = Counter(local(child.tag) for child in children)
    for name in times:
        if name in found:
            found[f"@{name}"] = found.pop(name)
    for child in children:
        name = local(child.tag)
        node = node_of(child)
        if times[name] == 1:
            found[name] = node
            continue
        listed = found.setdefault(name, [])
        if isinstance(listed, list):
            listed.append(node)
    return found
