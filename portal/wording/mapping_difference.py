"""What differs between two versions of a mapping, in sentences: for the Mapping page and the command line.

Words of value maps are cells of the export, so they are told only where values may be seen (law 7).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from collections.abc import Mapping as Facts
from typing import Any

from core.mapping.difference import Change, TableDifference
from core.mapping.model import Fate, Only, Route
from core.mapping.spots import Aspect, Home, Placed, SaidSo, Words
from core.transforms.blanks import BLANK, NOT_BLANK
from core.transforms.blanks import OPTIONS as BLANKS
from portal.viewmodels.mapping import Home as Field
from portal.viewmodels.mapping import Place
from portal.viewmodels.mapping_history import TableTold, Told
from portal.wording.figures import counted
from portal.wording.mapping import ORDERS, STAND, automatic, home, kind, plain

NOTHING = "nothing"
FEW = 3
"""Columns that stand on another word than before and are named one by one."""
WHOLE = "All tables"
_SETTINGS = {
    "system": "Record numbers begin with",
    "currency": "Amounts without a currency are in",
    "zone": "Times without a zone are those of",
    "country": "Telephone numbers without a country are of",
}
_READS = {
    "order": "the order of dates",
    "decimal_mark": "the decimal mark",
    "zone": "the time zone",
    BLANK: "the list of words that mean blank",
    NOT_BLANK: "the list of usual words for blank that mean something here",
}


def told(differences: Iterable[TableDifference], *, words: bool) -> tuple[TableTold, ...]:
    """The whole difference. words: whether words of value maps may be seen."""
    return tuple(_table(found, words=words) for found in differences)


def summary(differences: Sequence[TableDifference]) -> str:
    """ "ledger: EntryDate goes to Ledger entry: date, before: waits. And 2 more changes." """
    lines = [(each, line) for each in told(differences, words=False) for line in each.lines]
    if not lines:
        return "Only how sure suggestions were." if differences else "Nothing differs."
    table, first = lines[0]
    where = f"{table.table}: " if table.table else ""
    more = f" And {counted(len(lines) - 1, 'more change')}." if len(lines) > 1 else ""
    return f"{where}{first.text}{more}"


def _table(found: TableDifference, *, words: bool) -> TableTold:
    """Each thing by itself, but words that may not be seen and whose word many columns stand on."""
    main = [change for change in found.main if not _only_how_sure(change)]
    said = [change for change in main if change.spot.aspect is Aspect.SAID]
    alike = said if len(said) > FEW else []
    hidden = [change for change in main if change.spot.aspect is Aspect.WORD and not words]
    apart = {change.spot for change in (*alike, *hidden)}
    lines = [_told(change, words=words) for change in main if change.spot not in apart]
    lines += [*_hidden(hidden), *_on_other_words(alike)]
    return TableTold(found.source[1], tuple(lines), len(found.changes) - len(found.main))


def _on_other_words(changes: Sequence[Change]) -> list[Told]:
    """By who said so before and says so now, how many columns there are."""
    by_word: dict[tuple[str, str], list[str]] = {}
    for change in changes:
        was, now = (each.by if each else NOTHING for each in (change.was, change.now))
        by_word.setdefault((was, now), []).append(_of_column(change))
    return [
        Told(f"{counted(len(set(columns)), 'column')}: {_before(f'on the word of {now}', was)}")
        for (was, now), columns in by_word.items()
    ]


def _only_how_sure(change: Change) -> bool:
    was, now = change.was, change.now
    if change.spot.aspect is not Aspect.SAID or was is None or now is None:
        return False
    return bool((was.by, was.reason) == (now.by, now.reason))


def _hidden(changes: Sequence[Change]) -> list[Told]:
    """By column how many words differ, where they may not be seen."""
    by_column: dict[str, list[Change]] = {}
    for change in changes:
        by_column.setdefault(change.spot.column, []).append(change)
    return [
        Told(f"{column}: {counted(len(found), 'word')} with another meaning.", *_said(found[0].said))
        for column, found in by_column.items()
    ]


def _told(change: Change, *, words: bool) -> Told:
    of_words = words and change.spot.option in BLANKS
    sentence = _words_listed(change) if of_words else _SENTENCES[change.spot.aspect](change)
    return Told(sentence) if change.spot.aspect is Aspect.SAID else Told(sentence, *_said(change.said))


def _said(said: SaidSo | None) -> tuple[str, str]:
    return ("", "") if said is None or automatic(said.by) else (said.by, said.reason)


def _before(now: str, was: str) -> str:
    return f"{now} (before: {was})."


def _setting(change: Change) -> str:
    return _before(f"{_SETTINGS[change.spot.option]} {change.now}", change.was)


def _whole_table(change: Change) -> str:
    return "The table is new in the mapping." if change.now else "The table is gone from the mapping."


def _kinds(routes: Sequence[Route] | None) -> str:
    return " or ".join(kind(route.entity) for route in routes or ()) or "not settled"


def _kind(change: Change) -> str:
    """Without the words that tell rows apart: they are cells of the export."""
    was, now = _kinds(change.was), _kinds(change.now)
    if was == now:
        return f"Each row is one {now}, told apart in another way than before."
    return _before(f"Each row is one {now}", was)


def _key(columns: Sequence[str] | None) -> str:
    return ", ".join(columns or ()) or "their place in the file"


def _tool(tool: str | None) -> str:
    return tool or NOTHING


def _unparsable(value: tuple[Fate, str] | None) -> str:
    return "kept in the archive" if value and value[0] is Fate.ARCHIVED else "waiting"


def _place(placed: Placed | None) -> str:
    if placed is None:
        return "only in what tells the records apart"
    if placed.fate is not None:
        return STAND[Place(placed.fate.value)]
    return " and ".join(_home(each) for each in placed.homes) or NOTHING


def _home(each: Home) -> str:
    return home(Field(each.entity, each.field))


def _of_column(change: Change) -> str:
    return change.spot.column or "What no column says"


def _moved(change: Change) -> str:
    return f"{_of_column(change)} {_before(_goes(change.now), _place(change.was))}"


def _goes(placed: Placed | None) -> str:
    """ "goes to Patient: birth date", "waits"."""
    if placed is None or placed.fate in (None, Fate.WAITING):
        return f"goes to {_place(placed)}" if placed and placed.homes else _place(placed)
    return f"is {_place(placed)}"


def _steps(change: Change) -> str:
    was, now = (" then ".join(map(plain, steps or ())) or NOTHING for steps in (change.was, change.now))
    return f"{_of_column(change)} is read as {_before(now, was)}"


def _option(change: Change) -> str:
    name = change.spot.option
    label = _READS.get(name, plain(name))
    return f"{_of_column(change)}: {label} is {_before(_value(name, change.now), _value(name, change.was))}"


def _value(option: str, value: Any) -> str:
    if option in BLANKS:
        return counted(len(value or ()), "word")
    if value is None or value == "":
        return "not settled"
    if isinstance(value, Facts | Words):
        return "a list of words" if isinstance(value, Words) else f"a list of {counted(len(value), 'word')}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(value)
    return ORDERS.get(value, value) if option == "order" else str(value)


def _words_listed(change: Change) -> str:
    """ "Remark: the list of words that mean blank is “none” (before: nothing)."."""
    was, now = (", ".join(f"“{word}”" for word in each or ()) or NOTHING for each in (change.was, change.now))
    return f"{_of_column(change)}: {_READS[change.spot.option]} is {_before(now, was)}"


def _word(change: Change) -> str:
    now = f"“{change.spot.word}” means {plain(change.now) if change.now else NOTHING}"
    return f"{_of_column(change)}: {_before(now, plain(change.was) if change.was else NOTHING)}"


def _beside(change: Change) -> str:
    was, now = (", ".join(columns or ()) or NOTHING for columns in (change.was, change.now))
    return f"{_of_column(change)} is put together with {_before(now, was)}"


def _rows(change: Change) -> str:
    """Without the values that tell rows apart: they are cells of the export."""
    was, now = _read_from(change.was), _read_from(change.now)
    if was == now:
        return f"{_of_column(change)} is read from {now}, and from others than before."
    return f"{_of_column(change)} is read from {_before(now, was)}"


def _read_from(only: Only | None) -> str:
    return f"the rows that {only.column} tells" if only else "all rows"


def _on_whose_word(change: Change) -> str:
    was, now = (each.by if each else NOTHING for each in (change.was, change.now))
    if was == now:
        return f"{_of_column(change)}: another reason was given on the word of {now}."
    return f"{_of_column(change)}: {_before(f'on the word of {now}', was)}"


_SENTENCES: dict[Aspect, Callable[[Change], str]] = {
    Aspect.SETTING: _setting,
    Aspect.TABLE: _whole_table,
    Aspect.KIND: _kind,
    Aspect.KEY: lambda c: _before(f"Records are told apart by {_key(c.now)}", _key(c.was)),
    Aspect.TOOL: lambda c: _before(f"Its numbers are those of {_tool(c.now)}", _tool(c.was)),
    Aspect.UNPARSABLE: lambda c: _before(
        f"Values that cannot be read are {_unparsable(c.now)}", _unparsable(c.was)
    ),
    Aspect.PLACE: _moved,
    Aspect.STEPS: _steps,
    Aspect.OPTION: _option,
    Aspect.WORD: _word,
    Aspect.BESIDE: _beside,
    Aspect.ROWS: _rows,
    Aspect.SAID: _on_whose_word,
}
