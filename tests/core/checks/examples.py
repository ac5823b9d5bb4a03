"""For each check: records that fail it, each as (entity, number), and beside them some that just pass."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tests.core.checks.made import Rows, at

ANN, BEA = "patient:main:1", "patient:main:2"


@dataclass(frozen=True)
class Example:
    """records: all of them. failing: those that the check names; all others pass."""

    records: Mapping[str, Rows]
    failing: tuple[tuple[str, int], ...]


def done(tooth: str, code: str, year: int, **more: object) -> dict[str, object]:
    return {"patient": ANN, "tooth": tooth, "code": code, "start": at(year), "status": "completed", **more}


EXAMPLES: dict[str, Example] = {
    "ends_before_start": Example(
        {
            "encounter": [{"start": at(2001), "end": at(2000)}, {"start": at(2000), "end": at(2000)}],
            "patient": [{"birth_date": date(1990, 1, 1), "death_date": date(1989, 1, 1)}],
            "condition": [
                {"onset": "2004-05-06", "abatement": "2004-05"},
                {"onset": "2004-05-06", "abatement": "2003"},
                {"onset": "2004-05-06", "abatement": "2002", "voided": True},
            ],
        },
        (("condition", 2), ("encounter", 1), ("patient", 1)),
    ),
    "before_birth": Example(
        {
            "patient": [{"birth_date": date(2000, 5, 1)}],
            "encounter": [
                {"patient": ANN, "start": at(1999)},
                {"patient": ANN, "start": at(2000, 4, 30)},
                {"patient": BEA, "start": at(1999)},
            ],
        },
        (("encounter", 1),),
    ),
    "after_death": Example(
        {
            "patient": [{"birth_date": date(1940, 1, 1), "death_date": date(2020, 5, 1)}, {}],
            "encounter": [{"patient": ANN, "start": at(2020, 5, 2)}, {"patient": ANN, "start": at(2021)}],
            "appointment": [
                {"patient": ANN, "start": at(2021), "status": "scheduled"},
                {"patient": ANN, "start": at(2021), "status": "cancelled"},
                {"patient": ANN, "date": date(2021, 1, 1)},
            ],
            "vital_sign": [{"patient": ANN, "taken_at": at(2021)}, {"patient": BEA, "taken_at": at(2021)}],
            "payment": [{"patient": ANN, "date": at(2021)}],
        },
        (("appointment", 1), ("appointment", 3), ("encounter", 2), ("vital_sign", 1)),
    ),
    "born_in_future": Example(
        {
            "patient": [{"birth_date": date(2090, 1, 1)}, {"birth_date": date(2000, 1, 1)}],
            "encounter": [{"patient": BEA, "start": at(2020)}],
        },
        (("patient", 1),),
    ),
    "figure_implausible": Example(
        {
            "vital_sign": [
                {"height": "17.5", "height_unit": "cm"},
                {"height": "175", "height_unit": "cm", "weight": "82", "weight_unit": "kg"},
                {"height": "1.75", "weight": "0.00", "temperature": "0"},
                {"temperature": "98.6"},
                {"temperature": "36.6"},
                {"temperature": "66.3"},
                {"systolic": 1200, "diastolic": 80},
                {"weight": "5000", "weight_unit": "lbs"},
                {"weight": "3400", "weight_unit": "g"},
                {"oxygen_saturation": "0.97"},
            ]
        },
        (("vital_sign", 1), ("vital_sign", 6), ("vital_sign", 7), ("vital_sign", 8)),
    ),
    "pressures_turned": Example(
        {
            "vital_sign": [
                {"systolic": 80, "diastolic": 120},
                {"systolic": 120, "diastolic": 80},
                {"systolic": 120},
                {"systolic": 0, "diastolic": 0},
            ]
        },
        (("vital_sign", 1),),
    ),
    "date_implausible": Example(
        {
            "patient": [{"birth_date": date(1900, 1, 1)}, {"birth_date": date(1921, 3, 4)}],
            "encounter": [{"start": at(2206)}, {"start": at(2006)}],
            "condition": [{"onset": "0021-03"}, {"onset": "1961"}],
            "subscription": [{"start": date(2020, 1, 1), "end": date(9999, 12, 31)}],
            "family_history": [{"patient": ANN, "birth_date": "1871"}],
        },
        (("condition", 1), ("encounter", 1), ("patient", 1)),
    ),
    "amount_implausible": Example(
        {
            "payment": [{"amount": -100_000_000}, {"amount": 99_999_999}, {"amount": None}],
            "procedure": [{"fee": 250_000_000_00}, {"fee": 250_00}],
        },
        (("payment", 1), ("procedure", 1)),
    ),
    "tooth_gone": Example(
        {
            "patient": [{}, {}],
            "procedure": [
                done("14", "D7140", 2015),
                done("14", "D2391", 2016),
                done("14", "D2391", 2014),
                done("14", "D6010", 2016),
                done("13", "D2391", 2016),
                done("14", "D2391", 2016, patient=BEA),
                done("14", "d7140", 2017),
                done("14", "D2391", 2018, status="declined"),
                done("14", "D3310", 2018, status="planned"),
                done("14", "D2391", 2015),
                done("3", "D2391", 2016),
                done("30", "D2391", 2016),
                done("a", "D7140", 2015, voided=True),
                done("A", "D2391", 2016),
            ],
            "tooth_chart_entry": [
                {"patient": ANN, "tooth": "3", "kind": "Missing", "date": "2012-04-05"},
                {"patient": ANN, "tooth": "30", "kind": "Missing", "date": "2012"},
                {"patient": ANN, "tooth": "13", "kind": "Rotated", "date": "2012-04-05"},
            ],
        },
        (("procedure", 2), ("procedure", 7), ("procedure", 9), ("procedure", 11)),
    ),
    "adult_tooth_on_child": Example(
        {
            "patient": [{"birth_date": date(2010, 5, 1)}, {"birth_date": date(1980, 5, 1)}],
            "procedure": [
                done("30", "D2391", 2013),
                done("30", "D2391", 2014),
                done("T", "D2391", 2013),
                done("75", "D2391", 2013),
                done("30", "D2391", 2013, patient=BEA),
                done("30", "D1351", 2013, status="planned"),
                done("30", "D2391", 2013, dentition="supernumerary"),
                done("UR6", "D2391", 2013, dentition="permanent"),
            ],
        },
        (("procedure", 1), ("procedure", 8)),
    ),
    "payment_before_invoice": Example(
        {
            "invoice": [{"date": date(2020, 5, 10)}],
            "payment": [
                {"invoice": "invoice:main:1", "date": at(2020, 5, 8)},
                {"invoice": "invoice:main:1", "date": at(2020, 5, 9)},
                {"date": at(2019)},
            ],
        },
        (("payment", 1),),
    ),
    "refund_above_payment": Example(
        {
            "payment": [{"amount": -5000, "currency": "USD"}],
            "refund": [
                {"payment": "payment:main:1", "amount": 5001, "currency": "USD"},
                {"payment": "payment:main:1", "amount": 5000, "currency": "USD"},
                {"payment": "payment:main:1", "amount": 9000, "currency": "CAD"},
                {"amount": 9000, "currency": "USD"},
            ],
        },
        (("refund", 1),),
    ),
    "stands_twice": Example(
        {
            "clinical_note": [
                {"patient": ANN, "written_at": at(2020), "text": ["Seen"], "entered_at": at(2021)},
                {"patient": ANN, "written_at": at(2020), "text": ["Seen"]},
                {"patient": ANN, "written_at": at(2020), "text": ["Seen", "again"]},
                {"patient": ANN, "written_at": at(2020), "text": ["Seen"], "voided": True},
            ],
            "condition": [{"patient": ANN, "name": "Asthma"}, {"patient": ANN, "name": "Asthma"}],
        },
        (("clinical_note", 2),),
    ),
    "double_booked": Example(
        {
            "encounter": [{"start": at(2026, 5, 1, 8)}],
            "appointment": [
                {"operatory": "operatory:main:1", "start": at(2026), "end": at(2026, hour=11)},
                {"operatory": "operatory:main:1", "start": at(2026, hour=10), "duration": "15 min"},
                {"operatory": "operatory:main:1", "start": at(2026, hour=11), "duration": "30"},
                {"operatory": "operatory:main:1", "start": at(2026, hour=10, minute=30), "duration": "15"},
                {"operatory": "operatory:main:2", "start": at(2026, hour=10), "duration": "30"},
                {"operatory": "operatory:main:2", "start": at(2026, hour=10), "status": "cancelled"},
                {"operatory": "operatory:main:3", "start": at(2020), "end": at(2020, hour=11)},
                {"operatory": "operatory:main:3", "start": at(2020), "end": at(2020, hour=11)},
                {"start": at(2026), "end": at(2026, hour=11)},
            ],
        },
        (("appointment", 2), ("appointment", 4)),
    ),
}
