"""Local accounts: a password hash, a second factor and recovery codes, sealed by the installation's keys.

What is a right password is not decided here; this layer holds what was made and which code was taken.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field

from storage.canonical import canonical
from storage.models_people import CredentialRecord
from storage.sealing import Bound
from storage.unit import INSTALLATION, Unit, field_bound


@dataclass(frozen=True)
class Credential:
    """password: an argon2id hash. totp: the secret, base32. recovery: codes left, as `keyed` gave them.

    totp_used: the newest time step whose code was taken.
    """

    password: str = field(repr=False)
    totp: str = field(repr=False)
    totp_used: int = 0
    recovery: tuple[str, ...] = field(repr=False, default=())


class Credentials:
    """The events are the services', which know what was done with an account."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    def of(self, person: str) -> Credential | None:
        record = self._unit.session.get(CredentialRecord, person)
        if record is None:
            return None
        opened = (self._unit.open(getattr(record, c), _place(c, person)) for c in ("password", "totp"))
        recovery = json.loads(self._unit.open(record.recovery, _place("recovery", person)))
        password, totp = opened
        return Credential(password, totp, record.totp_used, tuple(recovery))

    def to_try(self, person: str) -> Credential | None:
        """The same for trying it: two who try at once take turns, so that no code is taken twice."""
        self._unit.lock(INSTALLATION)
        return self.of(person)

    def keep(self, person: str, credential: Credential) -> None:
        """In place of the one that was there."""
        unit = self._unit
        record = unit.session.get(CredentialRecord, person)
        if record is None:
            record = CredentialRecord(person_id=person)
            unit.session.add(record)
        record.password = unit.seal(credential.password, _place("password", person))
        record.totp = unit.seal(credential.totp, _place("totp", person))
        record.totp_used = credential.totp_used
        record.recovery = unit.seal(json.dumps(credential.recovery), _place("recovery", person))
        record.changed_at = unit.clock()
        unit.session.flush()

    def second_factor(self, invitation: str, browser: str) -> bytes:
        """What an account's second factor begins with: its own for every browser that opens the link.

        Whoever made the link and opens it first sees another one than the person whom it is for. 20 bytes.
        """
        ring = self._unit.ring(INSTALLATION)
        return ring.index("credential.second_factor", canonical(invitation, browser).hex())[:20]

    def keyed(self, code: str) -> str:
        """How a recovery code is kept: it can be told again and not read. Sequence of hex digits."""
        return self._unit.ring(INSTALLATION).index("credential.recovery", code).hex()

    def keyed_all(self, codes: Sequence[str]) -> tuple[str, ...]:
        return tuple(map(self.keyed, codes))


def _place(column: str, person: str) -> Bound:
    return field_bound(INSTALLATION, f"credential.{column}", person)
