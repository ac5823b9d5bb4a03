"""The portal as one process: Streamlit as an ASGI application under uvicorn, with a worker beside it.

`serve` says what it does and ends cleanly on Ctrl-C or SIGTERM, the worker too. Without a sign-in it answers
on this computer only; with one, on another address over https only, and nobody unknown.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st
import uvicorn
from starlette.formparsers import MultiPartParser
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.routing import Route
from streamlit.web import bootstrap

from core.demonstration import SMALL, WHOLE
from core.errors import ChartbridgeError, WrongUsage
from portal.download_route import download_route
from portal.middleware import middleware
from portal.opening import open_storage, where_the_key_lies
from portal.picture_route import picture_route
from portal.quiet_logs import BARE, begin_logging, keep_values_out_of_logs
from portal.ready_route import health_routes
from portal.services import example
from portal.settings import LOOPBACK, PREFIX, Example, LogForm, Settings, SignIn, read_settings
from portal.shared import storage
from portal.sign_in.provider import check_provider
from portal.sign_in.provider_doors import doors_of
from portal.slice_route import slice_routes
from portal.theme.streamlit_options import OPTIONS
from portal.trouble import on_script_error
from portal.viewmodels.verify import LARGEST
from portal.worker_process import ALONE, CLUSTERED, WorkerProcess

APP = Path(__file__).with_name("app.py")
_MEGABYTE = 1024 * 1024
_SECONDS_TO_CLOSE = 3
_SIZES = {Example.WHOLE: WHOLE, Example.SMALL: SMALL}

Say = Callable[[str], None]


def serve(settings: Settings, *, say: Say = print) -> None:
    """Run the portal until it is told to stop. Raises WrongUsage and StorageErrors before it starts."""
    refuse_to_leave_this_computer(settings)
    begin_logging(settings.log)
    _first_start(settings, say)
    application = build_app(settings)
    server = uvicorn.Server(_uvicorn(application, settings))
    for line in greeting(settings):
        say(line)
    _end_quietly()
    with WorkerProcess(wanted=settings.worker, program=CLUSTERED if settings.cluster else ALONE):
        server.run()
    say("Stopped. Everything is kept.")


def _end_quietly() -> None:
    """uvicorn raises the signal that ended it once more; by then we are on our way out by ourselves."""
    for told in (signal.SIGINT, signal.SIGTERM):
        signal.signal(told, lambda _number, _frame: None)


def refuse_to_leave_this_computer(settings: Settings) -> None:
    """Raises WrongUsage where somebody unknown could come in, or a cookie could be read on its way."""
    if settings.sign_in is SignIn.OIDC:
        check_provider(settings)
    if settings.sign_in is SignIn.NONE and (settings.host not in LOOPBACK or settings.address):
        raise WrongUsage(
            place=f"{PREFIX}ADDRESS" if settings.address else f"{PREFIX}HOST",
            found=f"Without a sign-in the portal may not answer on {settings.address or settings.host}.",
            do=f"Use 127.0.0.1, which only this computer can reach, or set {PREFIX}SIGN_IN=local.",
        )
    if settings.host not in LOOPBACK and settings.address is None:
        raise WrongUsage(
            place=f"{PREFIX}ADDRESS",
            found=f"The portal is to answer on {settings.host}, and where people reach it is not said.",
            do="Set it to the https address in front of it, such as https://portal.clinic.example.",
        )


def greeting(settings: Settings) -> tuple[str, ...]:
    """What a person at the terminal needs to know."""
    with_worker = "with a worker beside it" if settings.worker else "without a worker"
    return (
        f"Chartbridge answers on {address(settings)} ({with_worker}).",
        f"Its data lies sealed in {settings.home}",
        f"The key lies {_place(settings)}",
        *_who_comes_in(settings),
        "Keep a copy of the key in a safe place: without it nothing can be read again.",
        "To stop, press Ctrl-C.",
    )


def address(settings: Settings) -> str:
    return settings.reached_at


def _who_comes_in(settings: Settings) -> tuple[str, ...]:
    if settings.sign_in is SignIn.NONE:
        return ()
    return ("People sign in. The first owner comes with: chartbridge owner --email you@clinic.example",)


def build_app(settings: Settings, *, script: Path = APP, routes: Sequence[Route] = ()) -> st.App:
    """The application, with Streamlit's settings in force wherever it is started from.

    routes: answered beside the pages, `/healthz`, `/readyz` and the doors for files that leave
    (portal/downloads.py), for pictures (portal/picture_grants.py) and for files that come in
    (portal/slice_route.py).
    """
    keep_values_out_of_logs(settings.log)
    bootstrap.load_config_options(_options(settings))
    MultiPartParser.spool_max_size = 2 * LARGEST * _MEGABYTE  # never spool uploads to a disk
    doors = doors_of(settings, cache(storage))
    signs_in = settings.sign_in is not SignIn.NONE
    return st.App(
        script,
        routes=[
            *health_routes(),
            Route("/overview", _to_start),
            download_route(),
            picture_route(),
            *slice_routes(),
            *(doors.routes() if signs_in else ()),
            *routes,
        ],
        middleware=[
            *middleware(_hosts(settings), secure=settings.reached_at.startswith("https://")),
            *([doors.guard()] if signs_in else ()),
        ],
        on_script_error=on_script_error,
    )


def _hosts(settings: Settings) -> list[str]:
    outside = urlsplit(settings.address or "").hostname
    return [settings.host, *LOOPBACK, *([outside] if outside else ())]


def _options(settings: Settings) -> dict[str, object]:
    """Dots become underscores, as Streamlit's own command line hands them over."""
    ours = {
        **OPTIONS,
        "server.address": settings.host,
        "server.port": settings.port,
        "browser.serverAddress": settings.host,
        "browser.serverPort": settings.port,
        "server.maxUploadSize": LARGEST,
        **({"logger.messageFormat": BARE} if settings.log is LogForm.JSON else {}),
    }
    return {name.replace(".", "_"): value for name, value in ours.items()}


async def _to_start(request: Request) -> RedirectResponse:
    """The framework serves the first page at the root alone; people type and keep its name as well."""
    return RedirectResponse(f"/?{request.url.query}" if request.url.query else "/")


def _uvicorn(application: st.App, settings: Settings) -> uvicorn.Config:
    return uvicorn.Config(
        application,
        host=settings.host,
        port=settings.port,
        log_level="warning",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=_SECONDS_TO_CLOSE,
    )


def _first_start(settings: Settings, say: Say) -> None:
    """Make the folder of state and its key, and put an example there to try, before anyone asks."""
    store = open_storage(settings)
    try:
        if settings.example is not Example.NONE and example.is_missing(store):
            say("Putting an example there to try. That happens once and takes a few seconds.")
            example.put_if_empty(store, size=_SIZES[settings.example])
    finally:
        store.close()


def _place(settings: Settings) -> str:
    where = where_the_key_lies(settings)
    return where if where.startswith("in ") else f"in {where}"


def main() -> None:
    try:
        serve(read_settings())
    except ChartbridgeError as refused:
        print(f"{refused.place}: {refused.found}\n{refused.do}", file=sys.stderr)
        raise SystemExit(refused.exit_status) from None


if __name__ == "__main__":
    main()
