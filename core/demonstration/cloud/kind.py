"""The cloud system's export as one whole."""

from __future__ import annotations

from core.demonstration import plants
from core.demonstration.cloud.blemishes import BLEMISHES
from core.demonstration.cloud.expected import expected, files
from core.demonstration.cloud.export import export
from core.demonstration.cloud.homes import BOOK
from core.demonstration.cloud.keys import own_key
from core.demonstration.group import Group, Pair
from core.demonstration.kind import Kind, Planter
from core.demonstration.plain import plain
from core.demonstration.plants import Plant


def _pairs(group: Group) -> tuple[Pair, ...]:
    return tuple(
        Pair(own_key("patient", pair.first), own_key("patient", pair.second), pair.by) for pair in group.pairs
    )


def _found(_group: Group, entity: str, number: str) -> str:
    return own_key(entity, number)


CLOUD = Kind(
    name="cloud",
    title="from a cloud system",
    book=BOOK,
    blemishes=BLEMISHES,
    plants={
        Plant.FLIPPED_SIGN: Planter("payments.csv", plants.flipped_sign, "payment"),
        Plant.MISSING_PAYMENTS: Planter("payments.csv", plants.missing_payments, "payment"),
        Plant.WRONG_IMAGE: Planter("attachments.zip", plants.wrong_image),
        Plant.REFUTED_ALLERGY: Planter("allergies.csv", plants.refuted_called_active),
        Plant.MISSING_CONSENT_VERSION: Planter("consent_versions.csv", plants.missing_consent_version),
    },
    kept=plain,
    export=export,
    expected=expected,
    files=files,
    pairs=_pairs,
    found=_found,
)
