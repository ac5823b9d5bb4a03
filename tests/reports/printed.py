"""What a document says, read off its pages by a reader that is not ours."""

from __future__ import annotations

import re

from pypdfium2 import PdfDocument


def words_of(pdf: bytes) -> str:
    """The text of all pages as one line, in the order in which it was set."""
    pages = (page.get_textpage().get_text_bounded() for page in PdfDocument(pdf))
    return re.sub(r"\s+", " ", " ".join(pages))
