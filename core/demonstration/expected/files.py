"""What becomes of the lists of images and papers, and of the files themselves."""

from __future__ import annotations

from collections.abc import Iterator

from core.demonstration import pictures
from core.demonstration.expected.model import Expected, instant, made, to
from core.demonstration.group import Group

MATCHED, ORPHAN, STORED = "matched", "orphan", "stored"


def _old(path: str) -> str:
    return path.replace("/", "\\")


def documents(group: Group) -> list[Expected]:
    return [
        made(
            "document", d.number, patient=to("patient", d.of.number), kind=d.kind, title=d.title,
            date=instant(d.day), file_name=_old(d.file),
        )
        for d in group.letters
    ]  # fmt: skip


def images(group: Group) -> list[Expected]:
    return [
        made(
            "image", i.number, patient=to("patient", i.of.number), modality=i.modality,
            image_date=instant(i.day), tooth=i.tooth, image_title=i.title, file_name=_old(i.file),
        )
        for i in group.images
    ]  # fmt: skip


def photographs(group: Group) -> list[Expected]:
    return [
        made(
            "photograph", p.number, patient=to("patient", p.of.number), taken_at=instant(p.day),
            title=p.title, file_name=_old(p.file),
        )
        for p in group.photographs[:-1]
    ]  # fmt: skip


def consents(group: Group) -> list[Expected]:
    return [
        made(
            "consent_form", c.number, patient=to("patient", c.of.number), title=c.title, version=c.version,
            status="Signed" if c.signed else "Open", signed_at=instant(c.days[-1]) if c.signed else None,
            file_name=_old(c.file),
        )
        for c in group.consents
    ]  # fmt: skip


def consent_versions(group: Group) -> list[Expected]:
    versions = [(c, place, day) for c in group.consents for place, day in enumerate(c.days, start=1)]
    return [
        made(
            "consent_form_version", number, consent_form=to("consent_form", c.number),
            patient=to("patient", c.of.number), version=f"{place}.0", changed_at=instant(day),
        )
        for number, (c, place, day) in enumerate(versions, start=1)
        if place not in c.lost
    ]  # fmt: skip


def files(group: Group) -> Iterator[tuple[str, str, str | None]]:
    """(path, verdict, the patient's number or None) of every stored file."""
    for image in group.images:
        agrees = image.tagged.number == image.of.number
        yield (
            f"images.zip!/{image.file}",
            MATCHED if agrees else ORPHAN,
            str(image.of.number) if agrees else None,
        )
    yield f"images.zip!/{pictures.UNFILED}", ORPHAN, None
    for photo in group.photographs[:-1]:
        yield f"images.zip!/{photo.file}", MATCHED, str(photo.of.number)
    yield f"images.zip!/{group.photographs[-1].file}", STORED, None
    papers = [(each.file, each.of) for each in group.letters] + [(c.file, c.of) for c in group.consents]
    for file, of in papers:
        yield f"documents.zip!/{file}", MATCHED, str(of.number)
    yield "documents/privacy_notice.pdf", STORED, None
