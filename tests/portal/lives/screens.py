"""The pages as people of a role get them over the live portal: what is sent, remembered and linked.

What a role may see stands in the contract; which planted words that leaves out stands here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from portal.permissions import Role
from tests.pages.pages_alone import shown
from tests.portal.lives.life import Life
from tests.portal.lives.planted import AMOUNT, Mark
from tests.portal.lives.traces import ADDRESSES

ROOT = Path(__file__).resolve().parents[3]
PAGES = tuple(sorted(path.stem for path in (ROOT / "pages").glob("*.py") if path.stem != "__init__"))
REMEMBERED = "session state and keys of widgets"
MONEY = (AMOUNT, f"{float(AMOUNT):,.2f}")
CLOSED: Mapping[Role, tuple[str, ...]] = {
    Role.RECEPTIONIST: (Mark.NOTE, Mark.CELL, Mark.TAG, *MONEY),
    Role.ACCOUNTANT: (Mark.NOTE, Mark.CELL, Mark.TAG),
    Role.VENDOR: (Mark.PERSON, Mark.NOTE, Mark.CELL, Mark.TAG, *MONEY),
    Role.AUDITOR: (Mark.PERSON, Mark.NOTE, Mark.CELL, Mark.TAG, *MONEY),
}
"""What must not be on any page of people of this role, without a grant."""
EVERY_TIME = (Role.RECEPTIONIST, Role.VENDOR)
"""Who reads all pages in every test run; the others do in the long check."""
NOBODYS = (Mark.PERSON, Mark.NOTE, Mark.CELL, Mark.TAG, *MONEY)
"""What is never remembered by a session, nor part of a key, whoever looks."""
_LINK = re.compile(r'(?:href|src|action)=\\?"([^"\\]*)')


def place_of(role: Role) -> str:
    return f"pages of the {role}"


def reads_every_page(life: Life, role: Role) -> None:
    for page in PAGES:
        app = shown(page, life.as_(role))
        assert not app.exception, (role, page)
        nodes = [*_nodes(app._tree)]
        sent = [str(node.proto) for node in nodes if getattr(node, "proto", None) is not None]
        life.traces.said[place_of(role)] += sent
        life.traces.said[ADDRESSES] += [link for text in sent for link in _LINK.findall(text)]
        life.traces.said[ADDRESSES].append(str(dict(app.query_params)))
        keys = [str(getattr(node, "key", "")) for node in nodes]
        life.traces.said[REMEMBERED] += [str(app.session_state._state.filtered_state), *keys]


def _nodes(node: Any) -> Iterator[Any]:
    yield node
    for child in getattr(node, "children", {}).values():
        yield from _nodes(child)
