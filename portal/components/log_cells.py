"""The row of an entry as it stood, and under each of its cells what became of it."""

from __future__ import annotations

from collections.abc import Sequence

from portal.components.conservation import dot
from portal.components.markup import Markup, joined, tag
from portal.viewmodels.log import CellFate, CellReach, EntryDetail
from portal.wording import log as words
from portal.wording import log_dependents as dependents


def cells_of(detail: EntryDetail, hanging: Sequence[CellReach] = ()) -> Markup:
    """hanging: what depends on each cell, where somebody asked."""
    head = tag("h3", words.OLD)
    if detail.why_not:
        return head + tag("p", detail.why_not)
    fates = {fate.column: fate for fate in detail.fates}
    depends = {told.column: told for told in hanging}
    cells = (_cell(name, text, fates.get(name), depends.get(name)) for name, text in detail.cells)
    return head + tag("dl", joined(*cells), class_="cb-facts tall", tabindex="0")


def _cell(name: str, text: str, fate: CellFate | None, hanging: CellReach | None) -> Markup:
    told = tag("small", dot(fate.fate), " ", words.became(fate)) if fate else Markup("")
    depends = tag("small", dependents.sentence(hanging), class_="cb-depends") if hanging else Markup("")
    return tag("div", tag("dt", name), tag("dd", text or tag("em", words.BLANK), told, depends))
