"""Uploads: bring files in, see what was found in each, start a run and watch it."""

from __future__ import annotations

import streamlit as st

from portal import session
from portal.components import progress, reading_opened, states
from portal.components.choices import pick
from portal.components.file_drop import file_drop
from portal.components.heading import heading, section
from portal.components.markup import Markup, joined, tag
from portal.components.tiles import facts, tiles
from portal.components.upload_pairs import pairs_asked
from portal.viewmodels.jobs import JobKind
from portal.viewmodels.uploads import Accept, KeptFile, Notice, TableFound, Uploads, UploadView
from portal.visit import Portal
from portal.wording import figures
from portal.wording import uploads as words

_SIGNS = {"info": "i", "warning": "!", "block": "◔"}


def render(portal: Portal) -> None:
    view = portal.uploads()
    heading(words.TITLE, words.WHY, over=view.project)
    refusal = session.take_refusal()
    if refusal is not None:
        states.failure(*refusal)
    _drop(portal, view)
    if view.job is not None:
        progress.watch(view.job, portal.job)
    if not view.uploads:
        states.empty(words.EMPTY, words.EMPTY_MORE)
        return
    if view.may_upload:
        pairs_asked(portal, view.pairs)
    _run(portal, view)
    _found(view, portal)


def _drop(portal: Portal, view: Uploads) -> None:
    """Files are taken as they are dropped: there is no second button to forget. Each is stored when it has
    come; that they all have is told here.
    """
    if not view.may_upload:
        st.caption(words.MAY_NOT_UPLOAD.format(view.ask))
        return
    unread = view.job is None and not all(upload.looked for upload in view.uploads)
    came = file_drop(view.limit, portal.bring_in, unread=unread)
    if came is None:
        return
    session.leave_note(words.receipt(*came))
    st.rerun()


def _run(portal: Portal, view: Uploads) -> None:
    if view.job is not None and view.job.under_way and view.job.kind is JobKind.RUN:
        return
    with st.container(border=True, key="cb-run"):
        section(words.RUN, words.RUN_WHY)
        if not view.may_run:
            st.caption(words.MAY_NOT_RUN.format(view.ask))
            return
        accept = _accept(view)
        with st.container(horizontal=True):
            label = words.RUN_AGAIN if view.ran else words.START_RUN
            if st.button(label, type="secondary" if view.ran else "primary", key="cb-start"):
                portal.start_run(accept)
                st.rerun()
            if view.ran and st.button(words.SEE_RESULT, type="primary", key="cb-result"):
                session.go_to(session.Place.OVERVIEW)


def _accept(view: Uploads) -> Accept:
    """Which suggestions the run takes; where people have made a mapping, it is theirs that counts."""
    if not view.mapped:
        return pick(words.ACCEPT, words.ACCEPTS, key="cb-accept")
    st.caption(words.MAPPED)
    return Accept.SURE


def _found(view: Uploads, portal: Portal) -> None:
    section(words.FOUND)
    tiles(_totals(view))
    for upload in view.uploads:
        _upload(upload, portal)


def _totals(view: Uploads) -> list[tuple[str, str]]:
    tables = sum(len(u.tables) for u in view.uploads)
    records = sum(u.records for u in view.uploads)
    kept = sum(len(u.kept) for u in view.uploads)
    return [
        (figures.count(len(view.uploads)), "files received" if len(view.uploads) != 1 else "file received"),
        (figures.count(tables), "tables found" if tables != 1 else "table found"),
        (figures.count(records), "records in them" if records != 1 else "record in them"),
        (figures.count(kept), "images and documents"),
    ]


def _upload(upload: UploadView, portal: Portal) -> None:
    with st.expander(_title(upload), key=f"cb-upload-{upload.id}"):
        came = f"{figures.size(upload.size)}, received {figures.moment(upload.received, portal.zone)}"
        st.caption(came if upload.looked else f"{came}. {words.LOOKING}.")
        _notices(upload.notices)
        for table in upload.tables:
            _table(table)
        if upload.kept:
            _kept(upload.kept)
        _how_it_was_read(upload)


def _how_it_was_read(upload: UploadView) -> None:
    """The way to where what is damaged is put right, and a password is given; pictures are only kept."""
    if not upload.looked or not (upload.tables or upload.notices):
        return
    worst = max(upload.tables, key=lambda table: (table.rejects > 0, len(table.notices)), default=None)
    if st.button(words.SEE_READING, key=f"cb-reading-{upload.id}", type="tertiary"):
        reading_opened.open_file(worst.path if worst else upload.path)
        session.go_to(session.Place.READING)


def _title(upload: UploadView) -> str:
    """Names of files may hold marks that Markdown would act on; they are shown as they are."""
    name = "".join(f"\\{c}" if c in "\\`*_{}[]()#+-.!|<>$~:" else c for c in upload.path)
    if not upload.looked:
        return f"**{name}**"
    return f"**{name}** · {_what(upload)}"


def _what(upload: UploadView) -> str:
    said = []
    if len(upload.tables) > 1:
        said.append(figures.counted(len(upload.tables), "table"))
    if upload.tables:
        said.append(figures.counted(upload.records, "record"))
    newest = max((t.version.version for t in upload.tables if t.version is not None), default=0)
    if newest:
        said.append(f"version {newest}")
    if upload.kept:
        said.append(
            words.KINDS[upload.kept[0].kind]
            if len(upload.kept) == 1
            else figures.counted(len(upload.kept), "image or document", "images and documents")
        )
    noticed = sum(len(t.notices) for t in upload.tables) + len(upload.notices)
    noticed += sum(len(k.notices) for k in upload.kept)
    if noticed:
        said.append(figures.counted(noticed, "thing to know", "things to know"))
    return ", ".join(said) or "nothing that can be read"


def _table(table: TableFound) -> None:
    rejects = f", {figures.counted(table.rejects, 'line')} unreadable" if table.rejects else ""
    head = joined(tag("strong", table.name), f" {figures.counted(table.records, 'record')}{rejects}")
    columns = joined(*(tag("li", name) for name in table.columns))
    chips = tag("ul", columns, class_="cb-chips", aria_label=words.COLUMNS)
    st.html(tag("section", tag("p", head, class_="cb-table-name"), chips, class_="cb-found").html)
    if table.version is not None:
        st.html(tag("ul", *(tag("li", line) for line in words.version(table.version)), class_="cb-why").html)
    _notices(table.notices)
    if table.evidence:
        read = words.how_it_was_read(table.evidence)
        facts([(what, joined(how, tag("small", because))) for what, how, because in read])


def _notices(notices: tuple[Notice, ...]) -> None:
    if notices:
        st.html(tag("ul", joined(*(_notice(n) for n in notices)), class_="cb-notices").html)


def _notice(notice: Notice) -> Markup:
    where = joined(tag("strong", notice.where), " ") if notice.where else Markup("")
    times = f" ({figures.count(notice.count)} times)" if notice.count > 1 else ""
    sign = tag("i", _SIGNS.get(notice.severity, "i"), class_=notice.severity, aria_hidden="true")
    text = tag("span", where, notice.means, times, tag("small", notice.advice))
    return tag("li", sign, text)


def _kept(kept: tuple[KeptFile, ...]) -> None:
    rows = joined(*(_kept_file(file) for file in kept))
    st.html(tag("section", tag("p", words.KEPT_WHOLE, class_="cb-table-name"), tag("ul", rows)).html)
    _notices(tuple(n for file in kept for n in file.notices))


def _kept_file(file: KeptFile) -> Markup:
    return tag("li", tag("strong", file.path), f" {words.KINDS[file.kind]}, {figures.size(file.size)}")
