"""English words that mean the same, and words that come near, in the headers of practice systems.

`SAME` folds a word into one head word; `NEAR` gives how far two head words stand for each other
(0 to 1). Both sides of every comparison go through the same folding.
"""

from __future__ import annotations

from collections.abc import Iterator

_SAME = {
    "note": "notes comment comments remark remarks memo memos annotation",
    "sex": "gender",
    "start": "begin beginning began starts started from",
    "end": "ending ends ended until stopped finish finished",
    "provider": "doctor dentist physician clinician practitioner",
    "payer": "insurer payor carrier",
    "patient": "patients client clients",
    "phone": "telephone phones",
    "mobile": "cell cellular wireless handset",
    "first": "forename",
    "birth": "born",
    "death": "deceased died",
    "id": "identifier identification key",
    "number": "numbers",
    "modified": "changed altered edited revised update updated",
    "created": "added inserted",
    "license": "licence",
    "check": "cheque",
    "kind": "type types",
    "clinic": "practice office organization organisation facility site branch",
    "encounter": "visit visits encounters",
    "medication": "medicine medicines medications drug drugs",
    "condition": "problem problems disease diseases conditions disorder illness",
    "immunization": "immunisation immunisations immunizations vaccination vaccinations",
    "invoice": "bill bills invoices",
    "dose": "dosage",
    "directions": "instruction instructions",
    "specialty": "speciality",
    "operatory": "chair",
    "subscriber": "policyholder insured",
    "ethnicity": "ethnic",
    "occupation": "profession job",
    "authorization": "authorisation",
    "preauthorization": "preauthorisation predetermination",
    "allergy": "allergies",
    "allergen": "substance",
    "surface": "surfaces",
    "due": "outstanding",
    "text": "txt",
    "flag": "is has was indicator bool boolean",
    "total": "sum",
    "email": "emails",
    "mother": "mothers",
    "guardian": "guardians",
    "refill": "refills",
    "unit": "units",
    "minute": "minutes",
    "appointment": "appointments booking",
    "procedure": "procedures",
    "payment": "payments",
    "claim": "claims",
}

SAME: dict[str, str] = {word: head for head, words in _SAME.items() for word in words.split()}

PAIRS: dict[tuple[str, ...], tuple[str, ...]] = {
    ("family", "name"): ("last", "name"),
    ("l", "name"): ("last", "name"),
    ("f", "name"): ("first", "name"),
    ("m", "name"): ("middle", "name"),
    ("insurance", "company"): ("payer",),
    ("ins", "co"): ("payer",),
    ("e", "mail"): ("email",),
    ("post", "code"): ("postal", "code"),
    ("policy", "holder"): ("subscriber",),
    ("write", "off"): ("writeoff",),
    ("t", "stamp"): ("modified", "date", "time"),
    ("next", "kin"): ("emergency", "contact"),
    ("text", "message"): ("text",),
    ("d", "code"): ("procedure", "code"),
    ("co", "pay"): ("copay",),
    ("no", "show"): ("noshow",),
    ("middle", "i"): ("middle", "initial"),
    ("in", "chair"): ("seated",),
    ("in", "room"): ("seated",),
    ("check", "in"): ("arrived",),
    ("checked", "in"): ("arrived",),
    ("check", "out"): ("dismissed",),
    ("checked", "out"): ("dismissed",),
    ("walk", "out"): ("dismissed",),
    ("arrival", "time"): ("arrived", "time"),
    ("date", "to"): ("end", "date"),
    ("to", "date"): ("end", "date"),
    ("valid", "to"): ("end",),
    ("active", "to"): ("end",),
}
"""Neighbouring words read together."""

