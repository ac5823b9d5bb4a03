"""How far each part of a scope is, and what an owner agrees to, in short sentences."""

from __future__ import annotations

from collections.abc import Sequence

from core.scope import Declaration, Scope
from core.scope.regions import Point
from core.scope.terms import blanks
from portal.wording.figures import count, counted, day
from portal.wording.scope import BECOMES, DOMAINS, POSTS, TERMS_OPEN


def domains_state(declared: Declaration) -> str:
    """ "9 move, 2 stay" or how many are open."""
    if declared.undecided:
        return counted(len(declared.undecided), "part is open", "parts are open")
    moving = sum(bool(each.moves) for each in declared.domains)
    return f"{moving} move, {len(declared.domains) - moving} stay"


def sources_state(declared: Declaration) -> str:
    return counted(len(declared.sources), "system") if declared.sources else "none named yet"


def integrations_state(declared: Declaration) -> str:
    open_ = len(declared.open_integrations)
    if open_:
        return f"{count(open_)} not decided yet"
    named = len(declared.integrations)
    return f"{counted(named, 'thing')} named" if named else "nothing named"


def team_state(declared: Declaration) -> str:
    gaps = len(declared.gaps)
    return counted(gaps, "name is missing", "names are missing") if gaps else "everybody is named"


def days_state(declared: Declaration) -> str:
    return f"from {day(declared.start)}" if declared.start else "not set yet"


def points_state(declared: Declaration, points: Sequence[Point]) -> str:
    """ "US, 2 of 5 checked"."""
    done = sum(each.name in declared.noted for each in points)
    country = declared.country or "no country yet"
    return f"{country}, {done} of {len(points)} checked" if points else country


def terms_state(scope: Scope) -> str:
    return f"version {len(scope.terms)}" if scope.terms else "not written yet"


def approving(declared: Declaration, scope: Scope) -> list[str]:
    """What an owner agrees to, in short sentences."""
    moving = [DOMAINS[each.name].lower() for each in declared.domains if each.moves]
    staying = [DOMAINS[each.name].lower() for each in declared.domains if each.moves is False]
    said = [f"We leave {listed([each.name for each in declared.sources])}."]
    said.append(f"These move: {listed(moving)}." if moving else "Nothing moves.")
    if staying:
        said.append(f"These stay: {listed(staying)}.")
    for each in declared.integrations:
        said.append(f"{each.name}: {BECOMES[each.becomes].lower()}.")
    named = [f"{name} ({POSTS[post].lower()})" for post, name in declared.team.items() if name.strip()]
    if named:
        said.append(f"These see to it: {listed(named)}.")
    if scope.terms:
        said.append(f"The terms are those of version {scope.terms[-1].number}.")
        if blanks(scope.terms[-1].text):
            said.append(TERMS_OPEN)
    return said


def listed(names: list[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    if len(names) < 2:
        return names[0] if names else "nothing"
    return f"{', '.join(names[:-1])} and {names[-1]}"
