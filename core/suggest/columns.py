"""Homes for the columns of one table: names weighed with values, then one column a field.

Law 2: a single-valued field is never claimed twice in silence. The column with the better claim keeps it,
the other takes its next best home or none, and says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from core.profiles import TableProfile
from core.record.model import ID, Kind
from core.suggest.evidence import Pointer, Verdict, verdict
from core.suggest.lexicon import Lexicon, numbered
from core.suggest.naming import Header, Hit, Home, hits, read_header

HOMELESS = 0.52
"""Score under which no home is better than this one."""
POINTED = 0.62
"""Score of a reference that the values show and the name does not deny."""
WEIGH = {Verdict.AGREE: 0.06, Verdict.SILENT: 0.0, Verdict.DOUBT: -0.1, Verdict.CONTRADICT: -0.5}
POINTER_AGREES = 0.2
KEY_ENDINGS = ("id", "no", "nr", "num", "number", "key", "nummer", "uid", "guid", "pk")
KEY_BY_PLACE = 0.66
TOLD_BY_VALUES = 0.8
CONTEST = 0.03
MOVING = 0.1
"""How much worse a column's other home may be for it to make room for one that has none."""
UNSHOWN = 0.12
"""Taken off a reference that no value and no word like "id" shows, where a text field says the same."""


@dataclass(frozen=True)
class Claim:
    """One column's claim to one home. lead: over its next best home."""

    column: str
    home: Home
    score: float
    hit: Hit
    verdict: Verdict
    pointer: Pointer | None = None


@dataclass(frozen=True)
class Settled:
    """What a column got: its claim or None, its next best claim, and who took what it wanted first.

    contested: another column of the table has as good a claim to the same home.
    """

    column: str
    claim: Claim | None
    runner_up: Claim | None
    lost_to: str | None = None
    contested: bool = False


def claims_of_table(
    lex: Lexicon,
    entity: str,
    headers: Sequence[Header],
    *,
    profile: TableProfile,
    pointers: Mapping[str, Sequence[Pointer]],
) -> dict[str, tuple[Claim, ...]]:
    """Every column's claims, best first."""
    found = {}
    for header, column in zip(headers, profile.columns, strict=True):
        held = {}
        for home, hit in hits(lex, entity, header).items():
            held[home] = _claim(lex, column.name, home, hit, profile, pointers.get(column.name, ()))
        for home, claim in _pointed(lex, entity, column.name, pointers.get(column.name, ())):
            if home not in held:
                held[home] = claim
        weighed = _by_values(lex, _shown(lex, header, held.values()))
        found[column.name] = tuple(sorted(weighed, key=_best_first))
    return _with_key(entity, headers, found, profile=profile)


def _with_key(
    entity: str,
    headers: Sequence[Header],
    found: dict[str, tuple[Claim, ...]],
    *,
    profile: TableProfile,
) -> dict[str, tuple[Claim, ...]]:
    """Where no header says the key, the first column does if it ends like one and has no other home."""
    home = (entity, ID)
    keyed = any(c.home == home and c.score >= HOMELESS for claims in found.values() for c in claims)
    if keyed or not headers:
        return found
    column = profile.columns[0]
    held = found[column.name]
    said = verdict(column, None, ())
    ends = headers[0].spellings[-1].endswith(KEY_ENDINGS)
    if ends and said is not Verdict.CONTRADICT and not (held and held[0].score >= 0.8):
        claim = Claim(column.name, home, KEY_BY_PLACE + WEIGH[said], Hit(KEY_BY_PLACE, "place"), said)
        others = tuple(c for c in held if c.home != home)
        return {**found, column.name: tuple(sorted((claim, *others), key=_best_first))}
    return found


