"""One palette for pages, charts and documents: safe for colour-blind eyes, right in light and dark.

The hues are those of Okabe and Ito (Color Universal Design, 2008), darkened or lightened until each has a
contrast of at least 3 to 1 against its background (WCAG 2.2, 1.4.11). Colour never stands alone: every
part also has a word beside it, and what waits is hatched.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Shade:
    """One colour in both themes, as #rrggbb."""

    light: str
    dark: str

    def of(self, theme: str) -> str:
        """theme: "light" or "dark"; anything else counts as light."""
        return self.dark if theme == "dark" else self.light


PARTS: dict[str, Shade] = {
    "imported": Shade("#1f6fa8", "#5fb0e5"),
    "mapped": Shade("#1f6fa8", "#5fb0e5"),
    "flagged": Shade("#a86f00", "#e8a93a"),
    "archived": Shade("#0f8467", "#3cb493"),
    "merged": Shade("#8a4f96", "#cf93da"),
    "skipped": Shade("#6b777d", "#93a1a6"),
    "declined": Shade("#6b777d", "#93a1a6"),
    "waiting": Shade("#c2410c", "#f58a4f"),
}
"""Dispositions of records and fates of cells (contracts, section 1)."""

BACKGROUND = Shade("#f7f8f6", "#10181b")
SURFACE = Shade("#ffffff", "#182327")
INK = Shade("#16262c", "#e9efef")
QUIET = Shade("#52646b", "#a3b4b8")
LINE = Shade("#dbe2e0", "#2c3b40")
PRIMARY = Shade("#0b6a72", "#4fbcc2")
ON_PRIMARY = Shade("#ffffff", "#06282b")
"""Words on a ground of PRIMARY or GOOD."""
GOOD = Shade("#0f7a5c", "#4cc39d")
CAUTION = Shade("#8a5a00", "#e8a93a")
BAD = Shade("#b3261e", "#ff8f84")
