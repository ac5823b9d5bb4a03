"""Two tables made from a seed, of shapes that are in no folder: a ledger, and a list with free text."""

from __future__ import annotations

import random

WORDS = (
    *("amber", "brass", "clamp", "delta", "ember", "flange", "gasket", "hinge", "inlet", "joint"),
    *("knob", "lever", "mount", "nozzle", "orbit", "piston"),
)
PLACES = ("Aarhus", "Bergen", "Cadiz", "Delft", "Exeter", "Fano")


def ledger(rows: int, *, seed: int) -> list[list[str]]:
    """Money with two decimals, signs, days with a point between, and cells that are often empty."""
    drawn = random.Random(seed)
    table = [["Booking", "Day", "Account", "Debit", "Credit", "VAT", "Place", "Memo"]]
    for number in range(rows):
        amount = f"{drawn.uniform(1, 9000):.2f}"
        debit = drawn.random() < 0.5
        day = f"{drawn.randint(1, 28):02d}.{drawn.randint(1, 12):02d}.{drawn.randint(2019, 2024)}"
        memo = " ".join(drawn.sample(WORDS, drawn.randint(1, 4))) if drawn.random() < 0.7 else ""
        sums = [amount, ""] if debit else ["", amount]
        vat = drawn.choice(("0%", "7%", "19%"))
        table.append([f"B{700000 + number}", day, str(drawn.choice((1200, 4400, 8400))), *sums, vat])
        table[-1] += [drawn.choice(PLACES), memo]
    return table


def parts(rows: int, *, seed: int) -> list[list[str]]:
    """Codes, sizes in inches, telephone numbers and sentences with commas."""
    drawn = random.Random(seed)
    table = [["Code", "Title", "Size", "Weight kg", "In stock", "Phone", "Description", "Added"]]
    for _ in range(rows):
        code = (
            f"{drawn.choice('ABCDEF')}{drawn.choice('XYZ')}-{drawn.randint(100, 999)}/{drawn.randint(1, 9)}"
        )
        title = " ".join(drawn.sample(WORDS, 2)).title()
        text = ", ".join(" ".join(drawn.sample(WORDS, 4)) for _ in range(drawn.randint(1, 3))).capitalize()
        size = f'{drawn.randint(1, 24)}"' if drawn.random() < 0.5 else f"{drawn.randint(2, 60)} cm"
        phone = f"+45 {drawn.randint(1000, 9999)} {drawn.randint(1000, 9999)}"
        stock = drawn.choice(("yes", "no"))
        added = f"20{drawn.randint(10, 24)}-{drawn.randint(1, 12):02d}-{drawn.randint(1, 28):02d}T08:00:00Z"
        table.append([code, title, size, f"{drawn.uniform(0, 30):.3f}", stock, phone, f"{text}.", added])
    return table
