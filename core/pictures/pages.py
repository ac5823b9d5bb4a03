"""Pages of PDF documents as pictures. PDFium is a native parser: whoever calls this does so in a process of
its own, with bounds (design, section 7).
"""

from __future__ import annotations

from pypdfium2 import PdfDocument, PdfiumError

from core.pictures.model import MOST_FRAMES, MOST_PIXELS, WIDEST, Facts, Form, Picture, Wanted
from core.pictures.refusals import PictureRefused, Why
from core.pictures.scaling import finished

_PASSWORD = 4
"""FPDF_ERR_PASSWORD of PDFium's public header."""
_MOST_MAGNIFIED = 8.0


def draw(content: bytes, wanted: Wanted) -> Picture:
    """One page, as wide as asked. Raises PictureRefused."""
    document = _opened(content)
    try:
        pages = min(len(document), MOST_FRAMES)
        if not pages:
            raise PictureRefused(Why.NO_PIXELS)
        if not 1 <= wanted.frame <= pages:
            raise PictureRefused(Why.NO_SUCH_PAGE)
        page = document[wanted.frame - 1]
        image = page.render(scale=_scale(page.get_size(), wanted.width), fill_color=(255, 255, 255, 255))
        return finished(image.to_pil().convert("RGB"), wanted, Facts(Form.DOCUMENT, pages))
    finally:
        document.close()


def _opened(content: bytes) -> PdfDocument:
    try:
        return PdfDocument(content)
    except PdfiumError as error:
        locked = getattr(error, "err_code", None) == _PASSWORD
        raise PictureRefused(Why.ENCRYPTED if locked else Why.DAMAGED) from None


def _scale(size: tuple[float, float], wide: int) -> float:
    """Pixels a point. size: width and height in points."""
    across, down = size
    if across <= 0 or down <= 0:
        raise PictureRefused(Why.DAMAGED)
    scale = min(wide / across, _MOST_MAGNIFIED, 2 * WIDEST / down)
    if across * down * scale * scale > MOST_PIXELS:
        raise PictureRefused(Why.TOO_LARGE)
    return scale
