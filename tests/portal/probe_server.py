"""A live server made as the portal's own, whose script fails on purpose and which tells its settings."""

from __future__ import annotations

import sys
from pathlib import Path

import streamlit as st
import uvicorn
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from portal.quiet_logs import begin_logging
from portal.server import build_app
from portal.settings import read_settings
from portal.theme.streamlit_options import OPTIONS


async def options(_request: Request) -> JSONResponse:
    return JSONResponse({name: st.get_option(name) for name in OPTIONS})


if __name__ == "__main__":
    settings = read_settings()
    begin_logging(settings.log)
    app = build_app(settings, script=Path(sys.argv[1]), routes=[Route("/options", options)])
    uvicorn.run(app, host=settings.host, port=settings.port, log_level="warning", log_config=None)
