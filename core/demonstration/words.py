"""The words that the example is made of. Nobody is called this: names, streets and numbers are invented.

Telephone numbers end in 555-01xx, which is kept free for fiction; mail goes to example.org (RFC 2606);
social security numbers start with 900, which are never given out.
"""

from __future__ import annotations

GIVEN = (
    "Pearl", "Enamelio", "Zoë", "Brusha", "André", "Mintina", "Flossine", "Bicuspid", "Renée", "Crownelius",
    "Gingivra", "Núria", "Caninia", "Dentworth", "Molly-Ann", "Fillip", "Plaquetta", "Björn", "Rinsa",
)  # fmt: skip
FAMILIES = (
    "Molarsen", "Flossworth", "Gümmler", "Incisor-Vance", "Mintwell", "Brushwick", "O'Drill",
    "Enamelsky", "Crownover", "Núñez-Dentado", "Toothaker", "Wisdomtree", "Plaqueford", "Bitewing",
    "Bridgeport-Lee", "Rinsewell", "Retainero", "Fluorides", "Canalis", "Overbyte", "Veneerson", "Smilovic",
)  # fmt: skip
STREETS = ("Enamel St", "Floss Ave.", "Old Molar Rd, Apt 3", "Mint Blvd", "Canal Way", "Crown Ct")
TOWNS = (("Tandvale", "CA", "90001"), ("Brushford", "CA", "90013"), ("Mintsburg", "NV", "89101"))
CARRIERS = (
    "Example Dental Mutual",
    "Invented Health of Nowhere",
    "Paper Tooth Assurance",
    "Sample Benefit Trust",
)
ALLERGENS = (
    ("Penicillin", "Hives", "Moderate"), ("Latex", "Dermatitis", "Mild"), ("Codeine", "Nausea", "Mild"),
    ("Amoxicillin", "Rash", "Moderate"), ("Lidocaine w/ epinephrine", "Palpitations", "Severe"),
)  # fmt: skip
NO_ALLERGIES = ("No known allergies", "NKDA", "No Known Drug Allergies")
MEDICINES = (
    ("Lisinopril 10 mg tablet", "once daily"), ("Metformin 500 mg tablet", "twice daily with food"),
    ("Warfarin 5 mg tablet", "as directed by clinic"), ("Amoxicillin 500 mg capsule", "2 g an hour before"),
    ("Ibuprofen 600 mg tablet", "every 6 hours as needed"), ("Alendronate 70 mg tablet", "once weekly"),
)  # fmt: skip
PROCEDURES = (
    ("D0120", "Periodic oral evaluation", 5500, ""), ("D0150", "Comprehensive oral evaluation", 9500, ""),
    ("D0274", "Bitewings, four images", 7200, ""), ("D1110", "Prophylaxis, adult", 10800, ""),
    ("D1120", "Prophylaxis, child", 7600, ""), ("D2391", "Resin filling, one surface", 18500, "tooth"),
    ("D2392", "Resin filling, two surfaces", 24000, "tooth"), ("D2740", "Crown, ceramic", 129500, "tooth"),
    ("D3310", "Root canal, anterior", 89000, "tooth"), ("D7140", "Extraction, erupted", 21000, "tooth"),
)  # fmt: skip
SURFACES = ("O", "MO", "DO", "MOD", "B")
NOTES = (
    "Pt reports sensitivity to cold, lower left.\nNo swelling.",
    "BP 120/80\nPulse 72\nReviewed health history, no changes.",
    'Recommended crown #14. Pt said "not this year" – will re-evaluate in 6 mo.',
    "Consent signed.\n½ carpule lidocaine 2 %, no complications.\nPost-op instructions given.",
    "Discussed home care; demonstrated floss threader. Café au lait stains polished.",
    "Ins. estimate reviewed; patient portion explained.",
)
