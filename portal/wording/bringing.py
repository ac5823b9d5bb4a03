"""Sentences of bringing files in by our own route: on the page, and to whoever asks the route."""

from __future__ import annotations

TOO_LARGE = "One file may have {:,} MB, and this one has more."
TOO_LARGE_DO = "Put it in a ZIP or bring it in parts."
NO_ROOM = "This project may hold {:,} MB of files, and this would be more."
NO_ROOM_DO = "Ask whoever looks after this portal for more room."

NO_LENGTH = "It was not said how much would come."
TOO_MUCH_AT_ONCE = "More came at once than can be taken."
SMALLER = "Send smaller parts."
TOO_SLOW = "It came too slowly."
SEND_AGAIN = "Send it again."
NOT_AS_SENT = "What arrived is not what was sent."
NOT_UNDERSTOOD = "It is not what this address takes."
TOO_MANY = "Too much is coming at once."
WAIT = "Wait a moment and go on."
AWAY = "The place where the files lie does not answer just now."

INPUT = "Choose what to bring in"
SCREEN = {
    "told": "{done} of {files} brought in, {sent} of {size}",
    "all": "How much has come",
    "stay": "Keep this tab open until everything has come. You may look at other pages meanwhile.",
    "paused": "Paused.",
    "cut": "The connection is gone. It goes on by itself when it is back.",
    "pause": "Pause",
    "goOn": "Go on",
    "again": "Try these again",
    "forget": "Leave these out",
    "unreadable": "This file could not be read on your computer. Choose it again.",
    "locale": "en-US",
}
"""What the browser says while files come; the words in braces are filled there."""
