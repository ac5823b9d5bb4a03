"""Where a cluster is, if there is one, and the certificate with which this machine speaks to it.

TLS is the only way in: whoever may hand out a task there may run code beside the keys (law 7).
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, Field


def _tls(said: str | None) -> str | None:
    if said is None:
        return None
    try:
        parts = urlsplit(said)
        whole = parts.scheme == "tls" and bool(parts.hostname) and parts.port is not None
    except ValueError:
        whole = False
    if not whole or said != f"tls://{parts.netloc}" or "@" in said:
        raise ValueError(
            "it is not an address such as tls://scheduler.clinic.example:8786, and without TLS none is taken"
        )
    return said


class ClusterSettings(BaseModel):
    """None of them is set where runs are done on one machine."""

    cluster: Annotated[
        str | None,
        AfterValidator(_tls),
        Field(description="Where the scheduler of a cluster answers, tls://host:port; none by default."),
    ] = None
    cluster_ca: Path | None = Field(
        default=None, description="The certificate (PEM) that vouches for everybody in the cluster."
    )
    cluster_cert: Path | None = Field(default=None, description="This machine's certificate (PEM) for it.")
    cluster_key: Path | None = Field(default=None, description="The key (PEM) of that certificate.")
