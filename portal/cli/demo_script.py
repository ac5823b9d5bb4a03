"""What the people of the demonstration choose and say: the script of its journey. All of it is made up."""

from __future__ import annotations

from collections.abc import Mapping

from core.decisions import Choice, GroupKind
from core.readiness import Part
from portal.permissions import Role
from portal.viewmodels.go_live import Said

CHOICES: Mapping[GroupKind, tuple[Choice, str]] = {
    GroupKind.TABLE: (Choice.ARCHIVE, "Nobody works with this list; it stays where it can be looked up."),
    GroupKind.REJECT: (Choice.ARCHIVE, "The line is broken in the old system too; we keep it as it stood."),
    GroupKind.DUPLICATE: (Choice.MERGE, "Entered twice at the front desk; the first one is right."),
    GroupKind.ORPHAN: (Choice.ARCHIVE, "The old system cannot say whose it was; kept for the auditor."),
    GroupKind.INCOMPLETE: (Choice.ARCHIVE, "Without this it cannot stand by itself; kept for reference."),
    GroupKind.PERSON: (Choice.MERGE, "Called them: it is one person with two files."),
    GroupKind.COLUMN: (Choice.ARCHIVE, "We do not use it any more, but we want to be able to read it."),
    GroupKind.VALUE: (Choice.ARCHIVE, "Nobody remembers what was meant; it stays beside the record."),
}
"""For each kind of group what is chosen, and the reason that is logged."""

DATE = "A Monday with few bookings, six weeks after the last run."
WAIVED = "Looked at one by one; the list lies with the champion."
DIFFERS_BY = -12_000
"""Minor units by which the old system's report of the first total is behind."""
DIFFERS = "One payment was posted on the evening of the export; it comes with what changed since."

STATED: tuple[tuple[Role, Said], ...] = (
    (Role.PRACTITIONER, Said(Part.CHARTS, "", {"asked": 59, "compared": 59, "raised": 2, "settled": 2})),
    (Role.CHAMPION, Said(Part.TRAINING, "Practitioners", {"people": 7, "finished": 7})),
    (Role.CHAMPION, Said(Part.TRAINING, "Assistants", {"people": 9, "finished": 9})),
    (Role.CHAMPION, Said(Part.TRAINING, "Reception", {"people": 5, "finished": 5})),
    (Role.CHAMPION, Said(Part.TRAINING, "Accounts", {"people": 2, "finished": 2})),
    (
        Role.CHAMPION,
        Said(Part.PARALLEL, "", {"planned": 5, "worked": 5, "found": 3, "settled": 3}),
    ),
    (Role.OWNER, Said(Part.SCOPE, "Patients, families and insurance", {"moves": 1, "approved": 1})),
    (Role.OWNER, Said(Part.SCOPE, "Charts, notes, images and consents", {"moves": 1, "approved": 1})),
    (Role.OWNER, Said(Part.SCOPE, "Appointments and recalls", {"moves": 1, "approved": 1})),
    (Role.OWNER, Said(Part.SCOPE, "The ledger, back to 2017", {"moves": 1, "approved": 1})),
    (
        Role.OWNER,
        Said(Part.SCOPE, "Paper files from before 2017", {"moves": 0, "approved": 1}, "Stay in the cellar."),
    ),
)
"""Who states what about what nobody can measure yet."""
