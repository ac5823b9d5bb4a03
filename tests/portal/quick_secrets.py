"""Passwords that are tried in a moment: at real strength a try takes a tenth of a second, and the tests of
the portal try hundreds. How strong they really are has tests of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from argon2 import PasswordHasher

from portal.services import accounts, passwords

REAL_HASHER, REAL_DECOY = passwords._HASHER, passwords.DECOY
_QUICK = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
_QUICK_DECOY = _QUICK.hash("the password of nobody")


@contextmanager
def tried_quickly() -> Iterator[None]:
    nobody = replace(accounts._NOBODY, password=_QUICK_DECOY)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_HASHER", _QUICK)
        patch.setattr(passwords, "DECOY", _QUICK_DECOY)
        patch.setattr(accounts, "_NOBODY", nobody)
        yield
