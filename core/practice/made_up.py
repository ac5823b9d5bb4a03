"""Made-up records, for whoever practises before the first run, or where a run holds none of a kind."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import polars as pl

from core.practice.choosing import Records

_MONDAY = datetime(2026, 3, 9, tzinfo=UTC)
_PATIENTS = (
    ("Mina", "Probewell", date(1984, 3, 12)),
    ("Mia", "Probewell", date(1984, 12, 3)),
    ("Nils", "Probewell", date(2011, 6, 30)),
    ("Olga", "Mustergate", date(1959, 1, 22)),
    ("Pavel", "Mustergate", date(1959, 2, 21)),
)
_TIMES = tuple((day, hour) for day in range(5) for hour in (9, 11, 14))
_ROOMS = (("operatory:made:1", "Room 1"), ("operatory:made:2", "Room 2"))


def _visit(number: int, day: int, hour: int) -> dict[str, object]:
    start = _MONDAY + timedelta(days=day, hours=hour)
    return {
        "id": f"appointment:made:{number}",
        "patient": f"patient:made:{number % len(_PATIENTS) + 1}",
        "operatory": _ROOMS[number % len(_ROOMS)][0],
        "start": start,
        "duration": "60",
        "status": "scheduled",
    }


def _people() -> list[dict[str, object]]:
    named = enumerate(_PATIENTS, start=1)
    return [
        {"id": f"patient:made:{n}", "first_name": first, "last_name": last, "birth_date": born}
        for n, (first, last, born) in named
    ]


def _of_each(kind: str, **more: object) -> list[dict[str, object]]:
    numbers = range(1, len(_PATIENTS) + 1)
    return [{"id": f"{kind}:made:{n}", "patient": f"patient:made:{n}", **more} for n in numbers]


MADE_UP = Records(
    "",
    {
        "patient": pl.DataFrame(_people()),
        "operatory": pl.DataFrame([{"id": room, "name": name} for room, name in _ROOMS]),
        "appointment": pl.DataFrame([_visit(n, day, hour) for n, (day, hour) in enumerate(_TIMES)]),
        "allergy": pl.DataFrame(_of_each("allergy", substance="Penicillin", reaction=["Hives"])),
        "image": pl.DataFrame(_of_each("image", image_title="Periapical", image_date=date(2026, 3, 2))),
        "payment": pl.DataFrame(_of_each("payment", amount=8_500, currency="USD")),
    },
)
"""Of a made-up clinic that is open from Monday to Friday."""
