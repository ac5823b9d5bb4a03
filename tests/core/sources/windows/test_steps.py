"""What a value of many lines costs is counted in steps, not in time: reading stays linear in its size."""

from __future__ import annotations

import numpy as np
import pytest

from core.sources import counting, linewise, read_uploads
from core.sources.counting import count
from core.sources.dialect import Dialect, Escape, Layout
from core.sources.linewise import Patience
from core.sources.means import Means
from core.sources.sizes import Sizes
from core.sources.tokens import Tokeniser
from tests.core.sources.given import upload
from tests.core.sources.windows.test_one_table import same

SMALL = Means(sizes=Sizes(whole=1, window=500, reach=4000))
FEW = 1000
"""Lines that may be looked at for a table of eighty plain rows."""


def text_with(lines: int, *, inside: str = "some words") -> bytes:
    """A sound table in which one value has so many lines."""
    good = "".join(f"{n},Ann,5\n" for n in range(40))
    return f'id,name,n\n{good}99,"{f"{inside}{chr(10)}" * lines}",7\n{good}'.encode()


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Grows by one for every line whose end is looked for, by reader or counter."""
    seen: list[int] = []
    reader, counter = Tokeniser.line_end, Patience.line_after

    def of_reader(self: Tokeniser, data: bytes, start: int, end: int) -> int:
        seen.append(start)
        return reader(self, data, start, end)

    def of_counter(self: Patience, data: bytes, at: int, end: int, newline: bytes) -> int:
        seen.append(at)
        return counter(self, data, at, end, newline)

    monkeypatch.setattr(Tokeniser, "line_end", of_reader)
    monkeypatch.setattr(Patience, "line_after", of_counter)
    return seen


@pytest.mark.parametrize("inside", ["some words", 'he said ""so""', "a, b", ""])
@pytest.mark.parametrize("lines", [2000, 8000])
def test_a_value_of_many_lines_is_not_gone_through_line_by_line(
    inside: str, lines: int, looked_at: list[int]
) -> None:
    content = text_with(lines, inside=inside)
    found = read_uploads([upload("t.csv", content)], means=SMALL)
    assert found.tables[0].table.height == 81
    assert len(looked_at) < FEW
    same(content, SMALL)


def test_a_value_with_escaped_quotes_costs_each_line_a_few_looks(looked_at: list[int]) -> None:
    def looks(lines: int) -> int:
        looked_at.clear()
        read_uploads([upload("t.csv", text_with(lines, inside='he said \\"so\\"'))], means=SMALL)
        return len(looked_at)

    assert looks(4000) < 5 * looks(1000)


def test_where_every_line_is_in_doubt_little_is_swept_for_each(monkeypatch: pytest.MonkeyPatch) -> None:
    swept: list[int] = []
    window = counting.sweep.__globals__["_window"]

    def watched(view: np.ndarray, last: bool, layout: Layout) -> object:
        swept.append(len(view))
        return window(view, last, layout)

    monkeypatch.setitem(counting.sweep.__globals__, "_window", watched)
    data = b"1,Ann,5\n" + b'some words, and 5" here\n' * 20_000
    counted = count(data, Layout(Dialect(","), 3, None, 0, 0, len(data)))
    assert counted.starts[0] == 0
    assert sum(swept) < 20 * len(data)


def test_a_search_that_waits_for_more_of_the_text_ends_at_once() -> None:
    patience = Patience()
    patience.stops = True
    layout = Layout(Dialect(",", escape=Escape.BACKSLASH), 3, None, 0, 0, 100)
    with pytest.raises(linewise.Unended):
        linewise.span(b'1,"open\n' + b"x\n" * 46, 0, 100, layout, patience)
