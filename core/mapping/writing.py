"""A mapping as a file: canonical JSON that a person can read and change.

Canonical: tables sorted by (file, table), keys in a settled order, one space of indent, UTF-8, a newline at
the end. The digest of that text is the mapping's part in a run's identity (contracts, section 3).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping as Facts
from typing import Any

from core.mapping.model import Mapping, Only, Route, Rule, TableMapping


def to_json(mapping: Mapping) -> str:
    """The canonical text; `from_json` gives an equal mapping."""
    content = {
        "schema": mapping.schema,
        "system": mapping.system,
        "currency": mapping.currency,
        "zone": mapping.zone,
        "country": mapping.country,
        "tables": [table_record(table) for table in sorted(mapping.tables, key=lambda t: t.source)],
    }
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


def digest(mapping: Mapping) -> str:
    """Hex SHA-256 of the canonical text."""
    return hashlib.sha256(to_json(mapping).encode()).hexdigest()


def table_record(table: TableMapping) -> dict[str, Any]:
    """One table's mapping as plain JSON."""
    return {
        "file": table.file,
        "table": table.table,
        "key": list(table.key),
        "routes": [_route_record(route) for route in table.routes],
        "rules": [_rule_record(rule) for rule in table.rules],
        "kept": [
            {"column": k.column, "fate": k.fate.value, "by": k.by, "reason": k.reason} for k in table.kept
        ],
        "unparsable": table.unparsable.value,
        "unparsable_by": table.unparsable_by,
        # Only where there is one: the digest of every other mapping is what it was.
        **({"tool": table.tool} if table.tool else {}),
    }


def _rule_record(rule: Rule) -> dict[str, Any]:
    return {
        "columns": list(rule.columns),
        "entity": rule.entity,
        "field": rule.field,
        "steps": [{"transform": step.transform, **_plain(step.options)} for step in rule.steps],
        "by": rule.by,
        "reason": rule.reason,
        "confidence": rule.confidence,
        # Only where there is one, as with the tool of a table.
        **({"only": _only_record(rule.only)} if rule.only else {}),
    }


def _only_record(only: Only) -> dict[str, Any]:
    return {"column": only.column, "values": sorted(only.values)}


def _route_record(route: Route) -> dict[str, Any]:
    told = {"entity": route.entity, "test": route.test, "columns": list(route.columns)}
    return {**told, **({"values": sorted(route.values)} if route.values else {})}


def _plain(options: Facts[str, Any]) -> dict[str, Any]:
    """Options in a settled order; a value map is sorted, since the order of its words means nothing."""
    return {name: _sorted(options[name]) for name in sorted(options)}


def _sorted(value: Any) -> Any:
    if isinstance(value, Facts):
        return {key: value[key] for key in sorted(value)}
    return list(value) if isinstance(value, tuple) else value
