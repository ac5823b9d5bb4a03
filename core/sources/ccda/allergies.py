"""Allergies of a C-CDA document, and statements that there are none.

"No known allergies" is a statement, not an allergy (contracts, section 6). C-CDA says it by a negated
observation without a substance, by a code, or in words; where nothing was asked it leaves a null flavor.
Those go to a table of their own. A negated observation that names a substance is a refuted allergy.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from core.sources.ccda.elements import Element, attribute, child, children, coded, pointed, text_of
from core.sources.ccda.statements import SEVERITY_CODES, STATUS_CODES, Statement, about, row_of
from core.sources.drafts import Row

NONE_KNOWN = frozenset(
    {"716186003", "160244002", "409137002", "428607008", "429625007", "428197003", "1003774007"}
)
"""SNOMED CT: no known allergy, and the same of drugs, food, the environment and latex."""
SAYS_NONE = re.compile(r"(?i)\b(?:no known|none known|nka|nkda|nkfa|no allerg|denies)\b")
SCOPES = {
    "416098002": "drug",
    "419511003": "drug",
    "59037007": "drug",
    "414285001": "food",
    "418471000": "food",
    "235719002": "food",
    "426232007": "environment",
}
"""SNOMED CT codes of kinds of allergy -> what a negated one says nothing is known of."""
NOT_ASKED = frozenset({"NASK", "NI", "UNK", "NAV", "ASKU", "NP"})


def substance_of(act: Element, narrative: Mapping[str, str]) -> tuple[str | None, str | None, str | None]:
    """(words, code, code system) of what the patient reacts to."""
    playing = child(act, "participant", "participantRole", "playingEntity")
    words, code, system = coded(child(playing, "code"), narrative)
    return words or text_of(child(playing, "name")) or pointed(child(act, "text"), narrative), code, system


def statement_of(statement: Statement, narrative: Mapping[str, str]) -> str | None:
    """ "none known" or "not asked" where no allergy is stated; None where one is, refuted or not."""
    act = statement.act
    words, code, _ = substance_of(act, narrative)
    value = child(act, "value")
    named = bool(words or code)
    if {code, attribute(act, "code", "value")} & NONE_KNOWN:
        return "none known"
    if words and SAYS_NONE.search(words) and not re.search(r"(?i)\b(?:except|but)\b", words):
        return "none known"
    if statement.negated and not code and (not words or _general(words)):
        return "none known"
    flavors = {act.get("nullFlavor"), value.get("nullFlavor") if value is not None else None}
    return "not asked" if not named and flavors & NOT_ASKED else None


def _general(words: str) -> bool:
    return bool(re.fullmatch(r"(?i)\W*(?:known )?(?:drug |food )?allerg(?:y|ies)\W*", words))


def allergy_row(statement: Statement, narrative: Mapping[str, str]) -> Row:
    """An allergy as columns: what, how the body reacts, how strongly, and whether it still holds."""
    act = statement.act
    words, code, system = substance_of(act, narrative)
    kind = coded(child(act, "value"), narrative)
    reaction = _reaction(act)
    manifestation = coded(child(reaction, "value"), narrative)
    status = about(act, STATUS_CODES, narrative) or attribute(statement.wrapper, "code", "statusCode")
    base = row_of(statement, "allergies", narrative)
    own: Row = {
        "id": base["id"],
        "substance": words,
        "substance_code": code,
        "code_system": system,
        "type": kind[0],
        "type_code": kind[1],
        "reaction": manifestation[0],
        "reaction_code": manifestation[1],
        "severity": _severity(act, reaction, narrative),
        "status": status.lower() if status else None,
        "onset_date": base["start_date"],
        "end_date": base["end_date"],
    }
    rest = ("negated", "verification", "null_flavor", "provider", "entry_as_written")
    return {**own, **{name: base[name] for name in rest}}


def statement_row(statement: Statement, said: str, narrative: Mapping[str, str]) -> Row:
    """What was said about allergies as a whole."""
    base = row_of(statement, "allergies", narrative)
    words, code, system = substance_of(statement.act, narrative)
    kind = coded(child(statement.act, "value"), narrative)
    return {
        "id": base["id"],
        "statement": said,
        "scope": SCOPES.get(kind[1] or ""),
        "text": words or kind[0],
        "code": code or kind[1],
        "code_system": system or kind[2],
        "recorded_date": base["start_date"],
        "end_date": base["end_date"],
        "negated": base["negated"],
        "null_flavor": base["null_flavor"],
        "entry_as_written": base["entry_as_written"],
    }


def _reaction(act: Element) -> Element | None:
    """The observation of how the body reacts: the one that is neither status nor severity."""
    for related in children(act, "entryRelationship"):
        for one in children(related, "observation"):
            told = attribute(one, "code", "code")
            if related.get("typeCode") == "MFST" or told not in (*STATUS_CODES, *SEVERITY_CODES, "82606-5"):
                return one
    return None


def _severity(act: Element, reaction: Element | None, narrative: Mapping[str, str]) -> str | None:
    for one in (act, *([reaction] if reaction is not None else [])):
        found = about(one, SEVERITY_CODES, narrative)
        if found:
            return found
    return None
