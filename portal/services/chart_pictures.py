"""What of a chart's files is shown beside its records: a small picture each, or why there is none.

Addresses are given out here for a person who was let in; the door asks again (portal/services/pictures.py).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from core.charts import Chart
from portal.permissions import Actor
from portal.picture_grants import PictureGrant, issue, until
from portal.services.chart_files import FileOfChart, files_of_chart
from portal.services.chart_lenses import Lens
from portal.services.run_files import files_of
from portal.viewmodels.charts import Seen
from portal.viewmodels.picture import OfChart, PictureFile
from portal.wording import picture as words
from storage import Storage

_SHOWN = frozenset({"dicom", "photograph", "pdf"})


FilesShown = tuple[dict[str, PictureFile], tuple[PictureFile, ...]]


@dataclass(frozen=True)
class ForWhom:
    """Who looks, and at which chart of which run."""

    actor: Actor
    project: str
    run: str
    seen: Seen


def pictures_of(store: Storage, whole: Chart, lens: Lens, who: ForWhom, *, zone: ZoneInfo) -> FilesShown:
    """By the id of the record that names each, and those that none names."""
    found = files_of_chart(whole, lens, files_of(store, who.project, who.run), zone)
    at = _addresses(store, who, [each.file.number for each in found if each.file and _is_shown(each)])
    drawn = [(each.entry, _drawn(each, at)) for each in found]
    return dict(one for one in drawn if one[0]), tuple(file for entry, file in drawn if not entry)


def _is_shown(each: FileOfChart) -> bool:
    return each.file is not None and not each.instead and each.file.kind in _SHOWN


def _addresses(store: Storage, who: ForWhom, numbers: Sequence[int]) -> dict[int, str]:
    ends = until(store)
    refs = [OfChart(who.seen.draw, who.seen.place, number) for number in numbers]
    grants = [PictureGrant(who.project, who.actor, who.run, ref, ends) for ref in refs]
    return dict(zip(numbers, issue(store, *grants), strict=True))


def _drawn(each: FileOfChart, at: Mapping[int, str]) -> PictureFile:
    number = each.file.number if each.file else -1
    address = at.get(number, "") if _is_shown(each) else ""
    instead = each.instead or ("" if address else words.OTHER)
    return PictureFile(number, each.alt, address, instead)
