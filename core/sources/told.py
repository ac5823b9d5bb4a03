"""What a person said of one text, as the reader follows it: each answer with who said it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from core.choices import FileChoices, Said, ToldColumns, Topic
from core.choices.allowed import NONE, lines_of
from core.sources.dialect import Escape
from core.sources.fixed_width.layout import Column, FixedLayout


@dataclass(frozen=True)
class Told:
    """None everywhere that nobody said anything. quote: "" for none. header: a line, 0 for no names.

    header_lines: on how many lines the names stand. why: the evidence for each topic that was said.
    remembered: it was said of an earlier file.
    """

    format: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    quote: str | None = None
    escape: Escape | None = None
    header: int | None = None
    header_lines: int = 1
    columns: FixedLayout | None = None
    why: Mapping[Topic, str] = field(default_factory=dict)
    remembered: bool = False

    def evidence(self, topic: Topic, found: str) -> str:
        """Why the topic is read so: a person's word, else what was found."""
        return self.why.get(topic, found)


NOTHING = Told()


def told_of(said: FileChoices | None, *, remembered: bool = False) -> Told:
    """What the reader is to follow."""
    if said is None:
        return NOTHING
    told = {topic: each.value for topic, each in said.topics}
    escape, header, quote = told.get(Topic.ESCAPE), told.get(Topic.HEADER), told.get(Topic.QUOTE)
    first, last = lines_of(header or "")
    return Told(
        format=told.get(Topic.FORMAT),
        encoding=told.get(Topic.ENCODING),
        delimiter=told.get(Topic.DELIMITER),
        quote="" if quote == NONE else quote,
        escape=Escape(escape) if escape else None,
        header=None if header is None else first,
        header_lines=last - first + 1,
        columns=_layout(said.columns, remembered) if said.columns else None,
        why={topic: said_by(each, remembered=remembered) for topic, each in said.topics},
        remembered=remembered,
    )


def with_header(layout: FixedLayout, told: Told) -> FixedLayout:
    """The columns of a text with the line of names that a person said, if any."""
    if told.header is None:
        return layout
    at = told.header - 1 if told.header else None
    body = layout.names_at if layout.names_at == layout.body else layout.body
    if told.header:
        body = told.header + told.header_lines - 1
    return replace(layout, names_at=at, body=body or 0, why=told.why[Topic.HEADER])


def said_by(said: Said | ToldColumns, *, remembered: bool) -> str:
    """The evidence that somebody said it."""
    who = f"said by {said.by}" if said.by else "said by a person"
    return f"{who} of an earlier file of the same shape" if remembered else who


def _layout(told: ToldColumns, remembered: bool) -> FixedLayout:
    columns = tuple(
        Column(each.name, each.start - 1, None if each.width is None else each.start - 1 + each.width)
        for each in told.columns
    )
    return FixedLayout(columns, None, told.skip, said_by(told, remembered=remembered), found=False)
