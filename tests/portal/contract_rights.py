"""Who may do what, read from the contract and from nothing of ours: what the code is held against.

The table stands here as `contracts.md` has it; a test compares the two wherever the contract lies beside the
project. Nothing in this file looks at portal/permissions.py but for the names of roles, posts and grants.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from portal.permissions import Actor, Grant, Post, Role

CONTRACTS = Path(__file__).resolve().parents[3] / "shared" / "contracts.md"

TABLE = """
| action | owner | champion | practitioner | assistant | receptionist | accountant | vendor team | auditor |
|---|---|---|---|---|---|---|---|---|
| invite, grant, revoke | yes | invite | | | | | | |
| approve scope and terms | yes | | | | | | | |
| upload, re-upload | yes | yes | | | | | yes | |
| map, start a run | yes | yes | | | | | yes | |
| decide: operational | yes | yes | | | yes | | proposes | |
| decide: identity data, merge persons | yes | yes | | | yes | | proposes | |
| decide: clinical | grant | grant | yes | | | | proposes | |
| decide: financial | yes | grant | | | | yes | proposes | |
| decide: data not yet classed (unmapped) | yes | yes | yes | | | | proposes | |
| see a chart | grant | grant | yes | yes | identity and appointments | | grant | |
| see money by patient | yes | grant | | | | yes | grant | |
| see rejects, originals, unmapped cells | yes | yes | yes | | | | grant | |
| spot-check, raise a concern | | | yes | images | appointments | | | |
| control totals, variances, A/R strategy | yes | | | | | yes | | |
| own training | yes | yes | yes | yes | yes | yes | | |
| everyone's training | yes | yes | | | | | success engineer | |
| schedule or move go-live | yes | proposes | | | | | | |
| waive a gate | yes | | clinical | | | financial | | |
| sign | scope, readiness | readiness | clinical accuracy | | | finances | never for the clinic | |
| log (masked by class), documents | yes | yes | yes | yes | yes | yes | yes | yes |
| audit trail | yes | yes | | | | | own events | yes |
| handover, purge | yes | | | | | finances only | | |
"""


def rows_of(table: str) -> list[list[str]]:
    """Head and rows, each cell as it is written."""
    lines = [line.strip()[1:-1].split("|") for line in table.splitlines() if line.startswith("|")]
    written = [[text.strip() for text in line] for line in lines]
    return [row for row in written if set(row) != {"---"}]


HEAD, *ROWS = rows_of(TABLE)
CELLS = {(row[0], role): said for row in ROWS for role, said in zip(HEAD[1:], row[1:], strict=True)}

GRANTED = {
    "decide: clinical": {"decide:clinical"},
    "decide: financial": {"decide:financial"},
    "see a chart": {"charts"},
    "see money by patient": {"money"},
    "see rejects, originals, unmapped cells": {"charts", "money", "images"},
}
"""What a cell that says "grant" wants. An original may hold anything, so it wants all that can be seen."""


@dataclass(frozen=True)
class Row:
    """A row of the table. halves: cells besides "yes" that are enough. proposing: so is "proposes"."""

    name: str
    halves: tuple[str, ...] = ()
    proposing: bool = False

    def lets_in(self, actor: Actor) -> bool:
        said = CELLS[self.name, actor.role.value]
        if said == "grant":
            return {grant.value for grant in actor.grants} >= GRANTED[self.name]
        if said == "success engineer":
            return said in self.halves and actor.post is Post.SUCCESS_ENGINEER
        return said == "yes" or said in self.halves or (self.proposing and said == "proposes")


@dataclass(frozen=True)
class Only:
    """What the table has no row for: the roles, and the decision record that says why."""

    roles: tuple[str, ...]
    why: str

    def lets_in(self, actor: Actor) -> bool:
        return actor.role.value in self.roles


@dataclass(frozen=True)
class Granted:
    """Where a cell of the row says "grant", one grant is enough for a part of it; the record says why."""

    name: str
    grant: str
    why: str

    def lets_in(self, actor: Actor) -> bool:
        granted = {grant.value for grant in actor.grants}
        return CELLS[self.name, actor.role.value] == "grant" and self.grant in granted


@dataclass(frozen=True)
class Both:
    each: tuple[Row, ...]

    def lets_in(self, actor: Actor) -> bool:
        return all(row.lets_in(actor) for row in self.each)


@dataclass(frozen=True)
class Either:
    each: tuple[Row | Granted, ...]

    def lets_in(self, actor: Actor) -> bool:
        return any(row.lets_in(actor) for row in self.each)


Wants = Row | Only | Granted | Both | Either

EVERYBODY = Row("log (masked by class), documents")
OF_THE_CLINIC = Only(tuple(HEAD[1:7]), "ADR 32: the log is masked for who is not of the clinic")
DECIDING = tuple(name for name, *_ in ROWS if name.startswith("decide: "))
DECIDE = Either(tuple(Row(name, proposing=True) for name in DECIDING))
"""Decides or proposes about anything at all; which class it is, is known once the group was found."""
SIGNS = ("scope, readiness", "readiness", "clinical accuracy", "finances")
SIGN = Row("sign", SIGNS)
TIE_OUT, MONEY = Row("control totals, variances, A/R strategy"), Row("see money by patient")
UPLOAD, MAP = Row("upload, re-upload"), Row("map, start a run")
TRAIN, EVERYONES = Row("own training"), Row("everyone's training", ("success engineer",))
CHECK = Row("spot-check, raise a concern")
CHECK_PART = Row("spot-check, raise a concern", ("images", "appointments"))
TRAIL, WHOLE_TRAIL = Row("audit trail", ("own events",)), Row("audit trail")
HANDOVER, TAKE_FINANCES = Row("handover, purge"), Row("handover, purge", ("finances only",))
APPROVE, SCHEDULE = Row("approve scope and terms"), Row("schedule or move go-live")
PROPOSE_DAY = Row("schedule or move go-live", proposing=True)
SIGN_FINANCES = Row("sign", ("finances",))
SIGN_READINESS = Row("sign", ("scope, readiness", "readiness"))
INVITE, GRANT = Row("invite, grant, revoke", ("invite",)), Row("invite, grant, revoke")
ORIGINALS = Row("see rejects, originals, unmapped cells")
CHECK_IMAGES = Row("spot-check, raise a concern", ("images",))
SEES_FILES = Either((Row("see a chart"), Granted("see a chart", "images", "ADR 26")))
SEES_FILES_OF_ANY = Either((ORIGINALS, *SEES_FILES.each))
BREAKS_GLASS = Only(
    (*HEAD[1:5], "vendor team"), "ADR 29: to whom the owner could grant charts, or who has them"
)
CHAMPION_SAYS = Only(("champion",), "ADR 17")
WAIVE = Row("waive a gate")
WAIVE_CLINICAL, WAIVE_FINANCIAL = Row("waive a gate", ("clinical",)), Row("waive a gate", ("financial",))


def people(project: str | None = None) -> Iterator[Actor]:
    """Every role and post with no grant, with each alone, with those that open an original, and with all."""
    posts = dict.fromkeys(Role, (None,)) | {Role.VENDOR: (None, *Post)}
    everything = frozenset(Grant)
    alone = (frozenset({grant}) for grant in Grant)
    originals = frozenset({Grant.CHARTS, Grant.MONEY, Grant.IMAGES})
    sets = list(dict.fromkeys(chain((frozenset[Grant](), originals, everything), alone)))
    for role in Role:
        for post in posts[role]:
            for grants in sets:
                yield Actor("Robin", role, grants, post, project)
