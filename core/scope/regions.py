"""Points to check by country before data moves: each a pointer to its source, never legal advice.

Short on purpose. They say where to look and not what follows for a clinic, since that depends on the state,
the profession and the day; a clinic asks its own adviser. A country without points of its own is told so.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Topic(StrEnum):
    RETENTION = "retention"
    TEXTING = "consent to text"
    PRESCRIBING = "e-prescribing"
    FEES = "fee schedules"
    LANGUAGES = "languages"


@dataclass(frozen=True)
class Point:
    """name: stored when it is ticked, never reused. text: what to check. source: where it is said."""

    country: str
    topic: Topic
    text: str
    source: str

    @property
    def name(self) -> str:
        return f"{self.country}: {self.topic.value}"


POINTS: tuple[Point, ...] = (
    Point(
        "US",
        Topic.RETENTION,
        "How long records are kept is set by each state, often longer for minors; HIPAA sets none for "
        "charts, but six years for its own paperwork.",
        "45 CFR 164.316(b)(2); the dental or medical board of your state",
    ),
    Point(
        "US",
        Topic.TEXTING,
        "Texts to patients need consent, which a patient may take back. Check that it comes over as a fact "
        "of the patient.",
        "Telephone Consumer Protection Act, 47 U.S.C. 227; 47 CFR 64.1200",
    ),
    Point(
        "US",
        Topic.PRESCRIBING,
        "Controlled substances need two-factor e-prescribing in certified software; each prescriber is "
        "enrolled anew in a new system.",
        "21 CFR 1311; the rules of your state",
    ),
    Point(
        "US",
        Topic.FEES,
        "CDT codes belong to the ADA and change every January. Fee schedules per payer are contracts; check "
        "which may be taken along.",
        "American Dental Association, CDT; your payer contracts",
    ),
    Point(
        "US",
        Topic.LANGUAGES,
        "Practices with federal funding owe language help to patients. Check that the preferred language "
        "comes over.",
        "Section 1557 of the Affordable Care Act, 45 CFR 92",
    ),
    Point(
        "CA",
        Topic.RETENTION,
        "Each province and college sets its own time, counted from the last visit or from coming of age.",
        "PHIPA in Ontario and its like elsewhere; your provincial college",
    ),
    Point(
        "CA",
        Topic.TEXTING,
        "Commercial messages need express or implied consent and a way out of them.",
        "Canada's Anti-Spam Legislation (S.C. 2010, c. 23)",
    ),
    Point(
        "CA",
        Topic.PRESCRIBING,
        "Electronic prescriptions run over PrescribeIT or a system of the province; check which.",
        "Canada Health Infoway; your provincial college",
    ),
    Point(
        "CA",
        Topic.FEES,
        "Fee guides are issued by province every year. Check the year, and how public cover such as the CDCP "
        "is billed.",
        "Your provincial dental association; Canadian Dental Care Plan",
    ),
    Point(
        "CA",
        Topic.LANGUAGES,
        "French may be required for forms, contracts and the software that staff use in Quebec.",
        "Charter of the French Language (CQLR c. C-11)",
    ),
    Point(
        "GB",
        Topic.RETENTION,
        "Times differ between NHS and private records and between the four nations.",
        "NHS Records Management Code of Practice; the nation's own guidance",
    ),
    Point(
        "GB",
        Topic.TEXTING,
        "Reminders are care; marketing by text needs consent. Check which is which in the old system.",
        "UK GDPR; Privacy and Electronic Communications Regulations 2003",
    ),
    Point(
        "GB",
        Topic.PRESCRIBING,
        "Electronic prescriptions in NHS England go over the EPS, in systems that are approved for it.",
        "NHS England, Electronic Prescription Service",
    ),
    Point(
        "GB",
        Topic.FEES,
        "NHS bands and UDA contracts sit beside private prices. Check that open courses of treatment keep "
        "theirs.",
        "NHS Business Services Authority; NHS Dental Charges Regulations 2005",
    ),
    Point(
        "GB",
        Topic.LANGUAGES,
        "Welsh may have to be offered in Wales; check forms and letters.",
        "Welsh Language (Wales) Measure 2011",
    ),
    Point(
        "DE",
        Topic.RETENTION,
        "Treatment records are kept ten years after treatment ends; X-ray images have times of their own.",
        "§ 630f BGB; § 85 StrlSchG",
    ),
    Point(
        "DE",
        Topic.TEXTING,
        "Messages and recall need consent that can be shown; duty of confidence comes on top.",
        "Art. 6, 7 and 9 GDPR; § 7 UWG; § 203 StGB",
    ),
    Point(
        "DE",
        Topic.PRESCRIBING,
        "The E-Rezept needs the Telematikinfrastruktur and an HBA; check the connection before the day.",
        "gematik; § 360 SGB V",
    ),
    Point(
        "DE",
        Topic.FEES,
        "BEMA for statutory and GOZ for private patients are counted apart, and billed by quarter.",
        "KZBV (BEMA); GOZ",
    ),
    Point(
        "DE",
        Topic.LANGUAGES,
        "Patients have to understand what they consent to. Check which language each consent form is in.",
        "§ 630e BGB",
    ),
    Point(
        "AU",
        Topic.RETENTION,
        "Several states ask for seven years after the last entry, and for minors until they are 25.",
        "Health Records Act 2001 (Vic) and its like; Dental Board of Australia",
    ),
    Point(
        "AU",
        Topic.TEXTING,
        "Commercial texts need consent, a sender and a way out; plain reminders may differ.",
        "Spam Act 2003 (Cth)",
    ),
    Point(
        "AU",
        Topic.PRESCRIBING,
        "Electronic prescriptions need conformant software and an HPI-O; each prescriber connects anew.",
        "Australian Digital Health Agency",
    ),
    Point(
        "AU",
        Topic.FEES,
        "ADA item numbers, Medicare and CDBS, DVA and health funds each have their own schedule and date.",
        "Australian Dental Association; Services Australia",
    ),
    Point(
        "AU",
        Topic.LANGUAGES,
        "Check that the need for an interpreter comes over as a fact of the patient.",
        "TIS National; Australian Charter of Healthcare Rights",
    ),
)

COUNTRIES: tuple[str, ...] = tuple(dict.fromkeys(each.country for each in POINTS))


def points_for(country: str) -> tuple[Point, ...]:
    """The points of `country` (ISO 3166, two letters); none where nobody has written any."""
    return tuple(each for each in POINTS if each.country == country.strip().upper())
