"""Contrast by the formula of WCAG 2.2 (relative luminance), computed here and not by the palette."""

from __future__ import annotations

import pytest

from reports.charts import palette
from reports.charts.palette import PARTS, Shade


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


GROUNDS = (palette.BACKGROUND, palette.SURFACE)
WORDS = (palette.INK, palette.QUIET, palette.PRIMARY, palette.GOOD, palette.CAUTION, palette.BAD)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("part", sorted(PARTS))
def test_every_part_stands_out_from_what_it_is_drawn_on(part: str, theme: str) -> None:
    assert min(contrast(PARTS[part].of(theme), ground.of(theme)) for ground in GROUNDS) >= 3


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("shade", [*WORDS, PARTS["waiting"]])
def test_every_colour_of_words_can_be_read(shade: Shade, theme: str) -> None:
    assert min(contrast(shade.of(theme), ground.of(theme)) for ground in GROUNDS) >= 4.5


def test_an_unknown_theme_counts_as_light() -> None:
    assert palette.INK.of("sepia") == palette.INK.light