def _shown(lex: Lexicon, header: Header, held: Iterable[Claim]) -> list[Claim]:
    """ "drug" without "id" is rather the name of a drug than a pointer to one."""
    held = list(held)
    says_id = any(w in ("id", "number", "code") for words in header.readings for w in words)
    texts = [c.score for c in held if _is_text(lex, c.home)]
    if says_id or not texts or max(texts) < 0.7:
        return held
    return [replace(c, score=c.score - UNSHOWN) if _unshown(lex, c) else c for c in held]


def _by_values(lex: Lexicon, held: Sequence[Claim]) -> list[Claim]:
    """A "status" whose every value is a marital status is one, whatever else is called status."""
    best = max(held, key=lambda c: c.score, default=None)
    if best is None or best.verdict is not Verdict.DOUBT or not _closed(lex, best.home):
        return list(held)
    told = [c for c in held if c.verdict is Verdict.AGREE and _closed(lex, c.home)]
    if not told:
        return list(held)
    return [replace(c, score=max(c.score, TOLD_BY_VALUES)) if c in told else c for c in held if c is not best]


def _closed(lex: Lexicon, home: Home) -> bool:
    field = lex.field(*home)
    return field is not None and field.domain is not None


def _is_text(lex: Lexicon, home: Home) -> bool:
    field = lex.field(*home)
    return field is not None and field.kind in (Kind.TEXT, Kind.NOTE)


def _unshown(lex: Lexicon, claim: Claim) -> bool:
    field = lex.field(*claim.home)
    return field is not None and field.kind is Kind.REFERENCE and not field.required and not claim.pointer


def _best_first(claim: Claim) -> tuple[float, Home]:
    return (-claim.score, claim.home)


def _claim(
    lex: Lexicon, column: str, home: Home, hit: Hit, profile: TableProfile, pointers: Sequence[Pointer]
) -> Claim:
    field = lex.field(*home)
    said = verdict(profile.by_name[column], field, pointers, coded=home in lex.coded)
    score = hit.score + WEIGH[said]
    pointer = None
    if field is not None and field.reference:
        pointer = next((p for p in pointers if p.entity in field.reference and p.contained >= 0.9), None)
        score += POINTER_AGREES * pointer.telling if pointer else 0.0
    return Claim(column, home, score, hit, said, pointer)


def _pointed(lex: Lexicon, entity: str, column: str, pointers: Sequence[Pointer]) -> list[tuple[Home, Claim]]:
    """References that the values alone speak for."""
    found = []
    for pointer in pointers:
        field = lex.record.entity(entity).references_to(pointer.entity)
        if field and pointer.contained >= 0.98 and pointer.telling >= 0.9:
            home = (entity, field.name)
            hit = Hit(POINTED, "values")
            found.append((home, Claim(column, home, POINTED, hit, Verdict.AGREE, pointer)))
    return found


def settle(lex: Lexicon, claims: Mapping[str, Sequence[Claim]]) -> tuple[Settled, ...]:
    """One home a column and, where a field takes one value, one column a home; best claims first."""
    taken: dict[Home, str] = {}
    got: dict[str, Claim] = {}
    queue = sorted(
        (c for found in claims.values() for c in found if c.score >= HOMELESS),
        key=lambda c: (-c.score, c.hit.how != "exact"),
    )
    for claim in queue:
        if claim.column in got or not _free(lex, claim, taken):
            continue
        got[claim.column] = claim
        taken.setdefault(claim.home, claim.column)
    _make_room(lex, claims, got, taken)
    contested = _contested(lex, claims, got)
    return tuple(
        _settled(column, found, got.get(column), taken, contested=column in contested)
        for column, found in claims.items()
    )


def _contested(lex: Lexicon, claims: Mapping[str, Sequence[Claim]], got: Mapping[str, Claim]) -> set[str]:
    """Columns whose home another column without a home claims (nearly) as well."""
    best: dict[Home, float] = {}
    for column, found in claims.items():
        if column not in got and found:
            best[found[0].home] = max(best.get(found[0].home, 0.0), found[0].score)
    return {c for c, claim in got.items() if best.get(claim.home, 0.0) >= claim.score - CONTEST}


