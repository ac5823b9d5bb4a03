"""Sentences of the states that any page can be in."""

BRAND = "Chartbridge"
FORBIDDEN = "This is for somebody else"
TROUBLE = "This page could not be shown"
TROUBLE_MORE = (
    "Nothing was changed and nothing is lost. Please try once more. If it happens again, "
    "give your project team this number: {}."
)
TRY_AGAIN = "Try again"
PROJECT = "Project"
NEW_PROJECT = "New project"
NEW_PROJECT_NAME = "Name of the clinic or group"
CREATE = "Create the project"
SIGNED_AS = "You are {name}, {role}"
NO_SIGN_IN = "This portal answers on this computer only."
NO_PROJECT = "There is no project yet"
NO_PROJECT_MORE = "A project is one move of one clinic group. Give it the clinic's name to begin."
