"""How often a suggestion like this one is right, and when it may be called sure.

The figures are measured on labelled systems (docs/suggestion.md), not felt.
"""

from __future__ import annotations

from collections.abc import Sequence

from core.suggest.columns import Claim, Settled
from core.suggest.entities import NOTHING, EntityScore
from core.suggest.evidence import Verdict
from core.suggest.lexicon import Lexicon
from core.suggest.model import TableSuggestion

VAGUE = {"status": "status", "kind": "type"}
"""Words that say too little alone, and how the fields they might mean end."""
SURE = 0.98
"""Confidence of whatever is called sure, as measured."""
SURE_SCORE = 0.9
SURE_LEAD = 0.08


def table_confidence(ranked: Sequence[EntityScore]) -> tuple[float, bool]:
    """Confidence and sureness of the first of `ranked`."""
    if not ranked or ranked[0].total < NOTHING:
        return 0.0, False
    first = ranked[0]
    lead = first.total - (ranked[1].total if len(ranked) > 1 else 0.0)
    confidence = min(0.99, 0.35 + 0.45 * first.total + 0.8 * min(lead, 0.3))
    named = first.name >= 0.8 and lead >= 0.05
    shown = first.columns >= 0.6 and lead >= 0.12
    return round(confidence, 3), (named or shown) and not first.orphaned


def _vague(lex: Lexicon, claim: Claim) -> bool:
    """A bare "status" where the entity has several: only values could tell which is meant."""
    entity = claim.home[0]
    readings = lex.speller.readings(claim.column)
    words = set(readings[0]) - lex.of(entity).context if readings else set()
    return any(words == {word} and len(_called(lex, entity, ending)) > 1 for word, ending in VAGUE.items())


def _called(lex: Lexicon, entity: str, ending: str) -> list[str]:
    return [f.name for f in lex.of(entity).entity.fields if f.name.endswith(ending)]


def column_confidence(lex: Lexicon, settled: Settled, *, about: TableSuggestion) -> tuple[float, bool]:
    """Confidence and sureness of what a column got; "no home" is never sure."""
    claim = settled.claim
    if claim is None:
        return (0.5 if settled.runner_up else 0.7), False
    lead = claim.score - (settled.runner_up.score if settled.runner_up else 0.0)
    sure = (
        about.sure
        and claim.score >= SURE_SCORE
        and lead >= SURE_LEAD
        and claim.hit.how != "meaning"
        and settled.lost_to is None
        and not settled.contested
        and (claim.verdict is Verdict.AGREE or (claim.verdict is Verdict.SILENT and not _vague(lex, claim)))
    )
    confidence = 0.35 + 0.5 * min(claim.score, 1.0) + 0.5 * min(max(lead, 0.0), 0.2)
    confidence *= 0.6 + 0.4 * about.confidence
    return round(max(min(confidence, 0.99), SURE) if sure else min(max(confidence, 0.05), 0.95), 3), sure
