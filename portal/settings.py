"""Every setting, from CHARTBRIDGE_* variables; a name nobody knows is refused, never ignored.

Documented one by one in docs/settings.md, which a test compares with the fields below. The folder of
state (`home`) and the master key lie apart on purpose: a backup of the folder is worthless alone (law 7).
"""

from __future__ import annotations

import getpass
import os
from collections.abc import Mapping
from difflib import get_close_matches
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

import platformdirs
from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from core.errors import WrongUsage
from portal.bound_settings import BoundSettings
from portal.cluster_settings import ClusterSettings
from portal.permissions import Role

PREFIX = "CHARTBRIDGE_"
LOOPBACK = ("127.0.0.1", "::1", "localhost")


class Example(StrEnum):
    """Which example an empty portal starts with: a whole dental group, a small one, or none."""

    WHOLE = "whole"
    SMALL = "small"
    NONE = "none"


class LogForm(StrEnum):
    """How a line of the log looks: for a person's eyes, or one JSON object."""

    PLAIN = "plain"
    JSON = "json"


_YES_AND_NO = {
    **dict.fromkeys(("true", "yes", "on", "1"), Example.WHOLE),
    **dict.fromkeys(("false", "no", "off", "0"), Example.NONE),
}
"""How the setting was written when it was yes or no."""


def _example(said: object) -> object:
    word = str(said).strip().lower()
    return _YES_AND_NO.get(word, word)


@cache
def _zones() -> frozenset[str]:
    """Once: it walks through folders of the system, and settings are read at every click."""
    return frozenset(available_timezones())


def _known_zone(name: str) -> str:
    if name not in _zones():
        raise ValueError("it is not the name of a time zone, such as Europe/Oslo or America/Chicago")
    return name


def _currency_code(code: str) -> str:
    if not (len(code) == 3 and code.isascii() and code.isalpha() and code.isupper()):
        raise ValueError("it is not a currency code of three capital letters, such as USD or EUR")
    return code


def _country_code(code: str) -> str:
    if not (len(code) == 2 and code.isascii() and code.isalpha() and code.isupper()):
        raise ValueError("it is not a country code of two capital letters, such as US or DE")
    return code


def _home() -> Path:
    return Path(platformdirs.user_data_dir("chartbridge", appauthor=False))


def _key_file() -> Path:
    return Path(platformdirs.user_config_dir("chartbridge", appauthor=False)) / "master.key"


class SignIn(StrEnum):
    """How people sign in: not at all, on this computer only; with accounts kept here; with a provider."""

    NONE = "none"
    LOCAL = "local"
    OIDC = "oidc"


def _https(said: str | None) -> str | None:
    if said is None:
        return None
    address = said.rstrip("/")
    parts = urlsplit(address)
    if parts.scheme != "https" or not parts.hostname or parts.path or parts.query or parts.username:
        raise ValueError("it is not an address such as https://portal.clinic.example")
    return address


def _provider(said: str | None) -> str | None:
    """As it stands: an issuer is compared letter by letter. Without https only on this computer."""
    if said is None:
        return None
    parts = urlsplit(said)
    sealed = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
    if not sealed or not parts.hostname or parts.query or parts.fragment or parts.username:
        raise ValueError("it is not an address such as https://login.clinic.example")
    return said


def _scopes(said: str) -> str:
    if "openid" not in said.split():
        raise ValueError("openid is not among them")
    return " ".join(said.split())


def _roles(said: str) -> str:
    for each in filter(None, map(str.strip, said.split(";"))):
        value, _, role = each.rpartition("=")
        if not value.strip() or role.strip() not in tuple(Role):
            raise ValueError("it is not a list such as front-desk=receptionist; doctors=practitioner")
    return said


