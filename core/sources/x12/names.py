"""What the codes and elements of X12 claims are called here (005010X221, X222, X223, X224)."""

from __future__ import annotations

ROLES = {
    "41": "submitter", "40": "receiver", "85": "billing provider", "87": "pay-to address", "PE": "payee",
    "IL": "subscriber", "QC": "patient", "PR": "payer", "TT": "transfer to", "74": "corrected subscriber",
    "GB": "other subscriber",
    "82": "rendering provider", "77": "service facility", "DN": "referring provider",
    "P3": "primary care provider", "DK": "ordering provider", "DQ": "supervising provider",
    "DD": "assistant surgeon", "71": "attending physician", "72": "operating physician",
    "73": "other physician", "ZZ": "other operating physician", "QB": "purchased service provider",
    "PW": "pick-up address", "45": "drop-off location", "1P": "provider", "03": "dependent",
    "QD": "responsible person", "LI": "independent lab", "TV": "third party", "AY": "clearing house",
    "FA": "facility", "RB": "remitted by",
}  # fmt: skip
"""NM1-01 and N1-01 -> what the one named is in the claim."""
PEOPLE, PAYERS = frozenset({"IL", "QC", "74", "GB", "03", "QD"}), frozenset({"PR", "TT"})
REFERENCES = {
    "EI": "employer_identification", "TJ": "employer_identification",
    "SY": "ssn", "0B": "licence_number", "1G": "upin",
    "G2": "commercial_number", "G1": "preauthorisation_number", "9F": "referral_number",
    "F8": "original_number",
    "EA": "medical_record_number", "D9": "clearing_house_number", "6R": "line_control_number",
    "1L": "group_number", "IG": "policy_number", "Y4": "property_claim_number", "HPI": "npi", "XX": "npi",
}  # fmt: skip
DATES = {
    "472": "service", "431": "onset", "434": "statement", "435": "admission", "096": "discharge",
    "232": "service_start", "233": "service_end", "050": "received", "405": "production", "036": "expires",
    "150": "service_start", "151": "service_end", "573": "paid", "454": "treatment_start", "439": "accident",
    "484": "last_period", "304": "last_seen", "471": "prescribed", "452": "appliance_placed",
    "441": "prior_placement", "009": "processed",
}  # fmt: skip
AMOUNTS = {"F5": "patient_paid", "AU": "covered_amount", "B6": "allowed_amount", "D": "payer_paid",
           "EAF": "outstanding", "A8": "not_covered", "T": "tax", "I": "interest"}  # fmt: skip
DIAGNOSES = frozenset({"BK", "ABK", "BF", "ABF"})
ELEMENTS = {
    "N3": {1: "address_line_1", 2: "address_line_2"},
    "N4": {1: "city", 2: "state", 3: "postal_code", 4: "country"},
    "DMG": {2: "birth_date", 3: "sex"},
    "SBR": {1: "responsibility", 2: "relationship", 3: "group_number", 4: "group_name", 9: "filing_code"},
    "PAT": {1: "relationship", 6: "death_date"},
    "PRV": {1: "provider_kind", 2: "taxonomy_list", 3: "taxonomy"},
    "LX": {1: "line_number"},
    "TOO": {2: "tooth", 3: "surface"},
    "NTE": {1: "note_kind", 2: "note"},
    "DN2": {1: "missing_tooth", 2: "tooth_status"},
    "BHT": {3: "submission_number", 4: "created_date", 6: "purpose"},
    "BPR": {1: "handling", 2: "amount", 3: "credit_or_debit", 4: "method", 16: "payment_date"},
    "TRN": {2: "check_number", 3: "payer_number"},
}
CLP = {1: "claim_number", 2: "status_code", 3: "total_charge", 4: "amount_paid", 5: "patient_responsibility",
       6: "filing_code", 7: "claim_control_number", 8: "place_of_service", 9: "frequency"}  # fmt: skip
CLM = {
    2: "total_charge",
    3: "filing_indicator",
    4: "institutional_code",
    10: "signature_source",
    6: "provider_signature",
    7: "assignment",
    8: "benefits_assigned",
    9: "release",
}
TIMES = frozenset({"birth_date", "death_date", "created_date", "payment_date"})
UNKNOWN = "other"


def reference_name(code: str) -> str:
    """The column of a reference of this kind."""
    return REFERENCES.get(code, f"REF-{code}")


def date_name(code: str) -> str:
    """What a date of this kind is of."""
    return DATES.get(code, f"DTP-{code}")


def amount_name(code: str) -> str:
    """The column of an amount of this kind."""
    return AMOUNTS.get(code, f"AMT-{code}")
