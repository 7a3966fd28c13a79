"""Everything that can be set, read once from the environment and from `.env` (the environment wins).

A wrong setting stops the start with one line that says what to change: a name that does not exist in
`.env`, a near miss of a known name in the environment, a value that cannot be right.
"""

import difflib
import hashlib
import io
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, Self, get_args
from urllib.parse import urlsplit

from dotenv.parser import parse_stream
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    field_validator,
    model_validator,
)

Level = Literal["DEBUG", "INFO", "WARNING", "ERROR"]

TOKEN = re.compile(r"\d{3,20}:[A-Za-z0-9_-]{30,64}")
SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
DEFAULT_DATABASE = "sqlite:///var/monoqala.sqlite3"
SANDBOX_DATABASE = "sqlite:///var/sandbox.sqlite3"
NEAR = 0.87
"""How alike a stranger's name in the environment must be to one of ours to be taken for a slip of the pen."""


class BadSettings(Exception):
    """One line for the person who starts the bot."""


class Settings(BaseModel):
    """The description of each field is its line in the README's table."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    bot_token: SecretStr | None = Field(None, description="Token from @BotFather. Without it the sandbox starts.")
    bot_api_url: str = Field(
        "https://api.telegram.org", description="Address of a self-hosted Bot API server instead of Telegram's."
    )
    webhook_url: str | None = Field(
        None, description="Public https address that Telegram calls; without it the bot polls. Needs BOT_TOKEN."
    )
    webhook_listen: str = Field("127.0.0.1:8080", description="host:port on which the webhook is served.")
    webhook_secret: SecretStr | None = Field(
        None, description="Secret that Telegram repeats with each call. Without it one is derived from the token."
    )
    database_url: SecretStr | None = Field(
        None, description="`postgresql://…` or `sqlite:///file`. Without it a SQLite file under `var/`."
    )
    owner_ids: tuple[int, ...] = Field((), description="Telegram ids of the first owners, separated by commas.")
    second_publisher: Literal["yes", "no"] = Field(
        "yes", description="Whether figures that change a town's tier wait for a second publisher: yes or no."
    )
    sandbox_port: int = Field(8088, description="Port of the chat in the browser, on 127.0.0.1.")
    log_level: Level | None = Field(
        None, description="How much is logged: DEBUG, INFO, WARNING or ERROR. Texts of people never are."
    )

    @field_validator("log_level", mode="before")
    @classmethod
    def level_in_any_case(cls, level: str) -> str:
        if level.upper() not in get_args(Level):
            raise ValueError("is none of DEBUG, INFO, WARNING, ERROR")
        return level.upper()

    @field_validator("owner_ids", mode="before")
    @classmethod
    def owners_are_people(cls, ids: str) -> tuple[int, ...]:
        found = ids.replace(",", " ").split()
        if not all(each.isdecimal() and int(each) for each in found):
            raise ValueError("holds the Telegram ids of people, separated by commas, such as 123456789,987654321")
        return tuple(int(each) for each in found)

    @field_validator("second_publisher", mode="before")
    @classmethod
    def second_publisher_is_yes_or_no(cls, wanted: str) -> str:
        if wanted.lower() not in {"yes", "no"}:
            raise ValueError("is neither yes nor no")
        return wanted.lower()

    @field_validator("sandbox_port", mode="before")
    @classmethod
    def port_is_a_number(cls, port: str) -> int:
        if not (port.isdecimal() and 0 < int(port) < 65536):
            raise ValueError("is not a port, a number from 1 to 65535 such as 8088")
        return int(port)

    @field_validator("bot_token")
    @classmethod
    def token_has_its_form(cls, token: SecretStr | None) -> SecretStr | None:
        if token is not None and not TOKEN.fullmatch(token.get_secret_value()):
            raise ValueError("is not a token; @BotFather gives one like 123456789:AAE…, copy it whole")
        return token

    @field_validator("bot_api_url", "webhook_url")
    @classmethod
    def address_is_whole(cls, address: str | None) -> str | None:
        if address is None:
            return None
        parts = urlsplit(address)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
            raise ValueError("is not a whole address that begins with https://, or http:// on your own machine")
        return address.rstrip("/")

    @field_validator("webhook_listen")
    @classmethod
    def listen_is_host_and_port(cls, listen: str) -> str:
        host, colon, port = listen.rpartition(":")
        if not (host and colon and port.isdigit() and 0 < int(port) < 65536):
            raise ValueError("is not host:port, such as 0.0.0.0:8080")
        return listen

    @field_validator("webhook_secret")
    @classmethod
    def secret_has_its_form(cls, secret: SecretStr | None) -> SecretStr | None:
        if secret is not None and not SECRET.fullmatch(secret.get_secret_value()):
            raise ValueError("may hold 1-256 characters A-Z, a-z, 0-9, _ and - only")
        return secret

    @field_validator("database_url")
    @classmethod
    def database_is_known(cls, url: SecretStr | None) -> SecretStr | None:
        known = ("sqlite:///", "sqlite+aiosqlite:///", "postgres://", "postgresql://", "postgresql+asyncpg://")
        if url is not None and not url.get_secret_value().startswith(known):
            raise ValueError("begins neither with postgresql:// nor with sqlite:///")
        return url

    @model_validator(mode="after")
    def webhook_needs_token(self) -> Self:
        if self.webhook_url and self.bot_token is None:
            raise ValueError("WEBHOOK_URL is set but BOT_TOKEN is not: set the token, or remove WEBHOOK_URL")
        if self.webhook_url and self.webhook_url.startswith("http:") and "api.telegram.org" in self.bot_api_url:
            raise ValueError("WEBHOOK_URL must begin with https://: Telegram calls no other address")
        return self

    @property
    def sandbox(self) -> bool:
        return self.bot_token is None

    @property
    def level(self) -> Level:
        """Whoever talks in the browser wants to see the address, not a line for each word."""
        return self.log_level or ("WARNING" if self.sandbox else "INFO")

    @property
    def database(self) -> str:
        """People of the sandbox never mix with real ones, so each has a file of its own."""
        if self.database_url is not None:
            return self.database_url.get_secret_value()
        return SANDBOX_DATABASE if self.sandbox else DEFAULT_DATABASE

    @property
    def hook_secret(self) -> str:
        """Without a setting it is derived from the token, so that equal workers agree on it."""
        if self.webhook_secret is not None:
            return self.webhook_secret.get_secret_value()
        token = self.bot_token.get_secret_value() if self.bot_token else ""
        return hashlib.sha256(b"webhook:" + token.encode()).hexdigest()

    @property
    def secrets(self) -> tuple[str, ...]:
        """What no line of the log may hold."""
        token = self.bot_token.get_secret_value() if self.bot_token else ""
        return (token, self.hook_secret, urlsplit(self.database).password or "")

    @property
    def listen(self) -> tuple[str, int]:
        host, _, port = self.webhook_listen.rpartition(":")
        return host.strip("[]"), int(port)


NAMES = {name.upper(): name for name in Settings.model_fields}


def read(environment: Mapping[str, str], dotenv: Path) -> Settings:
    from_file = read_file(dotenv) if dotenv.is_file() else {}
    for name in environment:
        if name not in NAMES and (hint := meant(name, NEAR)):
            raise BadSettings(f"{name} in the environment is not a setting{hint}")
    given = {NAMES[name]: value.strip() for name, value in {**from_file, **environment}.items() if name in NAMES}
    try:
        return Settings.model_validate({name: value for name, value in given.items() if value})
    except ValidationError as error:
        raise BadSettings("; ".join(line(problem) for problem in error.errors())) from None


def read_file(dotenv: Path) -> dict[str, str]:
    try:
        content = dotenv.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise BadSettings(f"{dotenv} cannot be read: save it as UTF-8, readable by you") from None
    values: dict[str, str] = {}
    for binding in parse_stream(io.StringIO(content)):
        blank = len(binding.original.string) - len(binding.original.string.lstrip("\n"))
        where = f"{dotenv}, line {binding.original.line + blank}"
        if binding.error or (binding.key is not None and binding.value is None):
            raise BadSettings(f"{where}: write NAME=value")
        if binding.key is None:
            continue
        if binding.key not in NAMES:
            raise BadSettings(f"{where}: {binding.key} is not a setting{meant(binding.key, 0.6)}; see the README")
        values[binding.key] = binding.value or ""
    return values


def meant(name: str, likeness: float) -> str:
    near = difflib.get_close_matches(name.upper(), NAMES, n=1, cutoff=likeness)
    return f"; did you mean {near[0]}?" if near else ""


def line(problem: Mapping[str, object]) -> str:
    """One problem in words, never with the value itself: it may be a secret."""
    where = problem["loc"]
    message = str(problem["msg"]).removeprefix("Value error, ")
    if isinstance(where, tuple) and where:
        return f"{str(where[0]).upper()} {message[0].lower()}{message[1:]}"
    return message
