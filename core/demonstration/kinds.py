"""The four exports in which the invented group can be had: one for each category of system being left.

Each is the same people in the hands of other software, with faults of its own, plants that can be asked for,
its truth, and the book under which the whole of it is read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from core.demonstration import plants
from core.demonstration.blemishes import BLEMISHES
from core.demonstration.cloud.kind import CLOUD
from core.demonstration.expected import expectations
from core.demonstration.expected.files import files
from core.demonstration.export import export_of
from core.demonstration.group import Group, Pair, Size, dental_group
from core.demonstration.homes import BOOK
from core.demonstration.kind import Kind, Planter, by_number
from core.demonstration.paper.kind import PAPER
from core.demonstration.plants import Plant, Planted
from core.demonstration.stack.kind import STACK


def _whole(group: Group) -> Group:
    return group


def _pairs(group: Group) -> tuple[Pair, ...]:
    return group.pairs


LEGACY = Kind(
    name="legacy",
    title="from an on-premise system",
    book=BOOK,
    blemishes=BLEMISHES,
    plants={
        Plant.FLIPPED_SIGN: Planter("ledger.csv", plants.flipped_sign),
        Plant.MISSING_PAYMENTS: Planter("ledger.csv", plants.missing_payments),
        Plant.WRONG_IMAGE: Planter("images.zip", plants.wrong_image),
        Plant.REFUTED_ALLERGY: Planter("allergies.csv", plants.refuted_still_listed),
        Plant.MISSING_CONSENT_VERSION: Planter("consent_versions.csv", plants.missing_consent_version),
    },
    kept=_whole,
    export=export_of,
    expected=expectations,
    files=files,
    pairs=_pairs,
    found=by_number,
)
KINDS: tuple[Kind, ...] = (LEGACY, PAPER, CLOUD, STACK)


@dataclass(frozen=True)
class Demonstration:
    """One export to be written: of which kind, of whom, and what was planted in it."""

    kind: Kind
    group: Group
    planted: tuple[Planted, ...] = ()

    def plants_file(self) -> bytes:
        """`plants.json`: for each plant, the file, and under which numbers it is found there."""
        return (json.dumps([self._said(each) for each in self.planted], indent=1) + "\n").encode()

    def _said(self, each: Planted) -> dict[str, object]:
        planter = self.kind.plants[each.plant]
        entity = planter.entity or each.entity
        numbers = [self.kind.found(self.group, entity, number) for number in each.numbers]
        what = {"entity": entity, "numbers": numbers, "what": each.what}
        return {"plant": each.plant.value, "file": planter.file, **what}


def kind_named(name: str) -> Kind | None:
    return next((kind for kind in KINDS if kind.name == name), None)


def demonstration(kind: Kind, seed: int, size: Size, planted: Iterable[Plant] = ()) -> Demonstration:
    """The export of `kind` with these plants, for each of which it has a place (law 3: same in, same out)."""
    group, said = kind.kept(dental_group(seed, size)), []
    for plant in sorted(set(planted)):
        group, one = kind.plants[plant].planting(group)
        said.append(one)
    return Demonstration(kind, group, tuple(said))
