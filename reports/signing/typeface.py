"""The typeface of everything that we print: Source Sans, as on the screen, embedded.

The files come with the package `font-source-sans-pro` (SIL Open Font License 1.1). They hold every letter
of the Latin, Greek and Cyrillic scripts that names are commonly written in; a character that is not among
them is written out by its number, never left out (law 2).
"""

from __future__ import annotations

import unicodedata
from importlib.resources import files

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

TEXT, STRONG, LIGHT = "ChartbridgeText", "ChartbridgeStrong", "ChartbridgeLight"
_FILES = {
    TEXT: "SourceSansPro-Regular.ttf",
    STRONG: "SourceSansPro-Semibold.ttf",
    LIGHT: "SourceSansPro-Light.ttf",
}
_PACKAGE = "font_source_sans_pro"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
"""Dates are written so that no one can misread them: 12 Mar 2026."""


def set_up() -> None:
    """Make the fonts known to ReportLab; to do so again changes nothing."""
    known = set(pdfmetrics.getRegisteredFontNames())
    for name, file in _FILES.items():
        if name not in known:
            pdfmetrics.registerFont(TTFont(name, str(files(_PACKAGE) / "files" / file)))


def printable(text: str, font: str = TEXT) -> str:
    """`text` in composed form with what `font` cannot draw written out: "[U+4E2D]"."""
    set_up()
    glyphs = pdfmetrics.getFont(font).face.charToGlyph
    return "".join(_drawn(each, glyphs) for each in unicodedata.normalize("NFC", text))


def _drawn(character: str, glyphs: dict[int, int]) -> str:
    if ord(character) in glyphs:
        return character
    if character.isspace():
        return " "
    apart = unicodedata.normalize("NFD", character)
    whole = len(apart) > 1 and all(ord(each) in glyphs for each in apart)
    return apart if whole else f"[U+{ord(character):04X}]"
