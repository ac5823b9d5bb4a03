"""A chart that was drawn is not drawn again for the same figures: most of what a page with a chart costs.

The key is all that a chart is drawn from, so whoever is given one from here has just handed in what stands in
it. `forget` lets go of all of them, since a project that was destroyed must be in no memory.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from functools import wraps
from threading import Lock
from typing import ParamSpec

import plotly.graph_objects as go

P = ParamSpec("P")
MOST = 128
"""Charts kept in this process, each some hundred kilobytes; the one asked for longest ago goes first."""
_KEPT: OrderedDict[Hashable, go.Figure] = OrderedDict()
_LOCK = Lock()


def drawn_once(draw: Callable[P, go.Figure]) -> Callable[P, go.Figure]:
    """For a function that draws a chart from plain figures and words, and from nothing else."""

    @wraps(draw)
    def drawn(*asked: P.args, **named: P.kwargs) -> go.Figure:
        key = (draw.__module__, draw.__qualname__, _fixed(asked), _fixed(named))
        found = _kept(key)
        return found if found is not None else _keep(key, _finished(draw(*asked, **named)))

    return drawn


def _finished(figure: go.Figure) -> go.Figure:
    """Asked what is in it, it does not copy all of it each time. For reading only."""
    told = figure.to_dict()
    figure.to_dict = lambda: told
    return figure


def forget() -> None:
    """Lets go of all that is kept."""
    with _LOCK:
        _KEPT.clear()


def _kept(key: Hashable) -> go.Figure | None:
    with _LOCK:
        if key in _KEPT:
            _KEPT.move_to_end(key)
        return _KEPT.get(key)


def _keep(key: Hashable, figure: go.Figure) -> go.Figure:
    with _LOCK:
        _KEPT[key] = figure
        while len(_KEPT) > MOST:
            _KEPT.popitem(last=False)
    return figure


def _fixed(value: object) -> Hashable:
    """The same words and figures, in the same order, as something to look up by."""
    if isinstance(value, Mapping):
        return tuple((name, _fixed(each)) for name, each in value.items())
    if isinstance(value, list | tuple):
        return tuple(map(_fixed, value))
    assert isinstance(value, Hashable)
    return value
