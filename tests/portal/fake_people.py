"""Set answers about people, with what somebody hostile would write in every field."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from portal.permissions import Role
from portal.viewmodels.people import GlassLine, GrantLine, InvitationLine, PeoplePage, PersonLine

AT = datetime(2026, 3, 12, 14, 5, tzinfo=UTC)
HOSTILE = "<img src=x onerror=alert(1)>"

PEOPLE = PeoplePage(
    "Example: Maple Street Dental",
    (
        PersonLine("p1", "Robin", "robin@maple.example", "owner", "", (), AT, 1, True, True),
        PersonLine(
            "p2",
            f"Casey {HOSTILE}",
            f"casey{HOSTILE}@maple.example",
            "champion",
            "",
            (GrantLine("charts", AT, f"Robin {HOSTILE}", f"On leave {HOSTILE}"),),
            None,
            3,
        ),
        PersonLine("p3", "Val", "val@vendor.example", "vendor team", "success engineer", (), AT, 2),
    ),
    (InvitationLine("i1", f"new{HOSTILE}@maple.example", "receptionist", "Robin", AT + timedelta(days=7)),),
    (GlassLine(f"Casey {HOSTILE}", AT, AT + timedelta(hours=1), f"A patient fell {HOSTILE}", False),),
    tuple(role.value for role in Role),
    True,
)
