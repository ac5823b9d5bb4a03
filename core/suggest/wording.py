"""The sentences of suggestion, in one place, apart from deciding. No cell value is ever quoted (law 7)."""

from __future__ import annotations

from collections.abc import Sequence

from core.profiles import ColumnProfile
from core.record.model import ID
from core.suggest.columns import Settled
from core.suggest.entities import EntityScore
from core.suggest.evidence import Verdict
from core.suggest.lexicon import Lexicon
from core.suggest.model import TableSuggestion

VALUES = {
    Verdict.AGREE: " and its values fit",
    Verdict.SILENT: "",
    Verdict.DOUBT: ", though its values fit only in part",
    Verdict.CONTRADICT: ", though its values do not look like it",
}

UNCLEAR_TABLE = "It is not clear what this table holds, so its columns wait."
_LIKE_NOTHING = "is called anything like this."


def plain(name: str) -> str:
    return name.replace("_", " ")


def has_no_home(reason: str) -> bool:
    """Whether the reason for which a column waits says that nothing in the clinic record comes near it."""
    return reason.endswith((UNCLEAR_TABLE, _LIKE_NOTHING))


def table_reason(table: str, ranked: Sequence[EntityScore]) -> str:
    """Why a table was taken for what it was taken for."""
    if not ranked:
        return "Neither the name of the table nor its columns say what it holds."
    first = ranked[0]
    what = plain(first.entity)
    if first.name >= 0.6 and first.columns >= 0.4:
        return f'The name "{table}" and the columns both say {what}.'
    if first.name >= 0.6:
        return f'The name "{table}" says {what}.'
    return f"The columns fit {what} better than anything else."


def column_reason(lex: Lexicon, settled: Settled, about: TableSuggestion, *, column: ColumnProfile) -> str:
    """Why a column was given its home, or none."""
    claim = settled.claim
    if claim is None:
        return _homeless(settled, about)
    entity, field = claim.home
    if field == ID and claim.hit.how == "place":
        return f'"{column.name}" comes first and ends like a key{VALUES[claim.verdict]}.'
    if field == ID:
        return f'"{column.name}" is how this table numbers each {plain(entity)}{VALUES[claim.verdict]}.'
    what = f"{plain(entity)}: {plain(field)}"
    if claim.pointer:
        return f'"{column.name}" is {what}; its values are the keys of table "{claim.pointer.table}".'
    said = {
        "exact": f'"{column.name}" is a usual name for {what}',
        "words": f'"{column.name}" reads like {what}',
        "meaning": f'"{column.name}" may mean {what}',
    }.get(claim.hit.how, f'"{column.name}" seems to be {what}')
    lost = f'; "{settled.lost_to}" had the better claim to what it read like first' if settled.lost_to else ""
    return f"{said}{VALUES[claim.verdict]}{lost}."


def _homeless(settled: Settled, about: TableSuggestion) -> str:
    if about.entity is None:
        return UNCLEAR_TABLE
    if settled.lost_to:
        return f'"{settled.lost_to}" has the better claim to the only field that this could feed.'
    return f"Nothing in the clinic record for {plain(about.entity)} {_LIKE_NOTHING}"


def several_names(column: str, *, told: int, of: int) -> str:
    """Why a column seems to hold whole names. told, of: different ones with a comma, and all."""
    how = "A comma says which word is the family name"
    if told == of:
        return f'"{column}" holds whole names in one cell. {how}.'
    if told:
        return f'"{column}" holds whole names in one cell. {how} in {told:,} of {of:,}.'
    return f'"{column}" holds whole names in one cell. Which word is the family name, you say for the column.'


def several_addresses(column: str, *, told: int, of: int) -> str:
    """Why a column seems to hold whole addresses. told: those that can be told apart."""
    how = "All of them" if told == of else f"{told:,} of {of:,} different ones"
    return f'"{column}" holds whole addresses in one cell. {how} can be told apart.'


def mixed_entries(column: str, kinds: Sequence[str]) -> str:
    """Why rows seem to be entries of several kinds. kinds: codes of the record, at least two."""
    *some, last = (plain(kind) for kind in kinds)
    return f'The words in "{column}" say that its rows are of several kinds: {", ".join(some)} and {last}.'
