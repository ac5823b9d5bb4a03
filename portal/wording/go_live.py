"""Sentences of the Go-live page, and of what its services refuse."""

from __future__ import annotations

from core.money import Money
from core.readiness import Part, Signer, Verdict
from core.readiness.statements import PART_OF
from portal.viewmodels.go_live import DocumentLine, GateLine, GoLive, MeasureName
from portal.wording import finances
from portal.wording.figures import counted

TITLE = "Go-live"
WHY = "The day you mean to change over, what still stands in its way, and the document that four people sign."
NO_RUN = "There is no run yet"
NO_RUN_MORE = (
    "Whether you are ready is told from what a run made of your files. Start one first, then come back here."
)
TO_OVERVIEW = "Go to the overview"

FIGURES = "The figures"
TAKE = "Count how ready you are"
TAKE_AGAIN = "Count again"
NOT_TAKEN = "Nobody has counted yet how ready you are"
NOT_TAKEN_MORE = (
    "The portal counts what waits, what has no patient and what does not add up, and asks people for the "
    "rest. It takes a moment, changes nothing in your records, and can be done again at any time."
)
ASK_TAKE = "Please ask the owner or the champion of your clinic to count how ready you are."
TAKEN_AT = "Counted {at} by {by}, from run {run}."
TAKEN = "It is counted."
NEWER_RUN = "There is a newer run. Count again to see how it stands with that one."
VOIDS = "{} is void as soon as a figure, a waiver or the day changes. It would have to be written anew."

BLOCKS = "What stands in the way"
BLOCKS_WHY = (
    "Each has to be settled before a document is written, or waived: somebody answers for it by name."
)
NO_BLOCKS = "Nothing stands in the way"
WAIVED = "Waived, by name"
WAIVED_WHY = "These are still not ready. Somebody answers for them, and the document says so first."
LOOK = "To look at"
LOOK_WHY = "These do not hold anything up. The document shows them."
AT_A_GLANCE = "All conditions at a glance"
CHART_ALT = "The twenty conditions, by who sees to each: ready, to look at, waived or not ready."
SEES_TO = "Seen to by"
STATED_BELOW = "Stated further down by"
ANSWERS = "Who answers for it"
WAIVE = "Waive"
WAIVE_WHY = "You answer for this with your name. It stays not ready, and your reason is printed first."
WAIVE_REASON = "Your reason"
WAIVE_DO = "Waive it as {name}"
WAIVED_NOTE = "It is waived, with your name and reason."
TAKE_BACK = "Take back"
TAKEN_BACK = "The waiver is taken back."
ASK_WAIVE = "Can be waived by {}."
WORSE = "It got worse since, so the waiver no longer speaks for it."

STATED = "Figures that people state"
STATED_WHY = (
    "What the portal cannot count itself. Each part is stated by the one who sees to it, and the document "
    "says on whose word it stands."
)
STATED_NOTE = "It is noted, with your name."
NOTHING_STATED = "Nothing stated yet. This is for the {}."
SAVE = "State this"
TAKE_OUT = "Take out"
AS_STATED = "As stated by"

DOCUMENT = "The document"
DOCUMENT_WHY = (
    "It says what did not come over before what did. Four people sign it: the practitioner, the accountant, "
    "the champion, then the owner."
)
WRITE = "Write the document"
WRITE_AGAIN = "Write a new document"
WRITTEN = "The document is written and sealed. Its four signatures come next."
NONE_YET_MORE = "Once nothing stands in the way, the owner or the champion writes it here."
MAY_NOT_WRITE = "Nothing stands in the way. The owner or the champion of your clinic writes it here."
SIGNERS = "Who signs"
SIGN = "Sign as {}"
SIGNED_NOTE = "Signed. Thank you."
PHRASE = "Your signing passphrase"
PHRASE_HELP = "It is asked for each signature. Nobody else knows it, and it cannot be looked up."
NEW_PHRASE = "A new signing passphrase, twelve characters or more"
AGAIN = "The same once more"
MAKE_KEY = "Set my passphrase"
MAKE_KEY_WHY = (
    "Before your first signature you choose a passphrase. A short sentence is best. It cannot be looked "
    "up, so please keep it where you keep what matters."
)
KEY_MADE = "Your passphrase is set."
DOWNLOAD = "Download {}"
TRUST = "Download the trust file"
TRUST_HELP = "Keep it beside the document: with it anybody can check the signatures without this portal."
TRUST_NAME = "chartbridge-trust.pem"
VERIFY = "Verify a document"
VOID = "Documents that no longer count"
WHY_VOID = "Why it is void"
SIGNED_SO_FAR = "Signed"
NOT_YET = "not signed yet"
COMPLETE = "All four have signed."

