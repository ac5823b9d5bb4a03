"""A mapping file read back: checked whole, and refused by naming the first thing amiss and its place.

Nothing out of a value map is quoted: its words are patient data (law 7).
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Collection, Iterator
from typing import Any

from core.errors import MappingInvalid
from core.mapping.model import SCHEMA, Fate, Kept, Mapping, Only, Route, Rule, Step, TableMapping
from core.mapping.parts import other_rows
from core.mapping.upgrading import upgraded
from core.record.model import ClinicRecord
from core.transforms.pieces import JOIN

DEFAULT_PLACE = "mapping.json"
_TOP = ("schema", "system", "currency", "zone", "country", "tables")
_TABLE = ("file", "table", "key", "routes", "rules", "kept", "unparsable", "unparsable_by", "tool")
_ROUTE = ("entity", "test", "columns", "values")
_RULE = ("columns", "entity", "field", "steps", "by", "reason", "confidence", "only")
_ONLY = ("column", "values")
_KEPT = ("column", "fate", "by", "reason")


def from_json(
    text: str,
    record: ClinicRecord,
    known_transforms: Collection[str],
    *,
    known_tests: Collection[str] = ("any", "no_known_allergy", "names_allergy", "one_of"),
    place: str = DEFAULT_PLACE,
) -> Mapping:
    """The mapping that `text` says. Raises MappingInvalid naming the place of the first thing amiss."""
    return _Reading(record, known_transforms, known_tests, place).mapping(text)


class _Reading:
    """Reads one mapping file; `at` is the way to the piece in hand ("tables[2].rules[5]")."""

    def __init__(
        self, record: ClinicRecord, transforms: Collection[str], tests: Collection[str], place: str
    ) -> None:
        self.record, self.transforms, self.tests, self.place = record, transforms, tests, place

    def mapping(self, text: str) -> Mapping:
        content = self._content(text)
        if content.get("schema") != SCHEMA:
            raise self._amiss("schema", "This schema is not known.", f"This version reads schema {SCHEMA}.")
        self._keys(content, _TOP, "", optional=("system", "currency", "zone", "country"))
        tables = tuple(
            self._table(t, f"tables[{i}]") for i, t in enumerate(self._list(content["tables"], "tables"))
        )
        sources = [table.source for table in tables]
        if len(set(sources)) < len(sources):
            raise self._amiss("tables", "One table stands there twice.", "Keep one of the two.")
        plain = Mapping(())
        return Mapping(
            tuple(sorted(tables, key=lambda t: t.source)),
            system=self._text(content.get("system", plain.system), "system"),
            currency=self._text(content.get("currency", plain.currency), "currency"),
            zone=self._text(content.get("zone", plain.zone), "zone"),
            country=self._text(content.get("country", plain.country), "country"),
        )

    def _content(self, text: str) -> dict[str, Any]:
        try:
            content = json.loads(text, object_pairs_hook=self._object)
        except json.JSONDecodeError as error:
            raise self._amiss(f"line {error.lineno}", "This is not JSON.", "Correct the file.") from None
        except RecursionError:
            raise self._amiss("", "The lists in it are nested too deep.", "Correct the file.") from None
        if not isinstance(content, dict):
            raise self._amiss("", "A mapping is one JSON object.", "Start from a mapping.json of a run.")
        return upgraded(content)

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        """A JSON object; of a key that stands twice, one value would be dropped in silence (law 2)."""
        content = dict(pairs)
        if len(content) < len(pairs):
            # The keys of a value map are cells of the export, so none is quoted (law 7).
            raise self._amiss("", "A key stands twice in one JSON object.", "Keep one of the two.")
        return content

    def _table(self, content: Any, at: str) -> TableMapping:
        self._keys(content, _TABLE, at, optional=[name for name in _TABLE if name not in ("file", "table")])
        listed = {
            name: self._list(content.get(name, []), f"{at}.{name}") for name in ("routes", "rules", "kept")
        }
        table = TableMapping(
            file=self._text(content["file"], f"{at}.file"),
            table=self._text(content["table"], f"{at}.table"),
            key=self._texts(content.get("key", []), f"{at}.key"),
            routes=tuple(self._route(r, f"{at}.routes[{i}]") for i, r in enumerate(listed["routes"])),
            rules=tuple(self._rule(r, f"{at}.rules[{i}]") for i, r in enumerate(listed["rules"])),
            kept=tuple(self._kept(k, f"{at}.kept[{i}]") for i, k in enumerate(listed["kept"])),
            unparsable=self._fate(content.get("unparsable", Fate.WAITING.value), f"{at}.unparsable"),
            unparsable_by=self._text(
                content.get("unparsable_by", "default: waits for a decision"), f"{at}.unparsable_by"
            ),
            tool=self._text(content.get("tool", ""), f"{at}.tool"),
        )
        self._check_together(table, at)
        return table

    def _check_together(self, table: TableMapping, at: str) -> None:
        for number, rule in enumerate(table.rules):
            before = [r for r in table.rules[:number] if (r.entity, r.field) == (rule.entity, rule.field)]
            same = [each for each in before if not other_rows(each, rule)]
            if same and not self.record.entity(rule.entity).field(rule.field).many:
                found = f"Two rules feed {rule.entity}.{rule.field}, which holds one value."
                raise self._amiss(f"{at}.rules[{number}]", found, "Take one of the two out.")
        kept = [k.column for k in table.kept]
        for number, column in enumerate(kept):
            if column in kept[:number]:
                raise self._amiss(f"{at}.kept[{number}]", "A column is kept twice.", "Keep one of the two.")
        both = {k.column for k in table.kept} & {c for rule in table.rules for c in rule.columns}
        if both:
            raise self._amiss(
                f"{at}.kept", "A column is kept and also feeds a field.", "Choose one of the two."
            )
        if table.rules and not table.routes:
            raise self._amiss(
                f"{at}.routes", "There are rules and no route.", "Say what the rows of the table are."
            )

    def _route(self, content: Any, at: str) -> Route:
        self._keys(content, _ROUTE, at, optional=("test", "columns", "values"))
        test = self._text(content.get("test", "any"), f"{at}.test")
        self._known(test, self.tests, f"{at}.test", "test of rows")
        return Route(
            self._entity(content["entity"], at),
            test,
            self._texts(content.get("columns", []), f"{at}.columns"),
            tuple(sorted(self._texts(content.get("values", []), f"{at}.values"))),
        )

    def _only(self, content: Any, at: str) -> Only | None:
        if content is None:
            return None
        self._keys(content, _ONLY, at, optional=())
        values = self._texts(content["values"], f"{at}.values")
        return Only(self._text(content["column"], f"{at}.column"), tuple(sorted(values)))

    def _rule(self, content: Any, at: str) -> Rule:
        self._keys(content, _RULE, at, optional=("columns", "steps", "by", "reason", "confidence", "only"))
        entity = self._entity(content["entity"], at)
        name = self._text(content["field"], f"{at}.field")
        self._known(
            name, [f.name for f in self.record.entity(entity).fields], f"{at}.field", f"field of {entity}"
        )
        columns = self._texts(content.get("columns", []), f"{at}.columns")
        steps = tuple(self._steps(content.get("steps", []), f"{at}.steps"))
        if len(columns) > 1 and (not steps or steps[0].transform != JOIN):
            do = "Write one rule a column, or let the first step be join."
            raise self._amiss(f"{at}.columns", "A rule reads one column.", do)
        return Rule(
            columns=columns,
            entity=entity,
            field=name,
            steps=steps,
            by=self._text(content.get("by", ""), f"{at}.by"),
            reason=self._text(content.get("reason", ""), f"{at}.reason"),
            confidence=self._confidence(content.get("confidence"), f"{at}.confidence"),
            only=self._only(content.get("only"), f"{at}.only"),
        )

    def _steps(self, content: Any, at: str) -> Iterator[Step]:
        for number, step in enumerate(self._list(content, at)):
            here = f"{at}[{number}]"
            if not isinstance(step, dict) or "transform" not in step:
                raise self._amiss(here, "A step names its transform.", 'Write {"transform": "text"}.')
            name = self._text(step["transform"], f"{here}.transform")
            self._known(name, self.transforms, f"{here}.transform", "transform")
            options = {
                key: self._option(value, f"{here}.{key}") for key, value in step.items() if key != "transform"
            }
            yield Step(name, options)

    def _option(self, value: Any, at: str) -> Any:
        if isinstance(value, list):
            return self._texts(value, at)
        if isinstance(value, dict):
            return {self._text(k, at): self._text(v, at) for k, v in value.items()}
        if isinstance(value, str | int | bool):
            return value
        raise self._amiss(
            at, "An option is text, a number, yes or no, a list or a table.", "Correct the option."
        )

    def _kept(self, content: Any, at: str) -> Kept:
        self._keys(content, _KEPT, at, optional=("by", "reason"))
        fate = self._fate(content["fate"], f"{at}.fate")
        if fate is Fate.MAPPED:
            raise self._amiss(f"{at}.fate", "A kept column cannot be mapped.", "Write a rule for it instead.")
        return Kept(
            column=self._text(content["column"], f"{at}.column"),
            fate=fate,
            by=self._text(content.get("by", ""), f"{at}.by"),
            reason=self._text(content.get("reason", ""), f"{at}.reason"),
        )

    def _entity(self, content: Any, at: str) -> str:
        name = self._text(content, f"{at}.entity")
        self._known(name, [entity.name for entity in self.record.entities], f"{at}.entity", "kind of record")
        return name

    def _fate(self, content: Any, at: str) -> Fate:
        self._known(self._text(content, at), [fate.value for fate in Fate], at, "fate")
        return Fate(content)

    def _confidence(self, content: Any, at: str) -> float | None:
        if content is None or (isinstance(content, int | float) and 0 <= content <= 1):
            return None if content is None else float(content)
        raise self._amiss(at, "A confidence lies between 0 and 1.", "Correct it or leave it out.")

    def _keys(self, content: Any, known: tuple[str, ...], at: str, *, optional: Collection[str]) -> None:
        if not isinstance(content, dict):
            raise self._amiss(at, "A JSON object is expected here.", f"It holds {', '.join(known)}.")
        for key in content:
            self._known(key, known, f"{at}.{key}".lstrip("."), "key")
        for key in known:
            if key not in content and key not in optional:
                raise self._amiss(at, f'The key "{key}" is missing.', "Add it.")

    def _list(self, content: Any, at: str) -> list[Any]:
        if not isinstance(content, list):
            raise self._amiss(at, "A list is expected here.", "Put it in square brackets.")
        return content

    def _texts(self, content: Any, at: str) -> tuple[str, ...]:
        texts = tuple(self._text(text, at) for text in self._list(content, at))
        if len(set(texts)) < len(texts):
            raise self._amiss(at, "A name stands there twice.", "Keep one of the two.")
        return texts

    def _text(self, content: Any, at: str) -> str:
        if not isinstance(content, str):
            raise self._amiss(at, "Text is expected here.", "Put it in quotes.")
        return content

    def _known(self, name: str, known: Collection[str], at: str, what: str) -> None:
        if name in known:
            return
        near = difflib.get_close_matches(name, list(known), n=1)
        if near:
            do = f'Did you mean "{near[0]}"?'
        else:
            do = f"Known are {', '.join(sorted(known))}." if len(known) <= 12 else "See `chartbridge schema`."
        raise self._amiss(at, f'"{name}" is no {what} that is known.', do)

    def _amiss(self, at: str, found: str, do: str) -> MappingInvalid:
        return MappingInvalid(place=f"{self.place}: {at}" if at else self.place, found=found, do=do)
