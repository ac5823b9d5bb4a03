"""An extract described in a file: which system, how to sign in, what to take and how its pages follow.

The file is TOML and holds no secret: `secret` and its like name variables of the environment. Unknown keys
are refused, since a misspelt one would silently take less than was meant.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from storage.connectors.signing_in import ClientCredentials, Credentials, Fixed, basic
from storage.errors import StorageError

_HERE = ("127.0.0.1", "localhost", "::1")
_NAME = r"^[A-Za-z][A-Za-z0-9_-]{0,60}$"


class DescriptionInvalid(StorageError):
    """A description that cannot be meant as it stands."""

    kind = "description_invalid"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SignIn(_Strict):
    """kind: how. secret, password: names of environment variables. header: for kind "header"."""

    kind: Literal["none", "bearer", "basic", "header", "client_credentials"] = "none"
    secret: str = ""
    header: str = "X-API-Key"
    name: str = ""
    token_address: str = ""
    client_id: str = ""
    scope: str = ""

    @model_validator(mode="after")
    def _whole(self) -> SignIn:
        if self.kind != "none" and not self.secret:
            raise ValueError("secret has to name the environment variable that holds it")
        if self.kind == "client_credentials" and not (self.token_address and self.client_id):
            raise ValueError("client_credentials needs token_address and client_id")
        return self


class Paging(_Strict):
    """How the next page is asked for.

    page, offset: `parameter` counts up from `first` by one or by `size`; the end is a page with fewer
    records than `size`. cursor: the text at `next` goes into `parameter`. next: the address at `next`. link:
    the address in the Link header (RFC 8288). none: there is one page.
    """

    kind: Literal["none", "page", "offset", "cursor", "next", "link"] = "none"
    parameter: str = ""
    size_parameter: str = ""
    size: Annotated[int, Field(ge=1, le=10_000)] = 100
    first: int = 1
    next: str = ""

    @model_validator(mode="after")
    def _whole(self) -> Paging:
        if self.kind in ("page", "offset", "cursor") and not self.parameter:
            raise ValueError(f"paging by {self.kind} needs parameter")
        if self.kind in ("cursor", "next") and not self.next:
            raise ValueError(f"paging by {self.kind} needs next")
        return self


class Records(_Strict):
    """One kind of record. at: dotted path of the list in an answer, "" where the answer is the list."""

    name: Annotated[str, Field(pattern=_NAME)]
    path: str = ""
    at: str = ""
    total: str = ""
    query: Mapping[str, str] = Field(default_factory=dict)
    paging: Paging = Paging()


class Source(_Strict):
    """kind: rest, fhir-search or fhir-bulk. requests_a_second: at most."""

    kind: Literal["rest", "fhir-search", "fhir-bulk"]
    address: str
    requests_a_second: Annotated[float, Field(gt=0, le=100)] = 4
    export: str = "$export"

    @model_validator(mode="after")
    def _reachable(self) -> Source:
        told = urlsplit(self.address)
        if told.scheme != "https" and not (told.scheme == "http" and told.hostname in _HERE):
            raise ValueError("address has to begin with https:// (plain http only on this computer)")
        if told.username or told.query or told.fragment:
            raise ValueError("address holds no name, query or fragment")
        return self


class Description(_Strict):
    """A whole description. records: none for fhir-bulk, which says itself what there is."""

    source: Source
    sign_in: SignIn = SignIn()
    records: tuple[Records, ...] = ()

    @model_validator(mode="after")
    def _whole(self) -> Description:
        names = [each.name.casefold() for each in self.records]
        if len(set(names)) != len(names):
            raise ValueError("two records have the same name")
        if not names and self.source.kind != "fhir-bulk":
            raise ValueError("there is nothing under [[records]]")
        return self

    def credentials(self, environment: Mapping[str, str]) -> Credentials:
        """Raises DescriptionInvalid where the environment lacks what is named."""
        told = self.sign_in
        if told.kind == "none":
            return Fixed()
        secret = environment.get(told.secret, "")
        if not secret:
            raise DescriptionInvalid(
                place="sign_in.secret",
                found=f"The environment has no variable {told.secret}.",
                do="Set it to the secret that the system gave you.",
            )
        match told.kind:
            case "bearer":
                return Fixed("Authorization", f"Bearer {secret}")
            case "basic":
                return basic(told.name, secret)
            case "header":
                return Fixed(told.header, secret)
            case _:
                return ClientCredentials(told.token_address, told.client_id, secret, told.scope)


def read_description(path: Path) -> Description:
    """Raises DescriptionInvalid with the first thing that is wrong."""
    try:
        return Description.model_validate(tomllib.loads(path.read_text("utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DescriptionInvalid(
            place=path.name,
            found="This is no description of an extract: it is not a TOML file that can be read.",
            do="See docs/extracts.md for one that can.",
        ) from error
    except ValidationError as error:
        wrong = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in wrong["loc"]) or "the file"
        raise DescriptionInvalid(
            place=f"{path.name}: {where}",
            found=f"{wrong['msg'].removeprefix('Value error, ')}.",
            do="See docs/extracts.md for what may stand there.",
        ) from None
