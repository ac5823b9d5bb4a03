from __future__ import annotations

import polars as pl
import pytest

from core.mapping.model import Rule, Step
from core.record import RECORD
from core.transforms import applied
from core.values import Origin, with_origins, with_values, worded

SEX = RECORD.entity("patient").field("sex").domain
assert SEX is not None
CODED = Rule(("Sex",), "patient", "sex", (Step("value_map", {"map": SEX.lookup()}),), "rule")
DATED = Rule(("Born",), "patient", "birth_date", (Step("date", {"order": "mdy"}),), "rule")
MANY = pytest.mark.parametrize("many", [100_000, pytest.param(1_000_000, marks=pytest.mark.soak)])


def origins(rule: Rule, *texts: str) -> list[str]:
    cells = worded(pl.DataFrame({"text": texts, "count": [1] * len(texts)}))
    read = applied(cells["text"], tuple((step.transform, step.options) for step in rule.steps))
    domain = RECORD.entity(rule.entity).field(rule.field).domain
    return with_origins(cells.hstack(read), rule, domain)["origin"].to_list()


def test_of_each_value_it_is_told_who_said_what_it_becomes() -> None:
    told = with_values(CODED, {"Q": "other"})
    assert origins(told, "M", "q", "zz", "N/A") == [
        Origin.KNOWN,
        Origin.PERSON,
        Origin.UNREAD,
        Origin.ABSENT,
    ]


def test_a_correction_is_one_until_it_cannot_be_read_itself() -> None:
    told = with_values(DATED, {"31/31/1970": "12/31/1970", "xx": "yy"})
    assert origins(told, "31/31/1970", "xx", "01/02/1970") == [
        Origin.CORRECTED,
        Origin.UNREAD,
        Origin.READ,
    ]


@MANY
def test_a_long_column_and_a_map_as_long_go_together(many: int) -> None:
    words = {f"word {n}": "other" for n in range(many)}
    large = Rule(("Sex",), "patient", "sex", (Step("value_map", {"map": words}),))
    texts = pl.Series("text", [f"Word {n}" for n in range(1, many + 1)])
    cells = worded(texts.to_frame().with_columns(count=pl.lit(1, dtype=pl.UInt32)))
    value = pl.when(pl.col("word") == f"word {many}").then(None).otherwise(pl.lit("other"))
    made = cells.with_columns(value.alias("value"), finding=pl.lit(None, dtype=pl.String))
    told = with_origins(made, large, SEX)["origin"].value_counts()
    assert dict(told.iter_rows()) == {Origin.PERSON: many - 1, Origin.UNREAD: 1}
