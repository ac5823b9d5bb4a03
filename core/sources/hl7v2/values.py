"""OBX-5, whose type another field names: figures, codes, words, and whole files."""

from __future__ import annotations

from core.sources.drafts import Row
from core.sources.embedded import Embedded
from core.sources.hl7v2.tokens import Segment, repetitions, unescaped

CODED = ("CE", "CWE", "CNE", "CF")
EMBEDDED, POINTER = "ED", "RP"
PLAIN = ("A", "ASCII", "")
VALUE = 5


def value_cells(segment: Segment) -> Row:
    """The cells of an observed value. A file that lies in it is taken out, and said to be."""
    kind = segment.cell(2) or ""
    written = segment.fields()[VALUE - 1] if len(segment.fields()) >= VALUE else ""
    if kind == EMBEDDED:
        return _without_data(segment, written)
    row: Row = {}
    for place, one in enumerate(repetitions(written, segment.separators), start=1):
        number = f".{place}" if place > 1 else ""
        texts = ["&".join(part) for part in one]
        if kind in CODED:
            code, words, system, *rest = [*texts, "", "", ""]
            row |= {f"value_code{number}": code or None, f"value{number}": words or code or None}
            row |= {f"value_code_system{number}": system or None, f"value_more{number}": _joined(rest)}
        else:
            row[f"value{number}"] = _joined(texts, segment.separators.component if kind != "SN" else "")
    return row


def _joined(texts: list[str], sign: str = "^") -> str | None:
    while texts and not texts[-1]:
        texts = texts[:-1]
    return sign.join(texts) or None


def _without_data(segment: Segment, written: str) -> Row:
    parts = written.split(segment.separators.component, 4)
    said = [unescaped(part, segment.separators) for part in parts[:4]]
    return {"value": None, "file_type": _joined(said), "file_inside": "yes" if len(parts) > 4 else "no"}


def embedded_in(segment: Segment) -> Embedded | None:
    """The file that lies in an observation, where one does."""
    if segment.name != "OBX" or segment.cell(2) != EMBEDDED:
        return None
    fields = segment.fields()
    parts = fields[VALUE - 1].split(segment.separators.component, 4) if len(fields) >= VALUE else []
    if len(parts) < 5 or not parts[4]:
        return None
    signs = segment.separators
    encoding = parts[3].upper()
    plain = encoding in PLAIN
    data = unescaped(parts[4], signs) if plain else parts[4]
    return Embedded(f"OBX-{segment.cell(1) or segment.line}", data, parts[2], segment.line, plain)
