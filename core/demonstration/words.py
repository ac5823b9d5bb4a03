"""The words that the example is made of. Nobody is called this: names, streets and numbers are invented.

Telephone numbers end in 555-01xx, which is kept free for fiction; mail goes to example.org (RFC 2606);
social security numbers start with 900, which are never given out.
"""

from __future__ import annotations

GIVEN = (
    "Pearl", "Enamelio", "Zoë", "Brusha", "André", "Mintina", "Flossine", "Bicuspid", "Renée", "Crownelius",
    "Gingivra", "Núria", "Caninia", "Dentworth", "Molly-Ann", "Fillip", "Plaquetta", "Björn", "Rinsa",
    "Amalgus", "Bracelyn", "Cuspida", "Dentina", "Elmexa", "Fluorina", "Gumbert", "Hygia", "Ivoria",
    "Jawston", "Kavita-Mae", "Lingualo", "Maxilla", "Novocainia", "Orthon", "Periodonta", "Quadranto",
    "Resina", "Salivano", "Tartarin", "Umbra", "Veneera", "Wisdom", "Xylitola", "Yanker", "Zahnia", "Apexa",
    "Bitewyn", "Composita", "Distalo", "Étienne", "Frenula", "Glossa", "Incisora", "Jürgen", "Mesia",
    "Occlusio",
)  # fmt: skip
FAMILIES = (
    "Molarsen", "Flossworth", "Gümmler", "Incisor-Vance", "Mintwell", "Brushwick", "O'Drill", "Enamelsky",
    "Crownover", "Núñez-Dentado", "Toothaker", "Wisdomtree", "Plaqueford", "Bitewing", "Bridgeport-Lee",
    "Rinsewell", "Retainero", "Fluorides", "Canalis", "Overbyte", "Veneerson", "Smilovic", "Abutment",
    "Bracewell-Nowhere", "Calculuson", "Dentrice", "Eruptovich", "Fissurelli", "Gargleton", "Halitoskin",
    "Implantova", "Jawbreaker", "Kauleiste", "Lavabo-Smith", "Mandibel", "Nervkanal", "Odontelli",
    "Palatine", "Quickmint", "Rootham", "Sealantine", "Tandberg-Ny", "Underbite", "Vulcanite", "Waxbite",
    "Xerostomides", "Yawnsley", "Zahnstein",
)  # fmt: skip
STREETS = (
    "Enamel St", "Floss Ave.", "Old Molar Rd, Apt 3", "Mint Blvd", "Canal Way", "Crown Ct", "Bicuspid Ln",
    "Rinse Row", "Varnish View", "Gumtree Gdns",
)  # fmt: skip
CARRIERS = (
    ("Example Dental Mutual", "EX001", 1), ("Invented Health of Nowhere", "EX002", 1),
    ("Paper Tooth Assurance", "EX003", 1), ("Sample Benefit Trust", "EX004", 2),
    ("Maple Leaf of Fiction Benefits", "EX005", 2),
)  # fmt: skip
"""Name, electronic id, and the clinic whose patients it insures."""
ALLERGENS = (
    ("Penicillin", "Hives", "Moderate"), ("Latex", "Dermatitis", "Mild"), ("Codeine", "Nausea", "Mild"),
    ("Amoxicillin", "Rash", "Moderate"), ("Lidocaine w/ epinephrine", "Palpitations", "Severe"),
)  # fmt: skip
NO_ALLERGIES = ("No known allergies", "NKDA", "No Known Drug Allergies")
BOTH_WAYS = "No known allergies except latex"
"""A denial that names an allergy: nobody may guess which of the two it is."""
MEDICINES = (
    ("Lisinopril 10 mg tablet", "once daily"), ("Metformin 500 mg tablet", "twice daily with food"),
    ("Warfarin 5 mg tablet", "as directed by clinic"), ("Amoxicillin 500 mg capsule", "2 g an hour before"),
    ("Ibuprofen 600 mg tablet", "every 6 hours as needed"), ("Alendronate 70 mg tablet", "once weekly"),
)  # fmt: skip
SCRIPTS = (
    ("Amoxicillin 500 mg capsule", "three times daily for 7 days", "21", 0),
    ("Ibuprofen 600 mg tablet", "every 6 hours as needed", "20", 1),
    ("Chlorhexidine 0.12 % rinse", "15 mL twice daily", "473 mL", 0),
    ("Clindamycin 300 mg capsule", "every 6 hours for 5 days", "20", 0),
)  # fmt: skip
CONTROLLED = ("Hydrocodone-acetaminophen 5-325 mg tablet", "every 6 hours as needed for pain", "12", 0)
PROBLEMS = (
    ("Essential hypertension", "I10"), ("Type 2 diabetes mellitus", "E11.9"), ("Asthma", "J45.909"),
    ("Chronic periodontitis", "K05.32"), ("Temporomandibular joint disorder", "M26.609"),
)  # fmt: skip
PROCEDURES = (
    ("D0120", "01202", "Periodic oral evaluation", 5500, ""),
    ("D0150", "01103", "Comprehensive oral evaluation", 9500, ""),
    ("D0274", "02144", "Bitewings, four images", 7200, ""),
    ("D1110", "11113", "Prophylaxis, adult", 10800, ""),
    ("D1120", "11101", "Prophylaxis, child", 7600, ""),
    ("D2391", "23321", "Resin filling, one surface", 18500, "one"),
    ("D2392", "23322", "Resin filling, two surfaces", 24000, "two"),
    ("D2740", "27201", "Crown, ceramic", 129500, "tooth"),
    ("D3310", "33111", "Root canal, anterior", 89000, "tooth"),
    ("D7140", "71101", "Extraction, erupted", 21000, "tooth"),
)
"""Code in the one country and in the other, words, fee of the first (in cents), what it is done to."""
NOTES = (
    "Pt reports sensitivity to cold, lower left.\nNo swelling.",
    "BP 120/80\nPulse 72\nReviewed health history, no changes.",
    'Recommended crown #14. Pt said "not this year" – will re-evaluate in 6 mo.',
    "Consent signed.\n½ carpule lidocaine 2 %, no complications.\nPost-op instructions given.",
    "Discussed home care; demonstrated floss threader. Café au lait stains polished.",
    "Ins. estimate reviewed; patient portion explained.",
)
RTF = r"{\rtf1\ansi{\fonttbl{\f0 Arial;}}\f0\fs20 Pt tolerated \b prophylaxis\b0  well.\par Recall in 6 mo.}"
"""A note as an old word processor wrote it."""
LETTERS = ("Referral to oral surgery", "Referral to endodontics", "Letter to physician", "Insurance letter")
CONSENTS = ("Consent to treatment", "Consent to extraction", "Privacy notice", "Financial agreement")
REMARKS = ("", "", "", "Prefers mornings", "Nervous, takes time", "Call before texting")
