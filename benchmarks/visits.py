"""A person at a page without a browser: the framework's own protocol, protobuf messages over one websocket.

A visit asks for a rerun and waits until the script has run to its end; what a page asks to be asked again by
itself (`run_every`) is asked, as a browser does. Nothing is drawn.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field
from time import perf_counter

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

LONGEST = 60.0
"""Seconds after which an answer that did not come is an error."""
_TROUBLE = b"Something went wrong"


@dataclass(frozen=True)
class Answer:
    """One act and what came of it. page: its address. size: bytes that came. wrong: "" if all is well."""

    kind: str
    page: str
    seconds: float
    size: int
    wrong: str = ""


@dataclass
class Visit:
    """cookie: the header of whoever is signed in, or "". pages: address -> its hash, once the first came."""

    connection: ClientConnection
    pages: dict[str, str] = field(default_factory=dict)
    page: str = ""
    fields: list[str] = field(default_factory=list)
    by_itself: int = 0
    _size: int = 0
    _wrong: str = ""
    _done: asyncio.Event = field(default_factory=asyncio.Event)
    _timers: dict[str, asyncio.Task[None]] = field(default_factory=dict)
    _reader: asyncio.Task[None] | None = None

    @classmethod
    async def begun(cls, address: str, cookie: str) -> Visit:
        """address: ws://... Raises OSError, WebSocketException where the server does not let it in."""
        headers = {"Cookie": cookie} if cookie else {}
        connection = await connect(
            f"{address}/_stcore/stream",
            subprotocols=["streamlit"],
            additional_headers=headers,
            max_size=None,
            open_timeout=LONGEST,
            ping_interval=None,
        )
        visit = cls(connection)
        visit._reader = asyncio.create_task(visit._read())
        return visit

    async def arrives(self) -> Answer:
        return await self._asks("arrive", ClientState())

    async def goes_to(self, page: str) -> Answer:
        self.page = page
        return await self._asks("page", ClientState(page_script_hash=self.pages[page]))

    async def types(self, letter: str) -> Answer:
        """Into the first field of the page; where it has none, the page is only run again."""
        states = [WidgetState(id=self.fields[0], string_value=letter)] if self.fields else []
        return await self._asks("field" if states else "again", self._here(widget_states=states))

    async def ends(self) -> None:
        for task in (*self._timers.values(), self._reader):
            if task is not None:
                task.cancel()
        await self.connection.close()

    def _here(self, *, widget_states: list[WidgetState]) -> ClientState:
        return ClientState(
            page_script_hash=self.pages.get(self.page, ""), widget_states=WidgetStates(widgets=widget_states)
        )

    async def _asks(self, kind: str, state: ClientState) -> Answer:
        self._size, self._wrong = 0, ""
        self._done.clear()
        self.fields.clear()
        self._forget_timers()
        began = perf_counter()
        try:
            await self._sends(state)
            async with asyncio.timeout(LONGEST):
                await self._done.wait()
        except TimeoutError:
            self._wrong = "no answer in time"
        except (OSError, WebSocketException) as failure:
            self._wrong = type(failure).__name__
        return Answer(kind, self.page, perf_counter() - began, self._size, self._wrong)

    async def _sends(self, state: ClientState) -> None:
        await self.connection.send(BackMsg(rerun_script=state).SerializeToString())

    async def _read(self) -> None:
        try:
            async for raw in self.connection:
                assert isinstance(raw, bytes)
                self._size += len(raw)
                if _TROUBLE in raw:
                    self._wrong = "the page says that something went wrong"
                self._took(ForwardMsg.FromString(raw))
        except (OSError, WebSocketException) as failure:
            self._wrong = type(failure).__name__
        finally:
            self._wrong = self._wrong or "the connection was closed"
            self._done.set()

    def _took(self, message: ForwardMsg) -> None:
        kind = message.WhichOneof("type")
        if kind == "navigation":
            self.pages = {page.url_pathname: page.page_script_hash for page in message.navigation.app_pages}
        elif kind == "delta":
            self._drew(message)
        elif kind == "auto_rerun":
            self._repeats(message.auto_rerun.fragment_id, message.auto_rerun.interval)
        elif kind == "script_finished" and message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
            self._done.set()

    def _drew(self, message: ForwardMsg) -> None:
        element = message.delta.new_element
        drawn = element.WhichOneof("type")
        if drawn == "text_input" and not element.text_input.form_id and not element.text_input.disabled:
            self.fields.append(element.text_input.id)
        elif drawn == "exception":
            self._wrong = "an exception was drawn"

    def _repeats(self, fragment: str, seconds: float) -> None:
        async def again() -> None:
            with suppress(OSError, WebSocketException):
                while True:
                    await asyncio.sleep(seconds)
                    self.by_itself += 1
                    state = self._here(widget_states=[])
                    state.fragment_id, state.is_auto_rerun = fragment, True
                    await self._sends(state)

        if fragment not in self._timers:
            self._timers[fragment] = asyncio.create_task(again())

    def _forget_timers(self) -> None:
        for task in self._timers.values():
            task.cancel()
        self._timers.clear()
