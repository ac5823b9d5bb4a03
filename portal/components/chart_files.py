"""The pictures of a chart to look at closer: one with all that can be changed, or two side by side."""

from __future__ import annotations

import streamlit as st

from portal.components import picture
from portal.components.heading import section
from portal.viewmodels.charts import ChartView
from portal.viewmodels.picture import OfChart
from portal.visit import Portal
from portal.wording import picture as words


def closer(portal: Portal, view: ChartView) -> None:
    """Chosen by number: what a picture shows stands in no widget (law 7)."""
    shown = view.pictures
    if not shown:
        return
    section(words.PICTURES, words.PICTURES_WHY)
    place = f"{view.seen.draw}-{view.seen.place}"
    chosen = st.pills(
        words.CHOOSE,
        list(range(1, len(shown) + 1)),
        selection_mode="multi",
        key=f"cb-pictures-{place}",
        label_visibility="collapsed",
    )
    refs = [OfChart(view.seen.draw, view.seen.place, shown[each - 1].number) for each in sorted(chosen)]
    numbers = "-".join(str(each.number) for each in refs[:2])
    with st.container(border=bool(refs), key=f"cb-closer-{place}"):
        if len(refs) == 1:
            picture.show(portal, refs[0], key=f"{place}-{numbers}")
        elif refs:
            picture.beside(portal, refs[:2], key=f"{place}-{numbers}")
