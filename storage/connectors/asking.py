"""Asking another system politely: at its pace, again after a hiccup, and never beyond its own address.

Secrets go to the address that they are for and nowhere else: an answer that names another host is asked
without them, or refused. What is refused is told by kind of record and status, never with an address's
query or an answer's text, which may hold patient data (law 7).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

import httpx

from storage.connectors.signing_in import Credentials
from storage.errors import StorageError

TRIES = 6
"""Times that one page is asked for before the extract stops; it can be gone on with later."""
LONGEST_WAIT = 300.0
"""Seconds that a system may ask us to wait before the next try."""
LARGEST_PAGE = 64 << 20
"""Bytes of one page."""
SECONDS = 60.0
"""Within which a system has to say something."""
_AGAIN = (429, 500, 502, 503, 504)


class ExtractRefused(StorageError):
    """Another system did not hand out what was asked for. What was taken before is kept."""

    kind = "extract_refused"


class CutOff(ExtractRefused):
    """An answer that ended before its end."""

    def __init__(self, what: str) -> None:
        super().__init__(
            place=what,
            found="The answer was cut off.",
            do="Run the same command again: it goes on where it stopped.",
        )


@dataclass(frozen=True)
class Answer:
    """status, headers, and the whole body (patient data)."""

    status: int
    headers: httpx.Headers
    body: bytes = field(repr=False)


@dataclass
class Asking:
    """One system. address: its base. pace: requests a second at most. now, sleep: the clock, in seconds."""

    client: httpx.Client
    address: str
    credentials: Credentials
    pace: float
    now: Callable[[], float]
    sleep: Callable[[float], None]
    _free: float = 0.0

    def whole(self, what: str, url: str, *, headers: Mapping[str, str] | None = None) -> Answer:
        """The answer to a GET, read whole. what: the kind of record, for errors."""
        for _ in range(TRIES - 1):
            try:
                return self._whole(what, url, headers)
            except CutOff:
                self.sleep(1.0)
        return self._whole(what, url, headers)

    def _whole(self, what: str, url: str, headers: Mapping[str, str] | None) -> Answer:
        with self.streamed(what, url, headers=headers) as answer:
            return Answer(answer.status_code, answer.headers, bounded(what, answer))

    @contextmanager
    def streamed(
        self, what: str, url: str, *, headers: Mapping[str, str] | None = None, elsewhere: bool = False
    ) -> Iterator[httpx.Response]:
        """The answer to a GET as it comes, once it is a good one. Raises ExtractRefused after `TRIES`.

        elsewhere: the address may be another host's, over TLS; no secret is sent there.
        """
        answer = self._sent(what, self.place(what, url, elsewhere=elsewhere), dict(headers or {}))
        try:
            yield answer
        finally:
            answer.close()

    def place(self, what: str, url: str, *, elsewhere: bool = False) -> str:
        """`url`, relative or whole, as an address of this system. Raises ExtractRefused for one elsewhere."""
        whole = urljoin(f"{self.address.rstrip('/')}/", url)
        if not self.ours(whole) and not (elsewhere and urlsplit(whole).scheme == "https"):
            raise ExtractRefused(
                place=what,
                found="The system sends on to another address than its own.",
                do="Ask whoever runs it for an address that it uses itself, and put that in the description.",
            )
        return whole

    def ours(self, url: str) -> bool:
        """Whether `url` is of the same scheme, host and port as the system."""
        own, other = urlsplit(self.address), urlsplit(url)
        return (own.scheme, own.hostname, own.port) == (other.scheme, other.hostname, other.port)

    def _sent(self, what: str, url: str, headers: dict[str, str]) -> httpx.Response:
        renewed = False
        for tried in range(1, TRIES + 1):
            self._keep_pace()
            secret = self.credentials.headers(self.client) if self.ours(url) else {}
            signed = {**headers, **secret}
            answer = self._once(url, signed)
            if answer is not None and answer.status_code < 300:
                return answer
            status = None if answer is None else answer.status_code
            wait = self._wait(tried, answer)
            if answer is not None:
                answer.close()
            if status == 401 and not renewed and self.credentials.renew():
                renewed = True
            elif status is not None and status not in _AGAIN:
                raise refused(what, status)
            elif tried < TRIES:
                self.sleep(wait)
        raise refused(what, status)

    def _once(self, url: str, headers: dict[str, str]) -> httpx.Response | None:
        """None where nothing was answered."""
        try:
            return self.client.send(self.client.build_request("GET", url, headers=headers), stream=True)
        except httpx.TransportError:
            return None

    def _keep_pace(self) -> None:
        at = max(self.now(), self._free)
        self.sleep(max(0.0, at - self.now()))
        self._free = at + 1 / self.pace

    def _wait(self, tried: int, answer: httpx.Response | None) -> float:
        asked = None if answer is None else retry_after(answer.headers, self.now())
        return min(LONGEST_WAIT, float(2 ** (tried - 1)) if asked is None else asked)


def retry_after(headers: httpx.Headers, now: float) -> float | None:
    """Seconds that the system asks for (RFC 9110, 10.2.3: seconds or a date), None where it does not."""
    text = headers.get("retry-after", "").strip()
    if text.isdigit():
        return float(text)
    try:
        at = parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return max(0.0, (at - datetime.fromtimestamp(now, UTC)).total_seconds())


def bounded(what: str, answer: httpx.Response) -> bytes:
    """The body. Raises ExtractRefused beyond `LARGEST_PAGE`, and where it was cut off."""
    taken = bytearray()
    try:
        for piece in answer.iter_bytes():
            taken += piece
            if len(taken) > LARGEST_PAGE:
                raise ExtractRefused(
                    place=what,
                    found=f"One page is larger than {LARGEST_PAGE >> 20} MB.",
                    do="Ask for fewer records a page in the description.",
                )
    except httpx.TransportError as error:
        raise CutOff(what) from error
    return bytes(taken)


def refused(what: str, status: int | None) -> ExtractRefused:
    """By what the system answered; None: nothing."""
    if status is None:
        found = "The system does not answer."
        do = "Check its address and the connection, then run this again."
    elif status in (401, 403):
        found = f"The system refuses access (status {status})."
        do = "Check the secret and what it is allowed to read, then run this again."
    elif status in _AGAIN:
        found = f"The system is busy or broken (status {status}), also after {TRIES} tries."
        do = "Run the same command again later: it goes on where it stopped."
    else:
        found = f"The system does not know what was asked for (status {status})."
        do = "Check the path in the description."
    return ExtractRefused(place=what, found=found, do=do)