def _make_room(
    lex: Lexicon, claims: Mapping[str, Sequence[Claim]], got: dict[str, Claim], taken: dict[Home, str]
) -> None:
    """A column without a home gets one where its holder has another that is nearly as good."""
    for column, found in claims.items():
        if column in got or not found or found[0].score < HOMELESS:
            continue
        wanted = found[0]
        holder = taken.get(wanted.home)
        if holder is None or wanted.score < got[holder].score - MOVING:
            continue
        others = (c for c in claims[holder] if c.home != wanted.home and _free(lex, c, taken))
        other = next((c for c in others if c.score >= got[holder].score - MOVING), None)
        if other:
            got[holder], got[column] = other, wanted
            taken[wanted.home] = column
            taken[other.home] = holder


def _free(lex: Lexicon, claim: Claim, taken: Mapping[Home, str]) -> bool:
    field = lex.field(*claim.home)
    return claim.home not in taken or (field is not None and field.many)


def _settled(
    column: str, found: Sequence[Claim], got: Claim | None, taken: Mapping[Home, str], *, contested: bool
) -> Settled:
    others = [c for c in found if got is None or c.home != got.home]
    wanted = found[0] if found and found[0].score >= HOMELESS else None
    lost = wanted is not None and (got is None or wanted.home != got.home)
    lost_to = taken.get(wanted.home) if wanted is not None and lost else None
    return Settled(column, got, others[0] if others else None, lost_to, contested)


def read_headers(lex: Lexicon, columns: Sequence[str]) -> tuple[Header, ...]:
    """Headers read one by one, then once more with what their neighbours add."""
    plain = [read_header(lex, c) for c in columns]
    dropped = _affix(plain)
    plain = [_without(h, dropped) for h in plain]
    return tuple(_with_neighbour(plain, i) for i in range(len(plain)))


def _affix(headers: Sequence[Header]) -> frozenset[str]:
    """Words that nearly all headers of a table begin with, which then tell nothing ("pc_...")."""
    if len(headers) < 4:
        return frozenset()
    firsts: dict[str, int] = {}
    for header in headers:
        if header.readings and len(header.readings[0]) > 1:
            first = header.readings[0][0]
            firsts[first] = firsts.get(first, 0) + 1
    return frozenset(w for w, n in firsts.items() if n >= 0.7 * len(headers))


def _without(header: Header, dropped: frozenset[str]) -> Header:
    if not dropped:
        return header
    kept = tuple(tuple(w for w in r if w not in dropped) or r for r in header.readings)
    bare = next((header.spellings[0].removeprefix(w) for w in dropped), "")
    return replace(header, readings=kept, spellings=tuple(filter(None, (header.spellings[0], bare))))


VAGUE = frozenset((
    "description", "name", "code", "title", "value", "number", "id", "date", "unit", "status", "text", "kind",
    "snomed", "system",
))  # fmt: skip


def _with_neighbour(headers: Sequence[Header], i: int) -> Header:
    """A vague header may borrow the words of the one before it, or of one with the same number at its end."""
    header = headers[i]
    words = {w for w in header.readings[0] if not w.isdigit()} if header.readings else set()
    if not words or not words <= VAGUE:
        return header
    number = numbered(header.text)
    near = [n for n in headers[max(0, i - 2) : i + 3] if n is not header and n.readings]
    if number:
        near = [n for n in near if (numbered(n.text) or ("", 0))[1] == number[1]]
    else:
        near = [n for n in headers[max(0, i - 1) : i] if n.readings]
    extra = []
    for other in near:
        lent = tuple(w for w in other.readings[0] if not w.isdigit() and w not in VAGUE)
        if lent:
            extra.append((*lent, *header.readings[0]))
    return replace(header, extra=tuple(extra[:2]))


__all__ = ["ID", "Claim", "Settled", "claims_of_table", "read_headers", "settle"]