_NEAR = """
id number 0.9; id code 0.6; id reference 0.6; number code 0.5; number count 0.3
fee charge 0.85; fee cost 0.75; fee price 0.85; charge cost 0.85; charge price 0.8; charge amount 0.5
fee amount 0.55; cost amount 0.5; cost price 0.85; amount total 0.5; amount value 0.5; total balance 0.4
amount paid 0.3; payment paid 0.8; payment amount 0.3; balance due 0.8
clinic location 0.85; clinic department 0.4; location department 0.5
immunization vaccine 0.85; treatment procedure 0.75; service procedure 0.7; visit appointment 0.5
encounter appointment 0.5; operatory room 0.85; condition diagnosis 0.8; finding condition 0.5
since start 0.9; since onset 0.85; since registration 0.6; receive consent 0.6; arrival arrived 0.95
depart dismissed 0.8; departure dismissed 0.8; left dismissed 0.4; seat seated 0.95
start onset 0.8; start effective 0.8; start date 0.2; end expiration 0.7; end resolved 0.7; end due 0.2
onset noted 0.6; onset recorded 0.5; start noted 0.5; issued start 0.4
name description 0.6; name title 0.55; description title 0.65; description text 0.6; name text 0.35
description note 0.45; note text 0.6; description directions 0.3; narrative note 0.8; message note 0.5
kind category 0.65; kind class 0.65; category class 0.7; code kind 0.25; status state 0.3; status stage 0.5
status active 0.55; status flag 0.2; active flag 0.2; enabled active 0.8; disabled inactive 0.8
hidden inactive 0.8; given first 0.95; given administered 0.9
insurance payer 0.75; insurance coverage 0.7; insurance plan 0.5; plan policy 0.5; coverage plan 0.4
policy coverage 0.6; policy member 0.5; member subscriber 0.55; subscriber owner 0.5
guarantor responsible 0.8; responsible party 0.6; state region 0.85; state province 0.9; region province 0.8
street address 0.85; line address 0.4; apartment address 0.35; house street 0.4
consent allow 0.75; consent agree 0.7; text sms 0.9; contact phone 0.25; email text 0.1
quantity unit 0.5; quantity count 0.6; quantity amount 0.4; quantity dispensed 0.55; quantity number 0.3
treating rendering 0.9; treating performing 0.8; treating attending 0.8; treating provider 0.15
date time 0.35; date day 0.5; year date 0.35; recorded entered 0.8; created entered 0.85; created date 0.1
recorded created 0.7; entry entered 0.9; entry created 0.8; registration entry 0.5; registration first 0.2
posted entered 0.6; user operator 0.9; user entered 0.4; user staff 0.5; author user 0.5
modified stamp 0.5; image photo 0.7; image picture 0.8; image instance 0.7; file image 0.4; file document 0.6
attachment document 0.7; scan document 0.6; preferred nickname 0.7; chosen preferred 0.7
salutation title 0.85; prefix title 0.95; salutation prefix 0.9; honorific title 0.9; degree suffix 0.5
referring referral 0.8; referring referred 0.8; referral referred 0.8; referring referrer 0.9
referral referrer 0.85; assistant staff 0.4; hygienist provider 0.5; primary main 0.8; primary first 0.4
home private 0.6; work business 0.95; work office 0.7; work daytime 0.5; home evening 0.5
emergency contact 0.35; prescribing provider 0.2; prescribing ordering 0.8; length duration 0.85
interval duration 0.5; minute duration 0.6; pattern duration 0.4; lot batch 0.95; manufacturer maker 0.9
route administration 0.3; strength dose 0.5; form kind 0.3; frequency interval 0.5; frequency directions 0.3
allergen allergy 0.5; reaction symptom 0.6; reaction manifestation 0.9; severity grade 0.6
severity criticality 0.7; paid covered 0.5; coverage covered 0.6; method kind 0.4; method mode 0.8
reference source 0.3; discount adjustment 0.5; writeoff adjustment 0.6; reason kind 0.4
source method 0.2; reason description 0.2
series sequence 0.2; uid id 0.85; order ordinal 0.95; order sequence 0.7; order rank 0.8; order priority 0.5
percent rate 0.6; deductible excess 0.6; estimate expected 0.8; sent submitted 0.9; billed submitted 0.7
billed charge 0.5; received posted 0.4; service treatment 0.6; service performed 0.6; completed performed 0.7
completed done 0.9; complete completed 0.95; previous prior 0.95; previous last 0.6; chart record 0.4
chart file 0.5; medical clinical 0.6; alert warning 0.9; urgent alert 0.5; weight mass 0.8; pulse heart 0.6
specimen sample 0.9; result value 0.8; loinc lab 0.3; low minimum 0.8; high maximum 0.8; reference range 0.3
relationship relation 0.95; party person 0.6; owner holder 0.8; sequence number 0.4; group employer 0.3
short abbreviation 0.95; short initial 0.4; short code 0.4; plain layman 0.9; area region 0.3
national social 0.3; maiden birth 0.3; age year 0.2; suite apartment 0.7; unit apartment 0.3
"""


def _pairs() -> Iterator[tuple[tuple[str, str], float]]:
    for entry in _NEAR.replace("\n", ";").split(";"):
        if entry.strip():
            one, other, share = entry.split()
            yield (one, other), float(share)
            yield (other, one), float(share)


NEAR: dict[tuple[str, str], float] = dict(_pairs())

LITTLE = frozenset((
    "of", "the", "a", "an", "and", "or", "for", "in", "on", "at", "by", "per", "to", "de", "del", "der",
    "des", "di", "da", "do", "la", "el", "le", "las", "los", "les", "il", "den", "das", "die", "y",
    "und", "et", "e", "im", "am", "vom", "zum", "zur", "du", "au", "en",
))  # fmt: skip
"""Words without a say, dropped unless nothing else is left."""
