from __future__ import annotations

import time

from core.record import RECORD
from core.suggest import suggest_all
from tests.core.profiles.tables import table


def seconds(columns: int) -> float:
    headers = [f"{word}_{i}_note" for i in range(columns) for word in ("Blorb",)]
    started = time.process_time()
    suggest_all([table("patients", {h: ["1", "2"] for h in headers})], RECORD)
    return time.process_time() - started


def test_four_times_the_columns_take_about_four_times_as_long() -> None:
    seconds(50)
    few, many = seconds(300), seconds(1200)
    assert many < 9 * few + 0.5
    assert many < 12.0
