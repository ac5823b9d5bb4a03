"""Small frames in the shape of published records, from which charts are assembled in tests."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from core.charts import Chart, charts_of
from core.record import RECORD
from core.shape.entities import ID, field_type

PATIENT = "patient:source:1"


def frame(entity: str, *rows: Mapping[str, object]) -> pl.DataFrame:
    """Records of the first patient, all from one table, in order."""
    declared = RECORD.entity(entity)
    schema = {ID: pl.String(), **{field.name: field_type(field) for field in declared.fields}}
    whence = {"source_file": pl.String(), "source_table": pl.String(), "source_record": pl.UInt32()}
    filled = [
        {
            ID: PATIENT if entity == "patient" else f"{entity}:source:{number}",
            **({"patient": PATIENT} if declared.has("patient") else {}),
            "source_file": f"{entity}.csv",
            "source_table": entity,
            "source_record": number,
            **row,
        }
        for number, row in enumerate(rows, start=1)
    ]
    columns = {**schema, **whence}
    whole = [{name: row.get(name) for name in columns} for row in filled]
    return pl.DataFrame(whole, schema=columns)


def chart(names: Mapping[str, str] | None = None, **rows: list[dict[str, object]]) -> Chart:
    """entity -> its records; the patient comes by itself."""
    given = {"patient": [{"first_name": "Jo", "last_name": "Bloggs"}], **rows}
    frames = {entity: frame(entity, *each) for entity, each in given.items()}
    return charts_of(frames, [PATIENT], names=names or {})[PATIENT]
