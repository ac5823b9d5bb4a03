"""What the images of a run say about whose they are, as a table to be sealed with it (law 7).

Read once, when the originals are read anyway: a page that asks what a tag says opens no original for it.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from core.imaging.image_header import ImageHeader

SCHEMA = {
    "path": pl.String,
    "number": pl.String,
    "name": pl.String,
    "birth_date": pl.String,
    "sex": pl.String,
    "modality": pl.String,
    "study_date": pl.String,
    "directory": pl.Boolean,
    "unreadable": pl.String,
}
"""As they stand in the image; "" where it says nothing."""


def tags_of(headers: Sequence[ImageHeader]) -> pl.DataFrame:
    """One row for each image, in their order."""
    rows = [
        (
            each.path,
            each.patient_id,
            each.patient_name,
            each.patient_birth_date,
            each.patient_sex,
            each.modality,
            each.study_date,
            each.directory,
            each.unreadable,
        )
        for each in headers
    ]
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")
