"""What became of every cell of one source row, told from what a run published (laws 1 and 2).

The waiting, the archive and the log say where a cell is; the mapping and the decisions that the run followed
say to which field it went, and who said so. A cell counts once, as the first that holds of waiting, declined,
mapped, archived (contracts, section 1); its fields are all told.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as part

from core.decisions import Choice, Decision, Decisions, GroupKind
from core.decisions.attaching import NOTE, TEXT, mark_of, noted_columns
from core.mapping.model import Fate, Kept, TableMapping
from core.migration_log import Disposition
from core.tables import SourceTable
from core.transforms.finding_kinds import ABSENT_KINDS
from core.transforms.folding import folded_words

JOINED = ", "


@dataclass(frozen=True)
class Home:
    """A field that took the cell. id: of the record that holds it."""

    entity: str
    field: str
    id: str = part(repr=False)


@dataclass(frozen=True)
class CellTrace:
    """homes: where it went, none of the key alone. by, reason: whose word settled it and why, "" where it
    waits.

    decision: position in the run's decisions of the one that settled it, None where a rule did. key: whether
    it names the record. absent: whether it was read as saying nothing.
    """

    column: str
    text: str = part(repr=False)
    fate: Fate
    homes: tuple[Home, ...] = ()
    by: str = ""
    reason: str = ""
    decision: int | None = None
    key: bool = False
    absent: bool = False


@dataclass(frozen=True)
class Traced:
    """One row as the run left it. source: a table of this row alone. entry: its log entry.

    waiting, archive: columns of which the run published the cell among those that wait, and those that are
    kept.
    findings: (column, kind) of what was noticed about its cells.
    """

    source: SourceTable = part(repr=False)
    mapping: TableMapping
    decisions: Decisions
    entry: Mapping[str, object] = part(repr=False)
    waiting: frozenset[str] = frozenset()
    archive: frozenset[str] = frozenset()
    findings: frozenset[tuple[str, str]] = frozenset()

    def cells(self) -> tuple[CellTrace, ...]:
        """Its filled cells, in the order of their columns."""
        row = self.source.frame.row(0, named=True)
        filled = [(name, row[name]) for name in self.source.columns if (row[name] or "").strip()]
        return tuple(self._cell(name, text) for name, text in filled)

    def _cell(self, name: str, text: str) -> CellTrace:
        if self.entry["disposition"] == Disposition.WAITING or name in self.waiting:
            return CellTrace(name, text, Fate.WAITING)
        declined = None if name in self.archive else self._declined(name, text)
        if declined is not None:
            return CellTrace(name, text, Fate.DECLINED, (), *declined)
        if name in self.archive:
            return CellTrace(name, text, Fate.ARCHIVED, (), *self._kept(name, text))
        return self._mapped(name, text)

    def _mapped(self, name: str, text: str) -> CellTrace:
        fed = [r for r in self.mapping.rules if name in r.columns and r.entity in self._targets]
        homes = tuple(Home(rule.entity, rule.field, self._targets[rule.entity]) for rule in fed)
        by, reason = (fed[0].by, fed[0].reason) if fed else ("", "")
        if (note := self._note(name, text)) is not None:
            home, word = note
            return CellTrace(name, text, Fate.MAPPED, (*homes, home), *word, key=name in self.mapping.key)
        key, absent = name in self.mapping.key, any((name, kind) in self.findings for kind in ABSENT_KINDS)
        return CellTrace(name, text, Fate.MAPPED, homes, by, reason, None, key, absent)

    @property
    def _targets(self) -> dict[str, str]:
        """Entity -> id of the record that the row gave; of a merged row none, for its cells are archived."""
        return {each.split(":", 1)[0]: each for each in self._ids if not each.endswith(self._marks)}

    @property
    def _ids(self) -> list[str]:
        return [each for each in str(self.entry["targets"] or "").split(JOINED) if each]

    @property
    def _marks(self) -> tuple[str, ...]:
        """How the ids of notes end that people had made of cells of this table."""
        return tuple(map(mark_of, noted_columns(self.decisions, self.source.key)))

    def _note(self, name: str, text: str) -> tuple[Home, _Word] | None:
        """The note that a person had made of the cell, and who they are."""
        made = next((each for each in self._ids if each.endswith(mark_of(name))), None)
        decided = self._of_value(name, text) or self._of_column(name)
        if made is None or decided is None or decided[1].choice is not Choice.NOTE:
            return None
        return Home(NOTE, TEXT, made), (decided[1].by, decided[1].reason, decided[0])

    def _of_column(self, name: str) -> tuple[int, Decision] | None:
        made = self.decisions.of_table(self.source.key, GroupKind.COLUMN)
        return next((each for each in made if each[1].group.column == name), None)

    def _declined(self, name: str, text: str) -> _Word | None:
        """On whose word the cell was left behind, None where nobody left it."""
        kept = self._said(name)
        if kept is not None and kept.fate is Fate.DECLINED:
            return kept.by, kept.reason, self._position_of_column(name)
        whole = self._whole()
        if whole is not None and whole[1].choice is Choice.DECLINE:
            return whole[1].by, whole[1].reason, whole[0]
        value = self._of_value(name, text)
        if value is not None and value[1].choice is Choice.DECLINE:
            return value[1].by, value[1].reason, value[0]
        return None

    def _kept(self, name: str, text: str) -> _Word:
        """On whose word the cell is in the archive."""
        decided = self._whole() or self._of_value(name, text)
        if decided is not None:
            return decided[1].by, decided[1].reason, decided[0]
        kept = self._said(name)
        if kept is not None:
            return kept.by, kept.reason, self._position_of_column(name)
        unread = any(name in rule.columns for rule in self.mapping.rules)
        return (self.mapping.unparsable_by if unread else str(self.entry["by"] or "")), "", None

    def _said(self, name: str) -> Kept | None:
        return next((kept for kept in self.mapping.kept if kept.column == name), None)

    def _whole(self) -> tuple[int, Decision] | None:
        """The decision about the whole record."""
        position = self.entry["decision"]
        return None if position is None else (int(str(position)), list(self.decisions)[int(str(position))])

    def _position_of_column(self, name: str) -> int | None:
        kinds = (GroupKind.COLUMN, GroupKind.TABLE)
        made = self.decisions.of_table(self.source.key, *kinds)
        about = [at for at, each in made if each.group.column in (name, "")]
        return about[0] if about else None

    def _of_value(self, name: str, text: str) -> tuple[int, Decision] | None:
        """The decision about the cell's value: about this very text before that about all others."""
        found = [
            (at, made)
            for at, made in self.decisions.of_table(self.source.key, GroupKind.VALUE)
            if made.group.column == name and (name, made.group.finding) in self.findings
        ]
        alone = [each for each in found if each[1].group.value in folded_words([text])]
        return next(iter(alone or [each for each in found if not each[1].group.value]), None)


_Word = tuple[str, str, int | None]
"""by, reason, and the decision's position."""
