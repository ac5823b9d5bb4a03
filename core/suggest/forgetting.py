"""What is remembered of headers and names of tables between suggestions is let go.

A file without headers lends its first row as such, which is of a patient: what was destroyed must be in no
memory (law 7). What is known of the record itself stays.
"""

from __future__ import annotations

from core.suggest import entities, lexicon, naming, spelling


def forget() -> None:
    for each in (entities, lexicon, naming, spelling):
        each.forget()
