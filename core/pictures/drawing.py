"""The door to pictures: whatever a hostile file makes a parser raise ends here as `PictureRefused`.

Never a traceback, and never a word of what stands in the file (law 7). Each form has a module of its own
with `draw(content, wanted)`; only the one needed is loaded, since a process is begun for each picture.
"""

from __future__ import annotations

from importlib import import_module

from core.pictures.model import Form, Picture, Wanted
from core.pictures.refusals import PictureRefused, Why

_MODULES = {
    Form.DICOM: "core.pictures.dicom",
    Form.PHOTOGRAPH: "core.pictures.photographs",
    Form.DOCUMENT: "core.pictures.pages",
}


def draw(content: bytes, form: Form, wanted: Wanted) -> Picture:
    """Raises PictureRefused and nothing else."""
    try:
        way = import_module(_MODULES[form]).draw
        picture: Picture = way(content, wanted)
        return picture
    except PictureRefused:
        raise
    except MemoryError:
        raise PictureRefused(Why.TOO_LARGE) from None
    except Exception:  # parsers of hostile files raise anything, and nothing of it may be told
        raise PictureRefused(Why.DAMAGED) from None
