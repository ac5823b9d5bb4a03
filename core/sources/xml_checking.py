"""The first pass over any XML, by expat: whether it may be opened at all, and what is in it, counted.

Nothing is fetched and nothing expanded: a document that declares entities of its own is refused before it
could grow. The reader is another library (lxml); it meets only what passed here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from xml.parsers import expat

from core.sources.encoding import Text, decode

DECLARATION = re.compile(rb"^\s*<\?xml[^>]{0,200}?\?>")
DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z][\w.:-]*)["']""")
Started = Callable[[str, dict[str, str], int], None]
Ended = Callable[[str], None]


@dataclass(frozen=True)
class Fault:
    """Why a document is not opened: a finding kind, and the line where that was seen."""

    kind: str
    line: int


class _Refused(Exception):
    """Carries a fault out of the parser's calls."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


def xml_text(content: bytes) -> Text | None:
    """The document in UTF-8, without its declaration; None where no encoding reads it.

    What the declaration says counts where the bytes agree with it, else what they agree with.
    """
    said = DECLARED.match(content[:400])
    name = said[1].decode("ascii").lower() if said else ""
    if name and not name.startswith(("utf-16", "utf16", "ucs", "iso-10646")):
        try:
            decoded = content.decode(name).encode("utf-8")
        except (LookupError, UnicodeError):
            decoded = b""
        if decoded:
            return Text(_bare(decoded), name, 0, len(content), "the declaration of the document")
    found = decode(content)
    if found is None:
        return None
    return Text(_bare(found.utf8), found.encoding, found.skipped, found.size, found.evidence, found.sure)


def _bare(utf8: bytes) -> bytes:
    """Without declaration; what it leaves free keeps the lines as they were counted."""
    bare = DECLARATION.sub(lambda found: b"\n" * found[0].count(b"\n"), utf8.removeprefix(b"\xef\xbb\xbf"))
    return bare.rstrip(b"\x00\x1a \r\n\t") + b"\n"


def walk(utf8: bytes, started: Started, ended: Ended, *, deepest: int) -> Fault | None:
    """Tells of every element by local name, attributes and line; gives the fault that ended the walk."""
    parser = expat.ParserCreate("utf-8", "}")
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > deepest:
            raise _Refused("too_deep")
        started(local(name), attributes, parser.CurrentLineNumber)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        ended(local(name))

    def entity(*_: object) -> None:
        raise _Refused("entities_refused")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.EntityDeclHandler = entity
    try:
        parser.Parse(utf8, True)
    except _Refused as refused:
        return Fault(refused.kind, parser.CurrentLineNumber)
    except expat.ExpatError as fault:
        return Fault("damaged_document", fault.lineno)
    return None


def local(name: str) -> str:
    """The name without its namespace."""
    return name.rsplit("}", 1)[-1]
