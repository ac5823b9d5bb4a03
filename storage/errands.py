"""What a browser carries to a provider and back: sealed, so that nobody reads or writes it on the way.

Nothing is kept here until somebody came back with a sign-in that fits, so strangers cannot fill a table.
"""

from __future__ import annotations

import base64
import binascii
from datetime import datetime

from sqlalchemy import delete

from storage.errors import SealBroken
from storage.models_people import SpentNonceRecord
from storage.unit import INSTALLATION, Unit, field_bound

_PLACE = field_bound(INSTALLATION, "errand.cookie", "browser")


class Errands:
    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    def sealed(self, text: str) -> str:
        """For a cookie."""
        return base64.urlsafe_b64encode(self._unit.seal(text, _PLACE)).decode("ascii").rstrip("=")

    def opened(self, cookie: str) -> str:
        """What `sealed` was given. Raises SealBroken."""
        try:
            envelope = base64.urlsafe_b64decode(cookie + "=" * (-len(cookie) % 4))
        except (ValueError, binascii.Error):
            raise SealBroken(place="cookie", found="It is none of ours.", do="Sign in again.") from None
        return self._unit.open(envelope, _PLACE)

    def spend(self, nonce: str, *, until: datetime) -> bool:
        """Whether it was never spent before. until: when it is worth nothing by itself.

        Those who spend take turns.
        """
        self._unit.lock(INSTALLATION)
        session, index = self._unit.session, self._unit.ring(INSTALLATION).index("errand.nonce", nonce)
        session.execute(delete(SpentNonceRecord).where(SpentNonceRecord.ends_at < self._unit.clock()))
        if session.get(SpentNonceRecord, index) is not None:
            return False
        session.add(SpentNonceRecord(nonce=index, ends_at=until))
        session.flush()
        return True
