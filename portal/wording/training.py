"""Sentences of the Training page."""

from __future__ import annotations

from datetime import date

from core.training import Kind, Proof
from portal.viewmodels.training import Learner, Mine, TrainingPage
from portal.wording.figures import counted, day

TITLE = "Training"
WHY = "So that your first day with the new software is a day like any other."

PLACE = "your training"
NOTHING_CHANGED = "Nothing was changed."
NOT_YOURS_TO_SAY = "This is not something that a person says of themselves."
NO_PATH = "This role has no path here."
NO_EXERCISE = "There is no exercise of that name in your path."

NO_PATH_HERE = "You have nothing to learn here"
NO_PATH_MORE = "Paths are for those who work with the new software from the first day on."
NOT_BEGUN = "Nobody has begun yet"
NOT_BEGUN_MORE = "Once somebody reads a first lesson, they stand here with what is done and what is left."

NOW = "Your next step"
OPENED = "Opened by you"
ALL_STEPS = "All your steps"
BACK = "Back to my next step"
OPEN = "Open"
KIND = {Kind.LESSON: "Lesson", Kind.TASK: "Task"}
HOW = {
    Proof.READ: "to read",
    Proof.SAID: "to do",
    Proof.SEEN: "to show to a colleague",
    Proof.PROVEN: "to do on the practice copy",
}
READ = "I have read this"
DID = "I have done this"
ASK = "Ask a colleague to look"
ASKED = "A colleague is asked to look. It stands on the Training page of everybody in your clinic."
DONE_NOTE = "Saved. One step less."
ASKED_NOTE = "Asked. Tell a colleague that it waits for them."
READY = "I am ready"
READY_WHY = "Everything is done. If you feel ready for the first day, say so and take your certificate."
READY_NOTE = "Saved. Well done."

UNSURE = "I do not feel ready"
UNSURE_WHY = "Say what is missing. {} and the success engineer read it, and nobody else."
UNSURE_WORD = "What is missing"
UNSURE_DO = "Tell them"
UNSURE_NOTE = "Told. Somebody will come to you."
YOU_UNSURE = "You said that you do not feel ready: {word} ({at})"
SETTLED = "I feel better about it now"
SETTLED_NOTE = "Taken back."

EYES = "Colleagues who ask for your eyes"
EYES_WHY = "Let them show you, on their own screen. Confirm only what you saw."
SAW = "I have seen it"
SAW_NOTE = "Confirmed."

TEAM = "Everybody's training"
TEAM_WHY = "Who has steps left, and who does not feel ready. Those stand first."
TEAM_ALT = "For each person, how many of their steps are done."
PERSON = "Who"
STEPS = "Steps done"
MINUTES = "Minutes left"
STATE = "How it stands"
NOT_READY = "Does not feel ready"
FINISHED = "Finished"
REOPEN = "Open a step again"
REOPEN_WHOSE = "Whose step"
REOPEN_WHICH = "Which step"
REOPEN_REASON = "Why"
REOPEN_HINT = "The person reads it. Say what should be looked at once more."
REOPEN_DO = "Open it again"
REOPEN_NOTE = "Opened again."
REOPENED = "{by} opened this again: {why}"

CERTIFICATE = "Certificate"
CERTIFIED = "{name} has finished the path {path}, and said on {at} that they are ready."
TAKE = "Download my certificate"
SEALED = "The portal seals it and keeps it. Anyone can check it on the page Verify a document."
CERTIFICATE_NAME = "certificate of training.pdf"
NOT_FINISHED = "Your path is not finished yet, so there is no certificate."
NOT_FINISHED_DO = "Finish what is left, and say that you are ready."
OF_ANOTHER = "Somebody of your name learned here before you joined, and some of these steps are theirs."
OF_ANOTHER_DO = "Please ask those who follow the training to open those steps again, and take them yourself."

PRACTICE = "Practice copy"
OWN_RECORDS = (
    "These are records of your own clinic as the last run has them. What you do here stays on this page: "
    "the run is not changed, and nothing is sent to anybody."
)
MADE_UP = "The people here are made up. What you do stays on this page, and nothing is sent to anybody."


def minutes(number: int) -> str:
    return f"about {counted(number, 'minute')}"


def left(view: TrainingPage) -> str:
    """What is left for the reader: of their own, and people whom they may help."""
    return " ".join(each for each in (_own(view.mine) if view.mine else "", _doubts(view)) if each)


def _own(mine: Mine) -> str:
    if mine.finished:
        return "You are finished and ready."
    if not mine.left:
        return "Everything is done. One thing is left: to say that you are ready."
    late = sum(line.late for line in mine.lines)
    told = f"{counted(mine.left, 'step is', 'steps are')} left, {minutes(mine.minutes)}."
    return f"{told} {counted(late, 'of them is', 'of them are')} late." if late else told


def _doubts(view: TrainingPage) -> str:
    doubts = sum(each.unsure is not None for each in view.team or ())
    people = counted(doubts, "person does", "people do")
    return f"{people} not feel ready: please talk to them." if doubts else ""


def due(on: date | None, *, late: bool) -> str:
    if on is None:
        return ""
    return f"was planned by {day(on)}" if late else f"planned by {day(on)}"


def how_known(proof: Proof, by: str) -> str:
    return {
        Proof.READ: "read",
        Proof.SAID: "said to be done",
        Proof.SEEN: f"seen by {by}",
        Proof.PROVEN: "done right on the practice copy",
    }[proof]


def done_by(proof: Proof, by: str, at: str) -> str:
    return f"{how_known(proof, by)}, {at}"


def how_far(mine: Mine) -> str:
    return f"{len(mine.lines) - mine.left} of {len(mine.lines)} steps done"


def standing(each: Learner) -> str:
    if each.finished:
        return FINISHED
    if not each.done:
        return "Not begun"
    if len(each.done) == each.whole:
        return "Done, has not said ready yet"
    return f"{each.late} late" if each.late else "On the way"
