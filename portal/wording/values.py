"""Sentences of the grid in which the values of a column are looked at and settled."""

from __future__ import annotations

from core.money import Money
from core.values import Hint, Origin
from portal.viewmodels.values import PAGE_SIZE, Reuse, Show, Trial, ValuesPage
from portal.wording.figures import count, counted

TITLE = "What each value becomes"
WHY_CODED = (
    "Each word of this column gets one of the meanings that the new record knows. Equal words go together."
)
WHY_YES_OR_NO = "Each word of this column means yes or no."
WHY_TARGET = (
    "These point to other records. Where a name stands instead of a number, say which record is meant."
)
WHY_TEXT = (
    "What cannot be read stands first. Type what should be read in its place: the file itself stays as it is."
)
YES_OR_NO = (("yes", "yes"), ("no", "no"))
SHOWS = {Show.ALL: "All", Show.UNREAD: "Wants a look", Show.CHANGED: "Settled by people"}
ORIGINS = {
    Origin.UNREAD: ("!", "waits"),
    Origin.ASTRAY: ("!", "leads nowhere"),
    Origin.CORRECTED: ("✎", "read as corrected"),
    Origin.PERSON: ("✓", "by a person"),
    Origin.DECIDED: ("✓", "decided on Decisions"),
    Origin.KNOWN: ("·", "a usual word"),
    Origin.READ: ("·", "as it stands"),
    Origin.ABSENT: ("–", "says there is nothing"),
}
"""Sign and words for where the meaning of a value comes from; sign and words say it without colour."""
HINTS = {
    "told": "In another column somebody said so.",
    "spelt": "The same as {word} but for signs and spaces.",
    "slip": "Spelt almost like {word}.",
    "within": "Has {word} in it, or begins like it.",
    "called": "One record is called so.",
}
SCREEN = {
    "title": TITLE,
    "shows": "Which values",
    "search": "Find a value",
    "find": "Find",
    "value": "In your files",
    "times": "Times",
    "worth": "Money behind it",
    "becomes": "Becomes",
    "nothing": "nothing yet, it waits",
    "as_is": "as it stands",
    "empty": "empty",
    "none": "No value here.",
    "means": "What it becomes: {}",
    "use": "Use {}",
    "use_all": "Use the {} sure suggestions shown",
    "use_one": "Use the one sure suggestion shown",
    "together": "Give all shown one meaning",
    "all": "All shown become {}",
    "before": "Earlier values",
    "after": "More values",
    "pending_one": "1 value changed here, not saved yet",
    "pending": "{} values changed here, not saved yet",
    "try": "See what it does",
    "drop": "Take back",
    "reason": "Why (may stay empty)",
    "keep": "Save as one version",
    "back": "Change something else first",
    "trial": "What this would do",
    "unread": "cannot be read",
    "typed": "changed, not saved",
}
REUSE = "Use what was said of {}: {}"
FORBIDDEN = "The values themselves are not shown to your role. Please ask {} to say what they mean."
READ_ONLY = "You can look at them. Changing them is for those who may change the mapping."
NO_CHANGE = "This changes nothing: every one of these values is read as before."


def code(name: str) -> str:
    return name.replace("_", " ")


def target(number: str, name: str) -> str:
    return f"{number} · {name}" if name else number


def hint(told: Hint) -> str:
    return HINTS[told.why].format(word=f"“{told.word}”")


def worth(told: tuple[Money, ...]) -> str:
    return "\n".join(map(str, told))


def standing(page: ValuesPage) -> str:
    """ "12 of 40 different values cannot be read and wait, in 3,420 rows." and how much says nothing."""
    parts = []
    if page.unread:
        verb = "cannot be read and waits" if page.unread == 1 else "cannot be read and wait"
        of = f"{count(page.unread)} of {counted(page.total, 'different value')}"
        parts.append(f"{of} {verb}, in {counted(page.unread_rows, 'row')}.")
    else:
        parts.append(f"{counted(page.total, 'different value')}, all of them read.")
    if page.astray:
        verb = "leads" if page.astray == 1 else "lead"
        parts.append(f"{count(page.astray)} {verb} to no record, in {counted(page.astray_rows, 'row')}.")
    if page.generic:
        share = max(1, round(100 * page.generic / page.read))
        cells = counted(page.generic, "cell")
        parts.append(f"{cells} ({share} %) became only “other” or “unknown”.")
    return " ".join(parts)


def showing(page: ValuesPage) -> str:
    """Which of the values that were asked for stand here."""
    if not page.lines:
        return SCREEN["none"]
    first = (page.page - 1) * PAGE_SIZE + 1
    return f"{count(first)} to {count(first + len(page.lines) - 1)} of {counted(page.matching, 'value')}"


def offer(told: Reuse) -> str:
    """ "Use what was said of bills, Kind: 2 values, 20 rows"."""
    where = f"{told.source[1]}, {told.column}"
    return REUSE.format(where, f"{counted(told.values, 'value')}, {counted(told.rows, 'row')}")


def trial(told: Trial) -> str:
    """ "12 values in 3,420 rows become something else. 3,000 rows can be read that could not be before."."""
    if not told.values:
        return f"{NO_CHANGE}{_still(told)}"
    verb = "becomes" if told.values == 1 else "become"
    parts = [f"{counted(told.values, 'value')} in {counted(told.rows, 'row')} {verb} something else."]
    if told.now_read:
        parts.append(f"{counted(told.now_read, 'row')} can be read that could not be before.")
    if told.no_longer:
        parts.append(f"{counted(told.no_longer, 'row')} can no longer be read and will wait.")
    return " ".join(parts) + _still(told)


def _still(told: Trial) -> str:
    return f" {counted(told.still_unread, 'row')} still cannot be read." if told.still_unread else ""


def more(told: Trial) -> str:
    left = told.values - len(told.lines)
    return f"And {counted(left, 'more value', 'more values')}." if left > 0 else ""