class Settings(BoundSettings, ClusterSettings, BaseSettings):
    """What a deployment may choose. Frozen: it is read once, when a process starts."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, extra="forbid", frozen=True, env_ignore_empty=True, hide_input_in_errors=True
    )

    home: Path = Field(default_factory=_home, description="The one folder of state.")
    master_key: Annotated[
        SecretStr | None,
        Field(description="The master key itself, base64, where a secret store hands it over."),
    ] = None
    master_key_file: Path = Field(
        default_factory=_key_file, description="Where the master key lies; made at first start."
    )
    master_key_kms: Annotated[
        str | None,
        Field(description="A key of AWS KMS (id, ARN or alias) as the master key; it never leaves there."),
    ] = None
    database_url: Annotated[
        SecretStr | None,
        Field(description="SQLAlchemy address of PostgreSQL; without it, SQLite in the folder of state."),
    ] = None
    blobs: Annotated[
        str | None,
        Field(description="A folder, or s3://bucket/prefix, for sealed files; without it, in `home`."),
    ] = None
    host: Annotated[str, Field(description="The address the portal answers on.")] = "127.0.0.1"
    port: Annotated[int, Field(ge=1, le=65535, description="The port the portal answers on.")] = 8501
    address: Annotated[
        str | None,
        AfterValidator(_https),
        Field(description="Where people reach the portal, https://...; needed on any other host than this."),
    ] = None
    sign_in: Annotated[
        SignIn, Field(description="How people sign in: none (this computer only), local or oidc.")
    ] = SignIn.NONE
    oidc_issuer: Annotated[
        str | None,
        AfterValidator(_provider),
        Field(description="The provider of sign-in (OpenID Connect), as it names itself."),
    ] = None
    oidc_client_id: Annotated[
        str | None, Field(description="The name that the provider knows this portal by.")
    ] = None
    oidc_client_secret: Annotated[
        SecretStr | None, Field(description="The secret that the provider knows this portal by.")
    ] = None
    oidc_scopes: Annotated[
        str, AfterValidator(_scopes), Field(description="What the provider is asked to tell about people.")
    ] = "openid email profile"
    oidc_role_claim: Annotated[
        str | None, Field(description="The claim that says what somebody is, where roles come from there.")
    ] = None
    oidc_roles: Annotated[
        str, AfterValidator(_roles), Field(description="Which of its values is which role: value=role; ...")
    ] = ""
    oidc_project: Annotated[
        str | None, Field(description="The project that those roles are in: its name, or its id.")
    ] = None
    session_idle: Annotated[
        int, Field(ge=1, le=480, description="After how many minutes without a click a visit ends.")
    ] = 30
    session_longest: Annotated[
        int, Field(ge=1, le=72, description="After how many hours a visit ends, whatever is done.")
    ] = 12
    worker: Annotated[bool, Field(description="Whether `serve` also starts a worker.")] = True
    example: Annotated[
        Example,
        BeforeValidator(_example),
        Field(description="Which example an empty portal starts with: whole, small or none."),
    ] = Example.WHOLE
    currency: Annotated[
        str,
        AfterValidator(_currency_code),
        Field(description="Currency (ISO 4217) of amounts that name none."),
    ] = "USD"
    country: Annotated[
        str,
        AfterValidator(_country_code),
        Field(description="Country (ISO 3166) of telephone numbers that name none."),
    ] = "US"
    zone: Annotated[
        str,
        AfterValidator(_known_zone),
        Field(description="Time zone (IANA) of times that name none, and of times shown."),
    ] = "UTC"
    upload_limit: Annotated[
        int, Field(ge=1, le=4096, description="The largest single file the page takes, in megabytes.")
    ] = 1024
    project_quota: Annotated[
        int, Field(ge=1, description="What all files brought into one project may come to, in megabytes.")
    ] = 102_400
    log: Annotated[
        LogForm, Field(description="How a line of the log looks on standard error: plain or json.")
    ] = LogForm.PLAIN
    person: str = Field(
        default_factory=getpass.getuser,
        min_length=1,
        max_length=80,
        description="Who is at this computer, for the audit trail, where there is no sign-in.",
    )
    role: Annotated[Role, Field(description="That person's role, where there is no sign-in.")] = Role.OWNER

    @property
    def time_zone(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    @property
    def roles_at_provider(self) -> dict[str, Role]:
        """Value of the claim -> role; each role by its own name where nothing else is said."""
        told = (each.rpartition("=") for each in self.oidc_roles.split(";") if each.strip())
        return {value.strip(): Role(role.strip()) for value, _, role in told} or {r.value: r for r in Role}

    @property
    def reached_at(self) -> str:
        """The address that people type, without a slash at its end."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return self.address or f"http://{host}:{self.port}"


def read_settings() -> Settings:
    """Settings from the environment of this process.

    Raises WrongUsage naming the variable: unknown (with the closest known name) or not acceptable.
    """
    return _read(tuple(os.environ.items()))


@lru_cache(maxsize=4)
def _read(environment: tuple[tuple[str, str], ...]) -> Settings:
    """Once for the same environment: they are asked for at every click."""
    _refuse_unknown(dict(environment))
    try:
        return Settings()
    except ValidationError as refused:
        raise _as_wrong_usage(refused) from None


def variables() -> tuple[str, ...]:
    """Every variable there is, in the order of the fields."""
    return tuple(f"{PREFIX}{name.upper()}" for name in Settings.model_fields)


def _refuse_unknown(environment: Mapping[str, str]) -> None:
    unknown = sorted(n for n in environment if n.startswith(PREFIX) and n not in variables())
    if not unknown:
        return
    close = get_close_matches(unknown[0], variables(), n=1, cutoff=0.0)
    raise WrongUsage(
        place=unknown[0],
        found="There is no setting of this name.",
        do=f"The closest one is {close[0]}. Correct the name or remove the variable.",
    )


def _as_wrong_usage(refused: ValidationError) -> WrongUsage:
    first = refused.errors(include_input=False, include_url=False)[0]
    name = f"{PREFIX}{str(first['loc'][0]).upper()}"
    return WrongUsage(
        place=name,
        found=f"This setting cannot be used: {first['msg'].removeprefix('Value error, ')}.",
        do="Correct the value, or remove the variable to use the default.",
    )
