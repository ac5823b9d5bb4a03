"""The cloud system's export put together: UTF-8 tables, a manifest in JSON, and an archive of attachments."""

from __future__ import annotations

import json
from collections.abc import Iterator

from core.demonstration import pictures, writing
from core.demonstration.cloud import money_sheets, sheets
from core.demonstration.cloud.sheets import patient_key
from core.demonstration.group import NAME, Group
from core.demonstration.plants import unplanted
from core.demonstration.sheets.model import Sheet

ATTACHMENTS, MANIFEST = "attachments.zip", "manifest.json"


def tables(group: Group) -> dict[str, Sheet]:
    """File name without its ending -> table."""
    return {
        "locations": sheets.locations(),
        "team_members": sheets.team_members(),
        "rooms": sheets.rooms(),
        "patients": sheets.patients(group),
        "appointments": sheets.appointments(group),
        "treatments": sheets.treatments(group),
        "chart_notes": sheets.chart_notes(group),
        "allergies": sheets.allergies(group),
        "medications": sheets.medications(group),
        "invoices": money_sheets.invoices(group),
        "invoice_items": money_sheets.invoice_items(group),
        "payments": money_sheets.payments(group),
        "adjustments": money_sheets.adjustments(group),
        "x_rays": sheets.x_rays(group),
        "consents": sheets.consents(group),
        "consent_versions": sheets.consent_versions(group),
    }


def export(group: Group) -> dict[str, bytes]:
    """The files, by path."""
    written = tables(group)
    return {
        **{f"{name}.csv": writing.csv_bytes(table, "utf-8") for name, table in written.items()},
        MANIFEST: _manifest(tables(unplanted(group))),
        ATTACHMENTS: writing.zip_bytes(dict(_attachments(group))),
    }


def _manifest(written: dict[str, Sheet]) -> bytes:
    """What the system says that it handed over: as many rows as it had, also those lost on the way."""
    said = {
        "account": NAME,
        "exported_at": "2026-06-26T18:00:00.000Z",
        "tables": {name: len(table.rows) for name, table in written.items()},
    }
    return (json.dumps(said, indent=1) + "\n").encode()


def _attachments(group: Group) -> Iterator[tuple[str, bytes]]:
    for image in group.images:
        yield image.file, pictures.x_ray(image, patient_key(image.tagged.number))
    for consent in group.consents:
        said = f"Form {consent.number}, version {consent.version}"
        yield consent.file, pictures.document(consent.title, said)
