"""What staying costs, on the screen: every assumption a field, the sum beside it, and what it leaves out.

Nothing of it is kept: it is a sum over the fields, done anew as they change.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from core.money import Money
from core.scope.staying import Assumptions, Cost, cost_of, parts_of, starting
from portal import session
from portal.components.markup import tag
from portal.components.tiles import tiles
from portal.viewmodels.amounts import minor_units
from portal.viewmodels.scope import ScopePage
from portal.wording import plan as words
from portal.wording.figures import count
from reports.charts.staying import Hours, figure_of_hours

_FIELDS = {
    "visits": (words.VISITS, 500),
    "typing": (words.TYPING, 3600),
    "people": (words.PEOPLE, 500),
    "hunting": (words.HUNTING, 480),
    "reconciling": (words.RECONCILING, 500),
    "days": (words.OPEN_DAYS, 31),
}
"""Assumption -> its label and the most that can be meant."""
_HOUR = 3600


def staying(view: ScopePage) -> None:
    st.caption(words.STAYING_WHY)
    said = _asked(starting(view.currency))
    cost = cost_of(said)
    tiles(
        (
            (words.FROM_TO.format(count(cost.hours[0]), count(cost.hours[2])), words.HOURS),
            (_between(cost.month), words.A_MONTH),
            (_between(cost.year), words.A_YEAR),
        )
    )
    st.plotly_chart(
        figure_of_hours(
            [_hours(words.EFFORTS[effort], each) for effort, each in parts_of(said).items()],
            unit=words.HOURS.capitalize(),
            theme=session.dark_or_light(),
        ),
        key="cb-staying-chart",
        config={"displayModeBar": False},
        alt=words.STAYING_ALT,
    )
    st.html(tag("p", words.LEAVES_OUT, class_="cb-why").html)


def _asked(start: Assumptions) -> Assumptions:
    left, right = st.columns(2)
    found: dict[str, Any] = {}
    for number, (name, (label, most)) in enumerate(_FIELDS.items()):
        with (left, right)[number % 2]:
            begin = int(getattr(start, name))
            found[name] = int(st.number_input(label, 0, most, begin, step=1, key=f"cb-staying-{name}") or 0)
    with left:
        wage = _wage(start)
    with right:
        spread = int(st.slider(words.SPREAD, 0, 100, start.spread, step=5, key="cb-staying-spread"))
    return replace(start, wage=wage, spread=spread, **found)


def _wage(start: Assumptions) -> int:
    """As typed, or what it began with where it cannot be read, which is said."""
    begin = f"{Money(start.wage, start.currency).as_decimal():f}"
    label = f"{words.WAGE} ({start.currency})"
    typed = st.text_input(label, begin, key="cb-staying-wage", max_chars=12)
    units = minor_units(str(typed or ""), start.currency)
    if units is None or units < 0:
        st.caption(words.NO_WAGE.format(begin))
        return start.wage
    return units


def _between(amounts: tuple[Money, Money, Money]) -> str:
    """In whole units: a range is no place for cents."""
    low, _, high = (round(each.as_decimal()) for each in amounts)
    return f"{words.FROM_TO.format(count(low), count(high))} {amounts[0].currency}"


def _hours(name: str, cost: Cost) -> Hours:
    low, likely, high = (seconds / _HOUR for seconds in cost.seconds)
    return Hours(name, low, likely, high)
