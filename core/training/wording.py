"""Sentences about steps that are not taken, and about faults in a path's file: kept apart from deciding."""

from __future__ import annotations

from collections.abc import Iterable

NO_SUCH_ITEM = "This path has no lesson or task of that name any more."
DONE_ALREADY = "This is done already."
NOT_DONE = "This is not done yet, so there is nothing to open again."
NO_REASON = "Opening something again needs a reason, which the person can read."
NO_WORD = "Please say in a few words what is missing, so that somebody can help."
NOT_UNSURE = "Nobody said that they do not feel ready, so there is nothing to take back."
READ_ONLY = "A lesson is read, and a task is done: please open it and look at its button again."
NOT_BY_WORD = "This task counts once it is done right on the practice copy."
NOT_BY_YOURSELF = "This task counts once a colleague has seen it: please ask somebody to look."
NOT_ASKED = "Nobody asked a colleague to look at this task."
NOT_FOR_EYES = "Only a task that a colleague has to see can be shown to one."
ONLY_BY_THE_PERSON = "Only the person who learns can say this."
READY_ALREADY = "You have said already that you are ready."


def still_left(number: int) -> str:
    return f"There {'is 1 step' if number == 1 else f'are {number} steps'} left before this."


def no_toml(reason: str) -> str:
    return f"This is not a TOML file: {reason}."


def missing(name: str) -> str:
    return f"{name} is missing."


def not_known(name: str, known: Iterable[str]) -> str:
    return f"There is no part of the name {name} here. Known are: {', '.join(known)}."


def not_a_text(name: str) -> str:
    return f"{name} is not a text, or is empty."


def not_a_number(name: str, least: int, most: int) -> str:
    return f"{name} is not a whole number from {least} to {most}."


def not_one_of(name: str, known: Iterable[str]) -> str:
    return f"{name} is none of: {', '.join(known)}."


NO_STEPS = "The path has no step."
TWICE = "Another step of this path has the same id."
ID_SHAPE = "An id has small letters, digits and hyphens only."
LESSON_PROOF = "A lesson is read, so it takes no proof and no exercise."
TASK_PROOF = "A task says how it is shown: proof is said, seen or proven."
EXERCISE_PROOF = "An exercise belongs to a task with proof proven, and only to such a one."