MOVING = "Move to the new practice software"
SETTLE_FIRST = "Please settle these first, or waive them by name and reason."
OLD_RUN = "The last run is too old: it does not say of each table what became of its values."
RUN_AGAIN = "Please start a run again and write the document after it."
WITHHELD = "Left out here, because it names somebody who is a patient now."
NO_SUCH_MONEY = "The last run has no records for this total in that currency."
NO_SUCH_MONEY_DO = "Please choose another kind of total or another currency."
MEASURED = "This has a page of its own now, and what stands there counts."
MEASURED_DO = "Please see to it there."
NO_AMOUNT = "This is not an amount that can be read."
NO_AMOUNT_DO = "Please write it like 12,345.60 or -500.00."

PARTS: dict[Part, tuple[str, str]] = {
    Part.TOTALS: ("Control totals", "Figures of the old system beside the same figures here."),
    Part.CHARTS: ("Charts compared", "Charts that you were given, and compared side by side."),
    Part.TRAINING: ("Training", "Who has training to do, and who has finished."),
    Part.PARALLEL: ("Parallel week", "Days worked in both systems, and what differed."),
    Part.SCOPE: ("Scope", "What moves and what stays, and what you have approved."),
}
FIGURE: dict[str, str] = {
    "asked": "Charts to compare",
    "compared": "Charts compared",
    "raised": "Concerns raised",
    "settled": "Settled",
    "people": "People",
    "finished": "Finished",
    "planned": "Days planned",
    "worked": "Days worked",
    "found": "Differences found",
}
TEAMS = ("Practitioners", "Assistants", "Reception", "Accounts", "Others")
TEAM = "Team"
TOTAL = "What the old system calls it"
MEASURE = "What it adds up"
CURRENCY = "Currency"
THEIRS = "The old system says"
OURS = "Here"
DIFFERENCE = "Difference"
EXPLANATION = "Explanation, where they differ"
EXPLAINED = "explained: {}"
UNEXPLAINED = "not explained"
TIES = "ties"
NO_OURS = "the last run has none"
SCOPE_PART = "Part"
MOVES, STAYS = "moves", "stays"
APPROVED, NOT_APPROVED = "approved", "not approved yet"
AGREED = "Agreed"
SCOPE_HINT = "Charts, images and notes since 2017"
TOTAL_HINT = "Receivables at the end of February"
NO_MONEY = "The last run has no records of money, so there is nothing to compare yet."
ON_FINANCES = "Totals are typed and explained on Finances, where the entries behind each of them stand."
TO_FINANCES = "Compare totals on Finances"
EXPLAIN_IT = "Explain the difference of {}"
TAKE_OUT_ONE = "Take out: {}"
SEE = {
    "overview": "See the overview",
    "log": "See the log",
    "decisions": "See the decisions",
    "uploads": "See the files",
    "scope": "See the scope",
    "charts": "See the charts",
    "finances": "See the finances",
    "training": "See the training",
}
"""Address of a page -> what the way there is called."""
APPROVE = "I approve this"
NOTE = "Note"
MEASURES: dict[MeasureName, str] = {
    MeasureName.LEDGER_BALANCE: "Balance of the ledger: all entries",
    MeasureName.LEDGER_CHARGES: "Charges in the ledger",
    MeasureName.LEDGER_PAYMENTS: "Payments in the ledger",
    MeasureName.LEDGER_ADJUSTMENTS: "Adjustments and write-offs in the ledger",
    MeasureName.PAYMENTS: "Payments",
    MeasureName.ADJUSTMENTS: "Adjustments",
    MeasureName.FEES: "Fees of procedures",
}
SIGNS = {"ready": "●", "look": "▲", "waived": "☐", "blocked": "☒"}
"""The same forms as in the chart: a disc, a triangle, a hollow square, a crossed one."""
STATES = ("ready", "look", "waived", "blocked")
STATE_WORDS = {"ready": "ready", "look": "to look at", "waived": "not ready, waived", "blocked": "not ready"}
ROLES = {"practitioner": "Practitioner", "accountant": "Accountant", "champion": "Champion", "owner": "Owner"}


