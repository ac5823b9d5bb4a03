"""Writes docs/transforms.md from the registry of transforms, so that the page says what the program does."""

from __future__ import annotations

from pathlib import Path

from core.transforms import TRANSFORMS
from core.transforms.blanks import OPTIONS as BLANKS
from core.transforms.examples import EXAMPLES, Example
from core.transforms.finding_kinds import ABSENT_KINDS
from core.transforms.lookups import FOUND
from core.transforms.model import Transform
from core.transforms.text import ABSENT_WORDS

PLACE = Path(__file__).with_name("transforms.md")
HEAD = """# Transforms

A transform reads the cells of a column into a field. A rule of a mapping names one or several in order,
with options. What it cannot read it does not guess: the cell waits, with a finding that says why
([findings.md](findings.md)). This page is written from the program by `make docs`; a test runs every
example.

## Several fields from one cell

Several rules may read one column, each a part of its cells: a full name gives a family name, a first name
and a middle name. The cell still counts once. Where more stands in a cell than the fields take, the whole
cell is also kept in the record's archive. A cell that cannot be told apart waits once, and one decision
settles it for all of its fields. The fields must be ones that the same people may see, since whoever sees a
field may see the old cell beside it. On the Mapping page a column of full names offers its fields with one
tap. A column can also be cut at a mark or by widths; the widths that its cells seem to have are put in, and
its pieces are seen before anything is run.

## One field from several cells

A rule whose first step is `join` reads several columns, such as a date and a time of day. Each of its cells
counts once. What is decided about a value that cannot be read is decided of all of its cells.

## Rows that mean different things

A rule may be for some rows only: those of which the cell in another column is one of some values
(`"only": {"column": "EntryType", "values": ["PMT"]}`). So the amount of a ledger may feed one field for
charges and another for payments, or one field with a sign of its own for each. A route may name its rows in
the same way (`"test": "one_of"`); rows that no route takes wait. Cells that no rule has a use for are kept in
the archive. On the Mapping page, "Rows of several kinds" says for each word of a column what its rows are,
and how many; a column may then feed a field of each kind.

## Words that mean blank

Some words say that nothing stands in a cell: {usual}. They are read as
absent, with a finding, and the cell counts as mapped. The last step of a rule may say more of its column,
whichever transform it is:

| option | what it may be |
| --- | --- |
{blanks}

    {"transform": "text", "blank": ["none", "see chart"], "not_blank": ["-"]}

On the Mapping page they are chosen among the words of the column, under "More ways to read it".
"""


def page() -> str:
    """The whole page, in the order of the registry."""
    blanks = "\n".join(f"| `{name}` | {means} |" for name, means in BLANKS.items())
    usual = ", ".join(f"`{word}`" for word in ABSENT_WORDS)
    head = HEAD.replace("{blanks}", blanks).replace("{usual}", usual)
    return "\n".join([head, *(_section(transform) for transform in TRANSFORMS)])


def _section(transform: Transform) -> str:
    told = [f"## {transform.name}\n\n{transform.means}\n"]
    if transform.options:
        rows = "\n".join(f"| `{name}` | {means} |" for name, means in transform.options.items())
        told.append(f"| option | what it may be |\n| --- | --- |\n{rows}\n")
    rows = "\n".join(_row(each) for each in EXAMPLES if each.transform == transform.name)
    told.append(f"| cell | options | becomes |\n| --- | --- | --- |\n{rows}\n")
    return "\n".join(told)


def _row(each: Example) -> str:
    options = ", ".join(f"{name}: {_plain(value)}" for name, value in each.options.items() if name != FOUND)
    found = f"finding `{each.finding}`" if each.finding else ""
    without = "nothing" if each.finding in ABSENT_KINDS else "waits"
    becomes = ", ".join(filter(None, (f"`{each.value}`" if each.value else without, found)))
    return f"| `{each.text.strip()}` | {options} | {becomes} |"


def _plain(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(value)
    if isinstance(value, dict):
        return "; ".join(f"{word} is {code}" for word, code in value.items())
    return str(value)


if __name__ == "__main__":
    PLACE.write_text(page(), encoding="utf-8")
