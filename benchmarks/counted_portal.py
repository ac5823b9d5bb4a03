"""The portal as a server of its own that says what it has cost so far: processor time and statements.

    python -m benchmarks.counted_portal

Beside the pages it answers `/cost` to whoever is signed in. Nothing of the portal is replaced.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

import uvicorn
from sqlalchemy import Engine, event
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from portal.server import build_app
from portal.settings import read_settings

_OURS = ("PRAGMA", "BEGIN")
"""How a transaction on SQLite begins; it counts as a transaction and not as a statement."""


@dataclass
class Counted:
    statements: int = 0
    transactions: int = 0

    def statement(self, _connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        self.statements += not statement.startswith(_OURS)

    def transaction(self, _connection: Any) -> None:
        self.transactions += 1


def main() -> None:
    counted, settings = Counted(), read_settings()
    event.listen(Engine, "before_cursor_execute", counted.statement)
    event.listen(Engine, "begin", counted.transaction)

    async def cost(_request: Request) -> JSONResponse:
        return JSONResponse({"cpu": time.process_time(), **vars(counted)})

    application = build_app(settings, routes=[Route("/cost", cost)])
    uvicorn.run(application, host=settings.host, port=settings.port, log_level="warning", access_log=False)


if __name__ == "__main__":
    main()