def left(view: GoLive, role: str) -> str:
    """What is left for the person reading, in one sentence."""
    if view.live is not None and view.live.yours:
        return f"{view.live.id} waits for your signature."
    if view.live is not None and view.live.complete:
        return f"All four have signed {view.live.id}. Nothing is left to do here."
    if not view.figures.run:
        return ""
    blocks = [line for line in view.gates if line.blocks]
    own = sum(line.result.gate.owner == role for line in blocks)
    if not blocks:
        waived = sum(condition(line) == "waived" for line in view.gates)
        return f"{no_blocks(waived)}."
    stand = counted(len(blocks), "condition stands", "conditions stand")
    if len(blocks) == 1:
        return f"{stand} in the way. It is {'yours to see to' if own else 'for somebody else'}."
    yours = {0: "None of them is yours.", len(blocks): "All of them are yours to see to."}
    return f"{stand} in the way. {yours.get(own, f'{own} of them {_is(own)} yours to see to.')}"


def no_longer(view: GoLive) -> str:
    """Why the newest document does not count any more, where it does not; "" otherwise."""
    newest = view.documents[-1] if view.documents else None
    return f"{newest.id} no longer counts. {newest.void}" if newest is not None and newest.void else ""


def no_blocks(waived: int) -> str:
    """What was waived is said in the same breath."""
    return f"Nothing stands in the way, with {waived} waived by name" if waived else NO_BLOCKS


def _is(number: int) -> str:
    return "is" if number == 1 else "are"


def turn(document: DocumentLine) -> str:
    """Whose turn it is, in one sentence."""
    now = document.turn
    return f"Next signs {now.name}, {now.role}." if now else COMPLETE


def signed_by(signed: int, of: int) -> str:
    return f"by {signed} of {of}"


def condition(line: GateLine) -> str:
    """Which of STATES a gate is in."""
    if line.blocks:
        return "blocked"
    if line.covered and line.result.verdict is not Verdict.PASS:
        return "waived"
    return "look" if line.result.verdict is Verdict.WARN else "ready"


def says(line: GateLine) -> str:
    """ "2 charts still to compare, as stated by Parker Sample"."""
    figure = line.result.figure
    return f"{figure}, as stated by {line.stated_by}" if line.stated_by else figure


def who_sees_to_it(line: GateLine) -> str:
    """Whose it is, where they do it, and who may answer for it where it stands in the way."""
    gate = line.result.gate
    whose = f"{STATED_BELOW if gate.name in PART_OF and line.below else SEES_TO} the {gate.owner}"
    return f"{whose}. {ASK_WAIVE.format(line.ask)}" if line.blocks else f"{whose}."


def signer(role: Signer) -> str:
    return ROLES[role.value]


def difference(money: Money) -> str:
    """With its sign, so that nobody has to work out which side is higher."""
    return f"+{money}" if money.minor_units > 0 else str(money)


def measure(name: str) -> str:
    return MEASURES[MeasureName(name)] if name in set(MeasureName) else finances.measure(name)


def labelled(name: str, figure: int) -> tuple[str, str]:
    """What a figure is called on a phone, where its column has no head, and the figure."""
    return FIGURE[name], f"{figure:,}"


def ready(number: int, of: int) -> str:
    return f"{number} of {of} conditions are ready"


def spoken(stated: int) -> str:
    return counted(stated, "statement") if stated else "nothing stated yet"


def void(number: int) -> str:
    return f"{VOID}: {number}"


def waiting(number: int) -> str:
    """Why what was stated since is not among the figures."""
    told = counted(number, "statement was", "statements were")
    return f"{told} made since and {'counts' if number == 1 else 'count'} once it is counted again."
