"""What an option of a transform may be, so that a mapping stays plain data."""

from __future__ import annotations

from collections.abc import Mapping

Option = str | int | bool | tuple[str, ...] | Mapping[str, str]
