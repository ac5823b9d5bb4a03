"""A system that answers with JSON over HTTP, as its description says: any of the five ways of paging."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

import httpx

from storage.connectors.asking import Answer, Asking, ExtractRefused
from storage.connectors.description import Records
from storage.connectors.model import Plan, Taken
from storage.connectors.pieces import NotThere, records_at, value_at


@dataclass(frozen=True)
class Described:
    """records: the kinds of record, in the order in which they are taken."""

    records: tuple[Records, ...]

    def plan(self, ask: Asking, told: str) -> Plan:
        return Plan(tuple(each.name for each in self.records))

    def pages(self, ask: Asking, name: str, *, plan: Plan, since: str | None) -> Iterator[Taken]:
        wanted = next(each for each in self.records if each.name == name)
        url = since or first(wanted)
        while True:
            taken = page(wanted, url, ask.whole(name, url, headers={"Accept": "application/json"}))
            yield taken
            if taken.then is None:
                return
            url = taken.then


def first(wanted: Records) -> str:
    """Address of the first page, relative to the system's."""
    paging = wanted.paging
    if paging.kind in ("page", "offset"):
        return _asked(wanted, {paging.parameter: str(paging.first if paging.kind == "page" else 0)})
    return _asked(wanted, {})


def page(wanted: Records, url: str, answer: Answer) -> Taken:
    """One answer as a page. Raises ExtractRefused where it is not what the description says."""
    try:
        text = answer.body.decode("utf-8-sig")
        records = tuple(each.encode() for each in records_at(text, _path(wanted.at)))
        total = value_at(text, _path(wanted.total)) if wanted.total else None
        then = _then(wanted, url, text, answer, taken=len(records))
    except (NotThere, UnicodeDecodeError) as error:
        raise ExtractRefused(
            place=wanted.name,
            found=f"The answer is no JSON with a list of records {_where(wanted.at)}.",
            do="Check `at` in the description against an answer of the system.",
        ) from error
    if then == url:
        raise ExtractRefused(
            place=wanted.name,
            found="The system names the page itself as the next one.",
            do="Check `paging` in the description; what was taken so far is kept.",
        )
    return Taken(records, then, total if isinstance(total, int) else None)


def _then(wanted: Records, url: str, text: str, answer: Answer, *, taken: int) -> str | None:
    paging = wanted.paging
    match paging.kind:
        case "none":
            return None
        case "page" | "offset":
            return _counted(wanted, url, taken=taken)
        case "link":
            return _linked(answer)
        case _:
            told = value_at(text, _path(paging.next))
            if told is None or told == "" or told is False:
                return None
            if paging.kind == "next":
                return str(told)
            return _asked(wanted, {paging.parameter: str(told)})


def _counted(wanted: Records, url: str, *, taken: int) -> str | None:
    """The next number, until a page is not full."""
    paging = wanted.paging
    if taken < paging.size:
        return None
    before = int(dict(parse_qsl(urlsplit(url).query))[paging.parameter])
    step = 1 if paging.kind == "page" else paging.size
    return _asked(wanted, {paging.parameter: str(before + step)})


def _linked(answer: Answer) -> str | None:
    """The next page of a Link header, read as httpx reads it (RFC 8288)."""
    links = httpx.Response(200, headers=answer.headers).links
    return links.get("next", {}).get("url")


def _asked(wanted: Records, more: dict[str, str]) -> str:
    paging = wanted.paging
    size = {paging.size_parameter: str(paging.size)} if paging.size_parameter else {}
    query = {**wanted.query, **size, **more}
    bare = wanted.path.lstrip("/")
    return f"{bare}?{urlencode(query)}" if query else bare


def _where(at: str) -> str:
    return f'at "{at}"' if at else "at its top"


def _path(dotted: str) -> tuple[str, ...]:
    return tuple(part for part in dotted.split(".") if part)
