"""Lists taken along as files: asked for on a page, given out by a grant, written at the door.

Authority is asked for twice: when the link is made, and by the service that writes the file (law 7).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from zoneinfo import ZoneInfo

from portal.desk import Desk
from portal.downloads import DESK, Grant, Wanted, issue, until
from portal.permissions import Action, Actor, authorise
from portal.services import (
    finance_file,
    log_file,
    log_proof,
    log_summary,
    mapping_files,
    original_file,
    rejects_file,
    trail_file,
)
from portal.services.mapping_files import VersionOf
from portal.services.picture_access import opened
from portal.services.rejects_file import RejectsOf
from portal.viewmodels.audit_trail import TrailQuery
from portal.viewmodels.log import EntryRef, LogQuery
from portal.viewmodels.picture import PictureRef
from portal.viewmodels.taking import Form
from storage import Storage


@dataclass(frozen=True)
class TakenFile:
    """A file on its way. name: for the browser's list of downloads, naming no patient. pieces: its bytes."""

    name: str
    media_type: str
    pieces: Iterator[bytes] = field(repr=False)


_TYPES = {
    Form.CSV: "text/csv; charset=utf-8",
    Form.PARQUET: "application/vnd.apache.parquet",
    Form.JSON_LINES: "application/x-ndjson",
    Form.WORKBOOK: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Form.ORIGINAL: "application/octet-stream",
    Form.PROOF: "application/json",
    Form.MAPPING: "application/json",
    Form.SUMMARY: "application/pdf",
}
_NAMES = {
    Wanted.LOG: "migration_log",
    Wanted.PROOF: "log_entry_proof",
    Wanted.TRAIL: "audit_trail",
    Wanted.FINANCES: "finances",
    Wanted.REJECTS: "unreadable_lines",
    Wanted.MAPPING: "chartbridge",
}


def ask_for_log(
    store: Storage, actor: Actor, project: str, query: LogQuery, form: Form, *, desk: Desk[Grant] = DESK
) -> str:
    """The address of the filtered log as a file, good once and for five minutes."""
    authorise(actor, Action.SEE_LOG, project)
    return issue(store, Grant(project, actor, Wanted.LOG, form, query, until(store)), desk=desk)


def ask_for_proof(
    store: Storage, actor: Actor, project: str, ref: EntryRef, *, desk: Desk[Grant] = DESK
) -> str:
    """The address of the proof of one entry, for whoever may see whose record it is about."""
    authorise(actor, Action.SEE_LOG, project)
    authorise(actor, Action.SEE_IDENTITY, project)
    return issue(store, Grant(project, actor, Wanted.PROOF, Form.PROOF, ref, until(store)), desk=desk)


def ask_for_trail(
    store: Storage, actor: Actor, project: str, query: TrailQuery, form: Form, *, desk: Desk[Grant] = DESK
) -> str:
    """The address of the filtered trail as a file, for whoever may see all of it."""
    authorise(actor, Action.SEE_ALL_EVENTS, project)
    return issue(store, Grant(project, actor, Wanted.TRAIL, form, query, until(store)), desk=desk)


def ask_for_finances(store: Storage, actor: Actor, project: str, *, desk: Desk[Grant] = DESK) -> str:
    """The address of the totals and transactions as a workbook, for whoever may see money by patient."""
    authorise(actor, Action.TIE_OUT, project)
    authorise(actor, Action.SEE_MONEY, project)
    grant = Grant(project, actor, Wanted.FINANCES, Form.WORKBOOK, None, until(store))
    return issue(store, grant, desk=desk)


def ask_for_original(
    store: Storage, actor: Actor, project: str, ref: PictureRef, *, zone: ZoneInfo, desk: Desk[Grant] = DESK
) -> str:
    """The address of one file as it came, for whoever may see originals."""
    authorise(actor, Action.SEE_ORIGINALS, project)
    opened(store, actor, project, ref, zone=zone)
    grant = Grant(project, actor, Wanted.ORIGINAL, Form.ORIGINAL, ref, until(store))
    return issue(store, grant, desk=desk)


def ask_for_rejects(
    store: Storage, actor: Actor, project: str, path: str, *, desk: Desk[Grant] = DESK
) -> str:
    """The address of a file's unreadable lines as a workbook, for whoever may see originals."""
    authorise(actor, Action.SEE_ORIGINALS, project)
    grant = Grant(project, actor, Wanted.REJECTS, Form.WORKBOOK, RejectsOf(path), until(store))
    return issue(store, grant, desk=desk)


def ask_for_mapping(
    store: Storage, actor: Actor, project: str, version: int, *, desk: Desk[Grant] = DESK
) -> str:
    """The address of a version of the mapping; its value maps hold words of originals."""
    authorise(actor, Action.SEE_ORIGINALS, project)
    grant = Grant(project, actor, Wanted.MAPPING, Form.MAPPING, VersionOf(version), until(store))
    return issue(store, grant, desk=desk)


def give(store: Storage, grant: Grant, *, zone: ZoneInfo) -> TakenFile:
    """The file that was granted, for the person of the grant; raises Forbidden before its first byte."""
    pieces = _WRITERS[grant.wanted](store, grant, zone)
    if grant.wanted is Wanted.ORIGINAL:
        first = next(pieces)
        return TakenFile(f"original{original_file.ending(first)}", _TYPES[grant.form], chain([first], pieces))
    return TakenFile(f"{_NAMES[grant.wanted]}.{grant.form}", _TYPES[grant.form], pieces)


def _log(store: Storage, grant: Grant, zone: ZoneInfo) -> Iterator[bytes]:
    if grant.form is Form.SUMMARY:
        return log_summary.write(store, grant.actor, grant.project, zone=zone)
    return log_file.write(store, grant.actor, grant.project, grant.query, grant.form)


def _proof(store: Storage, grant: Grant, zone: ZoneInfo) -> Iterator[bytes]:
    del zone
    return log_proof.write(store, grant.actor, grant.project, grant.query)


def _trail(store: Storage, grant: Grant, zone: ZoneInfo) -> Iterator[bytes]:
    return trail_file.write(store, grant.actor, grant.project, grant.query, grant.form, zone=zone)


def _finances(store: Storage, grant: Grant, zone: ZoneInfo) -> Iterator[bytes]:
    return finance_file.write(store, grant.actor, grant.project, zone=zone)


def _original(store: Storage, grant: Grant, zone: ZoneInfo) -> Iterator[bytes]:
    return original_file.write(store, grant.actor, grant.project, grant.query, zone=zone)


def _rejects(store: Storage, grant: Grant, zone: ZoneInfo) -> Iterator[bytes]:
    del zone
    return rejects_file.write(store, grant.actor, grant.project, grant.query)


def _mapping(store: Storage, grant: Grant, zone: ZoneInfo) -> Iterator[bytes]:
    del zone
    return mapping_files.write(store, grant.actor, grant.project, grant.query)


_WRITERS: dict[Wanted, Callable[[Storage, Grant, ZoneInfo], Iterator[bytes]]] = {
    Wanted.LOG: _log,
    Wanted.PROOF: _proof,
    Wanted.TRAIL: _trail,
    Wanted.FINANCES: _finances,
    Wanted.ORIGINAL: _original,
    Wanted.REJECTS: _rejects,
    Wanted.MAPPING: _mapping,
}
