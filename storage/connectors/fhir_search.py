"""FHIR R4 search: the pages of a searchset Bundle, by its own next links.

Source: HL7 FHIR R4, 3.1.1 (search) and 3.1.1.6 (paging). Resources of another type than was asked for, such
as an OperationOutcome with advice, are no records and are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from storage.connectors.asking import Answer, Asking, ExtractRefused
from storage.connectors.description import Records
from storage.connectors.model import Plan, Taken
from storage.connectors.pieces import NotThere, piece_at, records_at, value_at

JSON = "application/fhir+json"
_SKIPPED_MODES = ("include", "outcome")


@dataclass(frozen=True)
class FhirSearch:
    """records: `name` is a resource type, `query` its search parameters, `paging.size` its _count."""

    records: tuple[Records, ...]

    def plan(self, ask: Asking, told: str) -> Plan:
        return Plan(tuple(each.name for each in self.records))

    def pages(self, ask: Asking, name: str, *, plan: Plan, since: str | None) -> Iterator[Taken]:
        wanted = next(each for each in self.records if each.name == name)
        query = urlencode({**wanted.query, "_count": str(wanted.paging.size)})
        url: str | None = since or f"{wanted.path.strip('/') or name}?{query}"
        while url is not None:
            taken = bundle(name, url, ask.whole(name, url, headers={"Accept": JSON}))
            yield taken
            url = taken.then


def bundle(name: str, url: str, answer: Answer) -> Taken:
    """One Bundle as a page. Raises ExtractRefused for anything else."""
    try:
        text = answer.body.decode("utf-8-sig")
        if value_at(text, ("resourceType",)) != "Bundle":
            raise NotThere("Bundle")
        records = tuple(_resources(name, text))
        links = [str(each) for each in _links(text) if each != url]
        total = value_at(text, ("total",))
    except (NotThere, UnicodeDecodeError) as error:
        raise ExtractRefused(
            place=name,
            found="The answer is no FHIR Bundle in JSON.",
            do="Check that `address` is the base of a FHIR R4 server.",
        ) from error
    return Taken(records, links[0] if links else None, total if isinstance(total, int) else None)


def _resources(name: str, text: str) -> Iterator[bytes]:
    for entry in records_at(text, ("entry",)):
        mode = value_at(entry, ("search", "mode")) if piece_at(entry, ("search",)) else None
        resource = piece_at(entry, ("resource",))
        if resource and mode not in _SKIPPED_MODES and value_at(resource, ("resourceType",)) == name:
            yield resource.encode()


def _links(text: str) -> Iterator[object]:
    for link in records_at(text, ("link",)):
        if value_at(link, ("relation",)) == "next":
            yield value_at(link, ("url",))
