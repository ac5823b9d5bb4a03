"""One file to look at: its picture by our own route, and what can be changed about it.

The picture is an element of our own with an address that a grant opened: nothing of it goes through the
framework's media links (design, 10). What is chosen here is of the visit and is kept nowhere; numbers alone
stand in widgets.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from core.errors import ChartbridgeError
from core.pictures.model import Wanted
from core.pictures.windows import Window, whole
from portal.components import states
from portal.components.markup import Markup, joined, tag, void
from portal.components.take_along import take_along
from portal.picture_grants import asking
from portal.viewmodels.picture import Kind, PictureFile, PictureRef, PictureView
from portal.viewmodels.taking import ORIGINAL_FORMS
from portal.visit import Portal
from portal.wording import figures
from portal.wording import picture as words

_WIDTH, _SMALL = 1_000, 360
_MEANT, _ALL, _OWN = "meant", "everything", "own"
_STEPS = 200


def show(portal: Portal, ref: PictureRef, *, key: str, brief: bool = False) -> None:
    """The file with all that can be changed about its picture.

    key: of the visit, without patient data; one a place on a page. brief: the picture and its turner alone.
    """
    view = _view(portal, ref)
    if view is None:
        return
    if view.refused is not None:
        _refused(view)
    else:
        first = st.container()  # the picture stands above what changes it
        frame = _frame(view, key)
        window, everything = (None, False) if brief else _window(view, f"{key}-{frame}")
        zoom = 1 if brief else _zoom(key)
        wanted = Wanted(frame, min(_WIDTH * zoom, 2_400), window, everything)
        first.html(_figure(view, wanted, zoom=zoom).html)
    if not brief:
        _original(portal, view, key)


def beside(portal: Portal, refs: Sequence[PictureRef], *, key: str) -> None:
    """Two files side by side, at the same page; below each other on a phone."""
    views = [view for view in (_view(portal, ref) for ref in refs) if view is not None]
    longest = max(views, key=lambda view: view.frames, default=None)
    frame = _frame(longest, key) if longest is not None else 1
    drawn = [_one_of_two(view, frame) for view in views]
    st.html(tag("div", joined(*drawn), class_="cb-beside").html)


def small(file: PictureFile, position: int) -> Markup:
    """A small picture beside its record, or in its place why there is none. position: its number, from 1."""
    if not file.address:
        return tag("p", tag("strong", file.alt), " ", file.instead, class_="cb-no-picture", role="status")
    source = asking(file.address, Wanted(width=_SMALL))
    picture = void("img", src=source, alt=file.alt, loading="lazy", decoding="async")
    caption = tag("figcaption", words.NUMBERED.format(position, file.alt))
    return tag("figure", _waiting(picture, zoom=1), caption, class_="cb-picture small")


def _view(portal: Portal, ref: PictureRef) -> PictureView | None:
    """None where it was said why there is nothing to see."""
    try:
        return portal.picture(ref)
    except ChartbridgeError as error:
        states.refused(error)
        return None


def _figure(view: PictureView, wanted: Wanted, *, zoom: int) -> Markup:
    picture = void("img", src=asking(view.address, wanted), alt=_alt(view, wanted.frame))
    caption = [view.alt, words.turned(view.kind, wanted.frame, view.frames) if view.frames > 1 else ""]
    said = tag("figcaption", ", ".join(each for each in caption if each))
    return tag("figure", _waiting(picture, zoom=zoom), said, class_=f"cb-picture {view.kind}")


def _one_of_two(view: PictureView, frame: int) -> Markup:
    if view.refused is not None:
        return tag("p", tag("strong", view.alt), " ", " ".join(view.refused), class_="cb-no-picture")
    return _figure(view, Wanted(min(frame, view.frames), _WIDTH), zoom=1)


def _waiting(picture: Markup, *, zoom: int) -> Markup:
    """What can be read until the picture is there; it lies under it after."""
    wait = tag("span", words.LOADING, class_="cb-picture-wait", aria_hidden="true")
    kind = f"cb-picture-frame by-{zoom}"
    return tag("div", tag("div", wait, picture, class_="cb-picture-sheet"), class_=kind, tabindex="0")


def _alt(view: PictureView, frame: int) -> str:
    return f"{view.alt}, {words.turned(view.kind, frame, view.frames)}" if view.frames > 1 else view.alt


def _refused(view: PictureView) -> None:
    assert view.refused is not None
    states.failure(f"{view.alt}, {figures.size(view.size)}", *view.refused)


def _frame(view: PictureView, key: str) -> int:
    """Which page or frame is shown; a turner for pages, a slider for many frames."""
    if view.frames < 2:
        return 1
    label = words.PAGE if view.kind is Kind.DOCUMENT else words.FRAME
    if view.kind is Kind.DOCUMENT:
        return int(st.number_input(label, 1, view.frames, 1, key=f"cb-picture-page-{key}"))
    return int(st.slider(label, 1, view.frames, 1, key=f"cb-picture-frame-{key}"))


def _zoom(key: str) -> int:
    chosen = st.segmented_control(
        words.ZOOM,
        list(words.ZOOMS),
        default=1,
        format_func=lambda times: words.ZOOMS[times],
        key=f"cb-picture-zoom-{key}",
    )
    return int(chosen or 1)


def _window(view: PictureView, key: str) -> tuple[Window | None, bool]:
    """The window that was chosen, and whether it is everything that is there. Colours have none."""
    if view.window is None:
        return None, False
    presets = dict(view.presets)
    names = {_MEANT: words.AS_MEANT, _ALL: words.EVERYTHING, **words.PRESETS, _OWN: words.OWN}
    offered = [_MEANT, _ALL, *presets, _OWN]
    chosen = st.selectbox(
        words.SHOW_AS, offered, format_func=lambda name: names[name], key=f"cb-picture-window-{key}"
    )
    if chosen == _OWN:
        return _own(view, view.window, key), False
    return presets.get(chosen), chosen == _ALL


def _own(view: PictureView, start: Window, key: str) -> Window:
    """By hand: both sliders begin at what the image asks for."""
    least, most = min(view.low, start.center), max(view.high, start.center, view.low + 1)
    widest = max(2 * (most - least), start.width, 2.0)
    step = max((most - least) / _STEPS, 0.01)
    ends, spans = (least, most, start.center, step), (1.0, widest, max(1.0, start.width), step)
    center = st.slider(words.CENTER, *ends, key=f"cb-picture-center-{key}", help=words.CENTER_HELP)
    span = st.slider(words.SPAN, *spans, key=f"cb-picture-span-{key}", help=words.SPAN_HELP)
    return Window(center, span) if span > 1 else whole(center - 0.5, center + 0.5)


def _original(portal: Portal, view: PictureView, key: str) -> None:
    if view.takes:
        take_along(ORIGINAL_FORMS, lambda _: portal.take_original(view.ref), key=f"original-{key}")
    else:
        st.html(tag("p", words.TAKE_ASK.format(view.ask), class_="cb-why").html)
