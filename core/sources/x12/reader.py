"""The reader of X12: claims (837) and their answers (835) as tables; other messages are kept and told.

What holds the messages together is checked, and what is plainly missing from claims; nothing is refused for
it. A stretch between two separators that is no segment is a reject.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from core.findings import Finding
from core.sources.drafts import Draft, read_table
from core.sources.encoding import Text, decode
from core.sources.readers import Given, Reading
from core.sources.recognition import Format, Recognised
from core.sources.stored import keep
from core.sources.x12 import records
from core.sources.x12.completeness import claim_findings
from core.sources.x12.counting import SegmentCount, Stretch, count_segments
from core.sources.x12.envelope import envelope_findings
from core.sources.x12.records import Records
from core.sources.x12.tokens import Segment, segments, signs_of
from core.tables import FileKind, ReadTable, Reject

DAMAGED = "damaged_segment"
REFUSALS = {"IK5": ("R", "M", "W", "X"), "AK5": ("R", "M", "W", "X"), "AK9": ("R", "M", "W", "X", "P")}
INTERCHANGE = re.compile(r"ISA(?=[^\w\s]\d\d[^\w\s])")
RULE = (
    "each claim, line, adjustment, name and level is one record; what follows it belongs to it until another "
    "begins; a patient is named by member number and name, since families share a member number; what "
    'X12 names and people do not is called "OI-3"; dates are in ISO 8601'
)


class X12Messages:
    """Claims and remittances; eligibility and receipts are told apart from them."""

    name = "X12"

    def takes(self, seen: Recognised) -> bool:
        """What begins with an interchange, group or message header."""
        return seen.format is Format.X12

    def read(self, given: Given) -> Reading:
        """Tables for claims; a stored file for everything else."""
        text = decode(given.content)
        if text is None:
            return Reading(files=(keep(given, FileKind.TEXT, "unknown_encoding"),))
        written = text.utf8.decode("utf-8")
        found = segments(written)
        path = given.upload.path
        said = [*_header(path, found), *envelope_findings(path, found)]
        if not {segment.at(1) for segment in found if segment.name == "ST"} & set(records.HEADS):
            says = _answer(found)
            told = (*_told(path, says), *_gathered(said))
            return Reading(files=(keep(given, FileKind.TEXT, None),), findings=told)
        said += claim_findings(path, found)
        return Reading(tables=_tables(given, found, _count(written), text), findings=_gathered(said))


def _answer(found: list[Segment]) -> tuple[str, str]:
    """(finding, kind of message) for a file that holds no claims."""
    kinds = sorted({segment.at(1) or "" for segment in found if segment.name == "ST"})
    refused = any(segment.at(1) in REFUSALS.get(segment.name, ()) for segment in found)
    return ("claims_refused" if refused else "no_claims"), ", ".join(kinds)[:40]


def _told(path: str, says: tuple[str, str]) -> tuple[Finding, ...]:
    kind, messages = says
    return (Finding(kind, path, facts={"messages": messages}),)


def _gathered(said: list[Finding]) -> tuple[Finding, ...]:
    """One finding of each kind, with the place of the first and how often it is so."""
    first: dict[str, Finding] = {}
    for one in said:
        before = first.get(one.kind)
        first[one.kind] = one if before is None else replace(before, count=before.count + 1)
    return tuple(first.values())


def _header(path: str, found: list[Segment]) -> list[Finding]:
    told = []
    for segment in found:
        if segment.name == "ISA" and segment.signs.odd:
            told.append(Finding("odd_header", path, facts={"line": segment.line}))
    if found and found[0].signs.missing:
        told.append(Finding("envelope_header_missing", path, facts={"missing": "ISA", "line": found[0].line}))
    return told


def _count(written: str) -> SegmentCount:
    starts = [one.start() for one in INTERCHANGE.finditer(written)]
    if not starts or written[: starts[0]].strip(" \r\n\t\x00\x1a"):
        starts = [0, *starts]
    stretches = []
    for start, stop in zip(starts, [*starts[1:], len(written)], strict=True):
        begun = start + len(written[start:]) - len(written[start:].lstrip())
        signs = signs_of(written, begun)
        stretches.append(Stretch(start, stop, signs.element, signs.segment))
    return count_segments(written, stretches)


def _tables(given: Given, found: list[Segment], count: SegmentCount, text: Text) -> tuple[ReadTable, ...]:
    drafts = Records().walk(found)
    first = next((name for name in records.HEADS.values() if name in drafts), records.OTHERS)
    damaged = [Reject(one.line, one.raw, DAMAGED) for one in found if not one.name]
    drafts[first].rejects += damaged
    counted = _counted(count, drafts, first)
    said = {
        "format": "X12", "flattening": RULE, "encoding": text.encoding, "encoding_evidence": text.evidence,
    }  # fmt: skip
    for name, number in counted.items():
        if number:
            drafts.setdefault(name, Draft(name))
    return tuple(
        read_table(
            draft.settled(),
            given.upload.path,
            counted=counted[name],
            evidence=said,
            findings={DAMAGED: len(draft.rejects)},
        )
        for name, draft in drafts.items()
    )


def _counted(count: SegmentCount, drafts: Mapping[str, Draft], first: str) -> dict[str, int]:
    """Table -> records by the counter, which does not tell patients from other subscribers."""
    rows = {name: len(draft.rows) for name, draft in drafts.items()}
    names = count.names
    found = {
        records.CLAIMS: names["CLM"] + names["CLP"],
        records.LINES: sum(names[name] for name in records.LINE_STARTS),
        records.ADJUSTMENTS: count.reasons,
        records.PROVIDER_ADJUSTMENTS: count.settlements,
        records.LEVELS: names["HL"],
        records.PAYERS_TABLE: count.payers,
        records.PROVIDERS: count.others,
        records.SUBSCRIBERS: rows.get(records.SUBSCRIBERS, 0),
        records.PATIENTS: count.people - rows.get(records.SUBSCRIBERS, 0),
        records.OTHERS: rows.get(records.OTHERS, 0),
        **{table: count.heads[kind] for kind, table in records.HEADS.items()},
    }
    found[first] += names[""]
    return found
