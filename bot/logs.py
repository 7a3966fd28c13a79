"""Logs for machines and people alike: one JSON object a line, a constant event and its facts.

Texts of people are not logged at any level, and the token cannot be: it is struck out of every line.
"""

import hashlib
import logging
import secrets
import sys
from typing import IO, Any

import orjson

STANDARD = frozenset(logging.LogRecord("", 0, "", 0, "", (), None).__dict__) | {"message", "asctime", "taskName"}


class Lines(logging.Formatter):
    def __init__(self, secrets: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.secrets = tuple(secret for secret in secrets if secret)

    def format(self, record: logging.LogRecord) -> str:
        facts: dict[str, Any] = {
            "time": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname,
            "log": record.name,
            "event": record.getMessage(),
        }
        facts |= {name: value for name, value in record.__dict__.items() if name not in STANDARD}
        if record.exc_info:
            facts["trace"] = self.formatException(record.exc_info)
        line = orjson.dumps(facts, default=str, option=orjson.OPT_NON_STR_KEYS).decode()
        for secret in self.secrets:
            line = line.replace(secret, "***")
        return line


def begin(level: str, secrets: tuple[str, ...], stream: IO[str] | None = None) -> None:
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(Lines(secrets))
    # Libraries are heard only when something is wrong: at lower levels they name what people wrote, and addresses
    # that hold the token.
    logging.basicConfig(level="WARNING", handlers=[handler], force=True)
    logging.getLogger("monoqala").setLevel(level)


class ChatHash:
    """Lets two lines of one chat be seen as such, without naming the chat to whoever reads the log."""

    def __init__(self, key: str) -> None:
        self.key = hashlib.sha256(key.encode()).digest()

    def __call__(self, chat_id: int | None) -> str:
        return hashlib.blake2b(str(chat_id).encode(), key=self.key, digest_size=5).hexdigest() if chat_id else "-"


def trouble_code() -> str:
    """Short enough to be read out over the telephone."""
    return secrets.token_hex(3).upper()
