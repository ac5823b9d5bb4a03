"""The lists that know where images and papers lie. The list of documents is the scanner's: day first."""

from __future__ import annotations

from core.demonstration.group import Group
from core.demonstration.sheets.forms import day_first, written_day
from core.demonstration.sheets.model import Sheet, sheet


def _old(path: str) -> str:
    """As the old system writes a path."""
    return path.replace("/", "\\")


def documents(group: Group) -> Sheet:
    return sheet(
        "DocNum PatNum DocType Description DateCreated FilePath",
        (
            (str(d.number), str(d.of.number), d.kind, d.title, day_first(d.day), _old(d.file))
            for d in group.letters
        ),
    )


def images(group: Group) -> Sheet:
    return sheet(
        "ImgNum PatNum Modality DateTaken ToothNum Description FilePath",
        (
            (
                str(i.number), str(i.of.number), i.modality, written_day(i.day, place), i.tooth, i.title,
                _old(i.file),
            )
            for place, i in enumerate(group.images)
        ),
    )  # fmt: skip


def photographs(group: Group) -> Sheet:
    """All but the last, which nobody entered."""
    return sheet(
        "PhotoNum PatNum DateTaken Title FilePath",
        (
            (str(p.number), str(p.of.number), written_day(p.day, place), p.title, _old(p.file))
            for place, p in enumerate(group.photographs[:-1])
        ),
    )


def consents(group: Group) -> Sheet:
    return sheet(
        "ConsentNum PatNum FormTitle Version Status DateSigned FilePath",
        (
            (
                str(c.number), str(c.of.number), c.title, c.version, "Signed" if c.signed else "Open",
                written_day(c.days[-1], place) if c.signed else "", _old(c.file),
            )
            for place, c in enumerate(group.consents)
        ),
    )  # fmt: skip


def consent_versions(group: Group) -> Sheet:
    versions = [(c, place, day) for c in group.consents for place, day in enumerate(c.days, start=1)]
    return sheet(
        "VersionNum ConsentNum PatNum Version DateChanged",
        (
            (str(number), str(c.number), str(c.of.number), f"{place}.0", written_day(day, number))
            for number, (c, place, day) in enumerate(versions, start=1)
            if place not in c.lost
        ),
    )
