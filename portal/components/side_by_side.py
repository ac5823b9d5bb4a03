"""Old on the left, new on the right: what cannot be read stands first, marked in form and in colour.

Values are patient data, so they never enter a grid with a toolbar (design, 10).
"""

from __future__ import annotations

from portal.components.markup import Markup, joined, tag
from portal.components.table import Column, plain_table
from portal.viewmodels.mapping import Example, Why
from portal.wording import figures, findings
from portal.wording import mapping as words


def side_by_side(examples: tuple[Example, ...], *, values: bool) -> None:
    """values: whether `old` holds values; else it holds their shapes."""
    head = (
        Column(words.OLD if values else words.OLD_SHAPE),
        Column(words.NEW),
        Column(words.TIMES, number=True),
        Column(words.WHY_SHOWN),
    )
    rows = [(tag("code", e.old, class_="cb-old"), _new(e), figures.count(e.count), _why(e)) for e in examples]
    plain_table(head, rows, label=words.PREVIEW, stacks=True)


def _new(example: Example) -> Markup:
    """A value; where none came, the word for that and the reason."""
    said = tag("small", findings.sentence(example.finding)) if example.finding else Markup("")
    if example.new is not None:
        return joined(tag("span", example.new, class_="cb-new"), said)
    word = words.NOT_READ if example.why is Why.FAILING else words.ABSENT
    sign = tag("i", "!" if example.why is Why.FAILING else "–", aria_hidden="true")
    return joined(tag("span", sign, word, class_=f"cb-none {example.why}"), said)


def _why(example: Example) -> Markup:
    return tag("span", words.WHYS[example.why], class_=f"cb-why-shown {example.why}")
