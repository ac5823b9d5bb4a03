"""A kit for telling the staff: an announcement, a sheet for the first day, and whom to ask, as Markdown.

Filled from names and dates of the declaration. What is not known yet is said in brackets, never made up.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from core.scope.declaration import Declaration, DomainName, Post


class Sheet(StrEnum):
    ANNOUNCEMENT = "announcement"
    FIRST_DAY = "first day"
    WHOM_TO_ASK = "whom to ask"


@dataclass(frozen=True)
class Facts:
    """clinic: as people call it. owner: who signs. day: the go-live as it is written, "" where none is."""

    clinic: str
    owner: str
    day: str


def kit(declared: Declaration, facts: Facts) -> dict[Sheet, str]:
    """Every sheet as Markdown text."""
    return {
        Sheet.ANNOUNCEMENT: _announcement(declared, facts),
        Sheet.FIRST_DAY: _first_day(declared, facts),
        Sheet.WHOM_TO_ASK: _whom_to_ask(declared, facts),
    }


def _announcement(declared: Declaration, facts: Facts) -> str:
    leaving = _listed([_plain(each.name) for each in declared.sources]) or "(the old system)"
    stays = [each.name.value for each in declared.domains if each.moves is False]
    return "\n".join(
        (
            f"# {_plain(facts.clinic)} is changing its software",
            "",
            f"We are leaving {leaving}. We plan to change over on {_day(facts)}. The day is a plan: if "
            "something is not ready, we move it.",
            "",
            "What this means for you:",
            "",
            "- Your patients' records come with us. What does not fit is shown to us first, and one of us "
            "decides about it.",
            "- You learn the part that you use, in working hours, before the day.",
            "- For a week we work in both systems. The old one stays until the new one has proven itself.",
            *_staying(stays),
            "",
            f"Questions go to {_named(declared, Post.CLINIC_CHAMPION)}. No question is too small.",
            "",
            facts.owner or "(the owner)",
        )
    )


def _staying(stays: list[str]) -> tuple[str, ...]:
    if not stays:
        return ()
    return (f"- These stay where they are and can still be read there: {_listed(stays)}.",)


def _first_day(declared: Declaration, facts: Facts) -> str:
    appointments = declared.domain(DomainName.APPOINTMENTS).moves
    return "\n".join(
        (
            f"# The first day: {_day(facts)}",
            "",
            "Before the first patient",
            "",
            "1. Sign in to the new system. If it does not let you in, say so at once.",
            "2. Open today's appointments and compare them with the printed list."
            if appointments
            else "2. Appointments stay in the old system. Keep it open beside the new one.",
            "3. Try the card terminal, the printer and the sensor once.",
            "",
            "During the day",
            "",
            "- Take the time you need. We have planned fewer patients.",
            "- If something looks wrong about a patient, write down which screen it was, and look in the old "
            "system. Never put a patient's name into a message.",
            f"- Stuck for more than two minutes: ask {_named(declared, Post.CLINIC_CHAMPION)}.",
            "",
            "In the evening",
            "",
            "- Ten minutes together: what went well, what did not, what we change tomorrow.",
        )
    )


def _whom_to_ask(declared: Declaration, facts: Facts) -> str:
    asked = {
        "How do I do this in the new system?": Post.CLINIC_CHAMPION,
        "I have not had my training yet.": Post.SUCCESS_ENGINEER,
        "Something about a patient is missing or wrong.": Post.DATA_SHAPING_SPECIALIST,
        "A device, a lab or a reminder does not work.": Post.SOLUTIONS_ENGINEER,
    }
    lines = [f"- {question} **{_named(declared, post)}** ({post.value})" for question, post in asked.items()]
    owner = facts.owner or "(the owner)"
    return "\n".join(("# Whom to ask", "", *lines, f"- Should we move the day? **{_plain(owner)}** (owner)"))


def _named(declared: Declaration, post: Post) -> str:
    return _plain(declared.team.get(post, "").strip()) or f"({post.value}: not named yet)"


def _day(facts: Facts) -> str:
    return facts.day or "(day not set yet)"


def _listed(names: list[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return names[0] if len(names) == 1 else " and ".join((", ".join(names[:-1]), names[-1])) if names else ""


def _plain(text: str) -> str:
    """On one line, and without what Markdown would take for a sign."""
    return "".join("\\" + sign if sign in "*_`[]#<>\\" else sign for sign in " ".join(text.split()))
