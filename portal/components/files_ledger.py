"""The ledger of files: the strip with its sum, and a screenful of lines.

Names of files and numbers of patients are patient data, so they never enter a grid with a toolbar
(design, 10).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from core.files.model import Verdict
from portal.components.conservation import dot
from portal.components.markup import Markup, joined, tag
from portal.viewmodels.files import FileLine, FilesPage, FileSums
from portal.wording import files as words
from portal.wording.figures import count, size


def strip(sums: FileSums) -> None:
    """Files received = the sum of their verdicts, counted by the uploads as well."""
    head = tag("p", tag("strong", count(sums.received)), f" {words.RECEIVED}", class_="cb-total")
    here = [
        (verdict, sums.verdicts.get(verdict, 0)) for verdict in Verdict if verdict is not Verdict.NOT_HERE
    ]
    terms = [_term(verdict, number) for verdict, number in here if number]
    body = joined(head, _bar(here), tag("ul", joined(*terms), class_="cb-terms"))
    if sums.closes:
        body += tag("p", words.kinds(sums.kinds, sums.bytes), " ", words.tally(sums), class_="cb-why")
    else:
        said = words.UNEVEN.format(count(sums.counted or 0), count(sums.received))
        body += tag("p", said, class_="cb-uneven", role="alert")
    if sums.missing:
        body += tag("p", dot(words.PARTS[Verdict.NOT_HERE]), words.missing(sums), class_="cb-why")
    st.html(tag("section", tag("div", body, class_="cb-sum"), class_="cb-strip", aria_label=words.SUMS).html)


def _bar(here: Sequence[tuple[Verdict, int]]) -> Markup:
    """Few among thousands keep a sliver, so that none vanishes."""
    slices = (
        tag("span", class_=f"cb-slice {words.PARTS[verdict]}", style=f"flex:{number} 0 4px")
        for verdict, number in here
        if number
    )
    said = ", ".join(f"{count(number)} {words.VERDICTS[verdict][0]}" for verdict, number in here if number)
    return tag("div", joined(*slices), class_="cb-bar", role="img", aria_label=said)


def _term(verdict: Verdict, number: int) -> Markup:
    name, meaning = words.VERDICTS[verdict]
    return tag(
        "li", tag("span", dot(words.PARTS[verdict]), tag("strong", count(number)), f" {name}", title=meaning)
    )


def lines(view: FilesPage, opened: Callable[[int], None]) -> None:
    """opened: what a tap on a line does, with its place."""
    for line in view.lines:
        with st.container(
            horizontal=True, vertical_alignment="center", gap="small", key=f"cb-file-line-{line.place}"
        ):
            st.html(_row(line).html)
            if not line.closed:
                st.button(
                    words.OPEN,
                    key=f"cb-open-file-{line.place}",
                    type="tertiary",
                    on_click=opened,
                    args=(line.place,),
                )


def _row(line: FileLine) -> Markup:
    fate = tag("span", dot(words.PARTS[line.verdict]), words.VERDICTS[line.verdict][0], class_="cb-fate")
    what = words.kind(line.kind)
    about = what if line.size is None else f"{what}, {size(line.size)}"
    name = tag("span", line.name, tag("small", about), class_="cb-where")
    said = [words.because(line.suspicion)] if line.suspicion.grade.suspicious else []
    if line.said is not None:
        said.append(f"{words.SAID[line.said]}.")
    whose = line.number or ("–" if line.closed else words.NOBODY)
    return tag(
        "div",
        fate,
        name,
        tag("code", whose),
        tag("span", " ".join(said), class_="cb-said"),
        class_="cb-row cb-file-row",
    )
