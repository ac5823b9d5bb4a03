"""The ledger of all files of a run: every one that arrived or is named, once, with one verdict (law 1).

Files received = the sum of their verdicts; those that are named and did not arrive stand beside them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from core.files.model import Grade, Kind, LedgerFile, Reason, Received, Reference, Suspicion, Tags, Verdict
from core.files.paths import Filed, by_path
from core.files.people import People
from core.files.references import Named
from core.files.suspicion import NOTHING, numbers_are_ours, suspicion_of

_OF_ENTITY = {
    "image": Kind.IMAGE,
    "photograph": Kind.PHOTOGRAPH,
    "scan": Kind.SCAN,
    "document": Kind.DOCUMENT,
    "consent_form": Kind.CONSENT,
    "consent_form_version": Kind.CONSENT,
    "clinical_note": Kind.DOCUMENT,
}
_OF_CONTENT = {"dicom": Kind.IMAGE, "photograph": Kind.PHOTOGRAPH, "pdf": Kind.DOCUMENT}
_PICTURES = (Kind.IMAGE, Kind.PHOTOGRAPH, Kind.SCAN)
_A_FORM = 4
"""Patients from whom on a paper with the same bytes is a blank form or a leaflet, and no mistake."""
_NOT_FILED = Suspicion(Grade.SILENT, Reason.NOT_FILED)


@dataclass(frozen=True)
class Ledger:
    """files: in path order, those that did not arrive last. people: whom they may belong to."""

    files: tuple[LedgerFile, ...] = field(repr=False)
    people: People = field(repr=False)

    @cached_property
    def received(self) -> tuple[LedgerFile, ...]:
        return tuple(each for each in self.files if each.received)

    @cached_property
    def pressing(self) -> tuple[LedgerFile, ...]:
        """By verdict, most pressing first, then as they lie."""
        order = {verdict: place for place, verdict in enumerate(Verdict)}
        return tuple(sorted(self.files, key=lambda each: (order[each.verdict], each.place)))

    @property
    def by_verdict(self) -> Counter[Verdict]:
        return Counter(each.verdict for each in self.files)

    @property
    def by_kind(self) -> Counter[tuple[Kind, Verdict]]:
        return Counter((each.kind, each.verdict) for each in self.files)

    @cached_property
    def suspicious(self) -> tuple[LedgerFile, ...]:
        return tuple(each for each in self.files if each.verdict is Verdict.SUSPICIOUS)

    def at(self, place: int) -> LedgerFile | None:
        return self.files[place - 1] if 1 <= place <= len(self.files) else None


def ledger(
    received: Sequence[Received],
    references: Sequence[Reference],
    *,
    tags: Mapping[str, Tags],
    people: People,
) -> Ledger:
    """received: once each. tags: path -> what the image says. references: every record that names a file."""
    own = sorted(received, key=lambda each: each.path)
    named = Named(references, [each.path for each in own])
    filed = {each.path: _filed(each, named.of(each.path), people) for each in own}
    held = _Held(own, filed, named, tags, people)
    there = [held.file(place, each) for place, each in enumerate(own, start=1)]
    missing = (_missing(place, each) for place, each in enumerate(named.missing, start=len(own) + 1))
    return Ledger((*there, *missing), people)


def _filed(each: Received, named: Sequence[Reference], people: People) -> tuple[str, ...]:
    """Ids of the patients that a file is filed under: as the old database says, else as its tags do."""
    by_table = tuple(sorted({one.patient for one in named if people.get(one.patient)}))
    if by_table or not each.patient:
        return by_table
    return tuple(sorted(people.of_number(each.patient))) if len(people.of_number(each.patient)) == 1 else ()


class _Held:
    """What has to be known of all files to judge one."""

    def __init__(
        self,
        own: Sequence[Received],
        filed: Mapping[str, tuple[str, ...]],
        named: Named,
        tags: Mapping[str, Tags],
        people: People,
    ) -> None:
        self._filed, self._named, self._tags, self._people = filed, named, tags, people
        alone = {path: mine[0] for path, mine in filed.items() if len(mine) == 1 and _names(named.of(path))}
        images = [(tags[path], patient) for path, patient in alone.items() if path in tags]
        self._numbers_count = numbers_are_ours(images, people)
        self._by_path = by_path([Filed(path, patient) for path, patient in alone.items()], people)
        self._places: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for place, each in enumerate(own, start=1):
            self._places[each.digest].append((place, each.path))

    def file(self, place: int, each: Received) -> LedgerFile:
        named, mine, said = self._named.of(each.path), self._filed[each.path], self._tags.get(each.path)
        kind, twins = _kind(each, named, said), self._twins(place, each)
        suspicion = self._suspicion(each, kind, said)
        return LedgerFile(
            place=place,
            path=each.path,
            kind=kind,
            size=each.size,
            digest=each.digest,
            patients=mine,
            by_table=_names(named),
            verdict=self._verdict(each, said, suspicion),
            suspicion=suspicion,
            tags=said,
            twins=twins,
            records=named,
        )

    def _twins(self, place: int, each: Received) -> tuple[int, ...]:
        return tuple(other for other, _ in self._places[each.digest] if other != place and each.size)

    def _suspicion(self, each: Received, kind: Kind, said: Tags | None) -> Suspicion:
        mine = self._filed[each.path]
        if len(mine) > 1:
            return Suspicion(Grade.ANOTHER, Reason.FILED_TWICE)
        person = self._people.get(mine[0]) if mine else None
        if person is None:
            return _NOT_FILED
        found = [self._by_path.get(each.path, NOTHING), self._by_bytes(each, kind)]
        if said is not None and not said.unreadable and not said.directory:
            found.append(suspicion_of(said, person, self._people, numbers_count=self._numbers_count))
        return min(found, key=lambda one: list(Grade).index(one.grade))

    def _by_bytes(self, each: Received, kind: Kind) -> Suspicion:
        """One X-ray cannot be of two patients; one leaflet can."""
        owners = {patient for _, path in self._places[each.digest] for patient in self._filed[path]}
        others = owners - set(self._filed[each.path])
        if not others or not each.size or (kind not in _PICTURES and len(owners) >= _A_FORM):
            return NOTHING
        return Suspicion(
            Grade.ANOTHER, Reason.BYTES_OF_ANOTHER, next(iter(others)) if len(others) == 1 else ""
        )

    def _verdict(self, each: Received, said: Tags | None, suspicion: Suspicion) -> Verdict:
        if not each.size or (said is not None and said.unreadable):
            return Verdict.UNREADABLE
        if suspicion.grade.suspicious:
            return Verdict.SUSPICIOUS
        mine = self._filed[each.path]
        if not mine:
            return Verdict.NOBODYS
        alike = [path for _, path in self._places[each.digest] if path != each.path]
        return Verdict.SAME_BYTES if any(self._filed[path] for path in alike) else Verdict.FILED


def _names(named: Sequence[Reference]) -> bool:
    return any(each.patient for each in named)


def _kind(each: Received, named: Sequence[Reference], said: Tags | None) -> Kind:
    if said is not None and said.directory:
        return Kind.OTHER
    by_table = next((_OF_ENTITY[one.entity] for one in named if one.entity in _OF_ENTITY), None)
    return by_table or _OF_CONTENT.get(each.kind, Kind.OTHER)


def _missing(place: int, named: Sequence[Reference]) -> LedgerFile:
    patients = tuple(sorted({each.patient for each in named if each.patient}))
    kind = next((_OF_ENTITY[each.entity] for each in named if each.entity in _OF_ENTITY), Kind.OTHER)
    return LedgerFile(
        place, named[0].file, kind, None, "", patients, bool(patients), Verdict.NOT_HERE, _NOT_FILED,
        records=tuple(named),
    )  # fmt: skip
