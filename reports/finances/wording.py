"""The words of the statement of finances, apart from what it says and where it prints."""

from __future__ import annotations

from reports.finances.content import FinancesStatement

TITLE = "Statement of finances"
ISSUER_PLACE = "Written and sealed by the installation"
SIGN_HERE = "Not signed yet"
SIGNER_ROLE = "Accountant"
VERIFY = (
    "To check this document: chartbridge verify FILE, or the page Verify of any portal. "
    "The code carries its name and the digest of its content."
)
NOT_EXPLAINED = "not explained"
TIES = "ties"
NO_OURS = "none"
SECTIONS = {
    "differences": ("What differs", "Totals of the old system that are not the same here, and why."),
    "ties": ("What ties to the cent", "Totals of the old system that are the same here."),
    "owed": ("Receivables by age", "In days since the entry, each clinic in its own currency."),
    "flows": ("Production, collections and adjustments", "By month of service, the newest twelve months."),
    "apart": ("Not counted", "Entries that count for nothing above."),
    "digests": ("Fingerprints", "By these, anyone can tell that it speaks of this run and no other."),
    "signatures": ("Signature", "The accountant signs, after confirming who they are."),
}
NOTHING_DIFFERS = "No total that was compared differs."
NOTHING_TIES = "No total that was compared is the same."
NOTHING = "None."
TOTAL_HEADS = ("Total", "Old system", "Here", "Difference", "Explained", "By whom")
TIE_HEADS = ("Total", "Both say", "By whom")
OWED_HEADS = ("Clinic", "0 to 30", "31 to 60", "61 to 90", "Over 90", "Credits", "Unapplied", "Balance")
FLOW_HEADS = ("Month", "Production", "Collections", "Adjustments")
APART_HEADS = ("Why", "Entries", "Together")
DIGEST_HEADS = ("Of what", "SHA-256")


def verdict(statement: FinancesStatement) -> str:
    """The one line at the top; what is not explained is never left out."""
    number, still = len(statement.totals), len(statement.open)
    compared = f"{number} {'total' if number == 1 else 'totals'} compared"
    if still:
        return f"{compared}; {still} {'difference is' if still == 1 else 'differences are'} not explained"
    differ = sum(not total.ties for total in statement.totals)
    if differ:
        return f"{compared}; {differ} {'differs' if differ == 1 else 'differ'}, with an explanation by name"
    return f"{compared}; all of them tie to the cent"
