"""Which connector takes what a description asks for."""

from __future__ import annotations

from storage.connectors.described import Described
from storage.connectors.description import Description
from storage.connectors.fhir_bulk import FhirBulk
from storage.connectors.fhir_search import FhirSearch
from storage.connectors.model import Connector


def connector_for(described: Description) -> Connector:
    match described.source.kind:
        case "fhir-search":
            return FhirSearch(described.records)
        case "fhir-bulk":
            return FhirBulk(described.source.export)
        case "rest":
            return Described(described.records)
