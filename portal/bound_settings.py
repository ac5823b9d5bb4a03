"""How much one uploaded file may ask for while it is read, as settings in the units that people use.

Each is named in the finding that is told where a file reaches it (`core/sources/bound_kinds.py`).
"""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field

from core.sources.bounds import BOUNDS, MEGABYTE, Bounds

_SIZE = 1 << 20
"""The largest figure that any of them takes."""


class BoundSettings(BaseModel):
    """Sizes in megabytes."""

    read_whole: Annotated[int, Field(ge=1, description="The largest text that is read whole, in MB.")] = 128
    read_window: Annotated[
        int, Field(ge=1, le=256, description="How much of a larger text is read at a time, in MB.")
    ] = 16
    most_unpacked: Annotated[
        int, Field(ge=1, le=_SIZE, description="What one archive may unpack to, in megabytes.")
    ] = BOUNDS.unpacked // MEGABYTE
    most_ratio: Annotated[
        int, Field(ge=2, le=_SIZE, description="How many times its own size an archive may unpack to.")
    ] = BOUNDS.ratio
    most_files: Annotated[int, Field(ge=1, le=_SIZE, description="Files in one archive.")] = BOUNDS.files
    most_archives: Annotated[
        int, Field(ge=1, le=10, description="How deep archives may lie inside of each other.")
    ] = BOUNDS.archives
    most_memory: Annotated[
        int, Field(ge=1, le=_SIZE, description="What unpacking a compressed file may take, in megabytes.")
    ] = BOUNDS.memory // MEGABYTE
    most_workbook: Annotated[
        int, Field(ge=1, le=_SIZE, description="What one workbook may unpack to, in megabytes.")
    ] = BOUNDS.workbook // MEGABYTE
    most_cells: Annotated[
        int, Field(ge=1, le=17_179_869_184, description="Cells that one sheet may reach over.")
    ] = BOUNDS.sheet_cells
    most_nesting: Annotated[
        int, Field(ge=1, le=500, description="How deep things may lie inside of each other in JSON and XML.")
    ] = BOUNDS.nesting
    most_columns: Annotated[
        int, Field(ge=1, le=16_384, description="Columns of one table that is read out of JSON or XML.")
    ] = BOUNDS.columns
    most_cell: Annotated[
        int, Field(ge=1, le=900, description="One note or value of a database, in megabytes.")
    ] = BOUNDS.cell // MEGABYTE
    most_seconds: Annotated[
        int, Field(ge=1, le=3600, description="What opening one database may take, in seconds.")
    ] = BOUNDS.seconds

    @property
    def bounds(self) -> Bounds:
        """As the engine wants them."""
        return Bounds(
            files=self.most_files,
            unpacked=self.most_unpacked * MEGABYTE,
            ratio=self.most_ratio,
            archives=self.most_archives,
            workbook=self.most_workbook * MEGABYTE,
            sheet_cells=self.most_cells,
            nesting=self.most_nesting,
            columns=self.most_columns,
            cell=self.most_cell * MEGABYTE,
            memory=self.most_memory * MEGABYTE,
            seconds=self.most_seconds,
        )
