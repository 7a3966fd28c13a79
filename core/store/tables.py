"""The tables, for SQLite and PostgreSQL alike.

Keys are natural ones, so that a row may be copied from one database to another as it is. A column that
holds a Telegram id of a person or of a chat is named in `PERSONAL` and is a BigInteger; see traces.py. One that holds
the pseudonym of somebody who has used a right is named in `PSEUDONYMOUS`; see aliases.py.
"""

from datetime import UTC, datetime
from typing import Final

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Date,
    DateTime,
    Dialect,
    Double,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)
from sqlalchemy.types import TypeDecorator

PERSONAL: Final = frozenset({"person_id", "chat_id", "granted_by"})
PSEUDONYMOUS: Final = frozenset(
    {"alias", "who", "whom", "published_by", "seconded_by", "proposed_by", "confirmed_by", "invited_by", "used_by"}
)


class Moment(TypeDecorator[datetime]):
    """An aware moment in UTC. SQLite forgets time zones, so there it is kept without one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a moment needs its time zone: {value}")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


def telegram_id(name: str) -> Column[int]:
    return Column(name, BigInteger, primary_key=True, autoincrement=False)


people = Table(
    "people",
    metadata,
    telegram_id("person_id"),
    Column("language", String(2)),
    Column("blocked_at", Moment),
    Column("since", Moment, nullable=False),
)

groups = Table(
    "groups",
    metadata,
    telegram_id("chat_id"),
    Column("language", String(2), nullable=False),
    Column("since", Moment, nullable=False),
)

# What is being typed: one row per chat and person.
dialogues = Table(
    "dialogues",
    metadata,
    telegram_id("chat_id"),
    telegram_id("person_id"),
    Column("name", String(64), nullable=False),
    Column("data", JSON, nullable=False),
    Column("since", Moment, nullable=False),
)

# The last update of a chat that has done an act; see transaction.py.
applied = Table(
    "applied",
    metadata,
    telegram_id("chat_id"),
    Column("act", String(64), primary_key=True),
    Column("update_id", BigInteger, nullable=False),
    Column("at", Moment, nullable=False, index=True),
)

# Updates that were fetched but not handled yet. Until `due` they are in the hands of a worker; `attempts`
# counts how often they were left behind and claimed since somebody last renewed that.
inbox = Table(
    "inbox",
    metadata,
    telegram_id("update_id"),
    Column("body", LargeBinary, nullable=False),
    Column("kept_at", Moment, nullable=False),
    Column("due", Moment, nullable=False),
    Column("attempts", Integer, nullable=False),
)

# Updates that could not be read, or were given up: keys and types, no values.
unreadable = Table(
    "unreadable",
    metadata,
    telegram_id("update_id"),
    Column("shape", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", Moment, nullable=False),
)

# Who may do what, and where: `places` is empty for everywhere. `granted_by` is empty for a role given by the settings,
# and negative for a person who has asked to be forgotten since (see traces.py).
grants = Table(
    "grants",
    metadata,
    telegram_id("person_id"),
    Column("role", String(16), primary_key=True),
    Column("granted_at", Moment, nullable=False),
    Column("granted_by", BigInteger),
    Column("places", JSON(none_as_null=True)),
)

# Small facts about this installation, such as the hash of the commands last told to Telegram.
marks = Table(
    "marks",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)

# A person's applications for a microcredit. `number` counts them, `answers` are those that the list of papers hangs
# on, `events` what the person recorded of the steps. From `last_step_at` the days until it is deleted are counted.
applications = Table(
    "applications",
    metadata,
    telegram_id("person_id"),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("town", String(64)),
    Column("edition", String(64), nullable=False),
    Column("language", String(2), nullable=False),
    Column("handed_in", Date),
    Column("answers", JSON, nullable=False),
    Column("ticked", JSON, nullable=False),
    Column("events", JSON, nullable=False),
    Column("consented_at", Moment),
    Column("since", Moment, nullable=False),
    Column("last_step_at", Moment, nullable=False, index=True),
    Column("moved_at", Moment),
)

# Messages that go out by themselves. `due_at` is of the clock that people go by, which the sandbox can move;
# `lease_until` is in seconds of the database's own clock, and 0 when nobody holds the letter. `language` is the
# one it was asked for in, for a person who has chosen none. See letters.py and outbox.py.
outbox = Table(
    "outbox",
    metadata,
    telegram_id("chat_id"),
    Column("key", String(128), primary_key=True),
    Column("about", String(64), nullable=False),
    Column("kind", String(32), nullable=False),
    Column("payload", JSON, nullable=False),
    Column("language", String(2), nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("state", String(16), nullable=False),
    Column("lease_until", Double, nullable=False),
    Column("attempts", Integer, nullable=False),
    Index(None, "state", "due_at"),
)

# How fast all workers together may send: one row, with the moment from which the next message may go out, in
# seconds of the database's own clock.
pace = Table(
    "pace",
    metadata,
    Column("name", String(16), primary_key=True),
    Column("free_at", Double, nullable=False),
)

# Under which pseudonym a person who uses a right is on record. This row is the only way from one to the other.
aliases = Table(
    "aliases",
    metadata,
    telegram_id("person_id"),
    Column("alias", BigInteger, nullable=False, unique=True),
    Column("salt", String(32), nullable=False),
)

# What was published over data/, batch by batch, and the figures of each. Rows are added and never changed or deleted;
# the database itself sees to that (append_only.py). `figures` are up to 5,000 of them in JSON: entries.py.
batches = Table(
    "batches",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("published_by", BigInteger, nullable=False),
    Column("reason", Text, nullable=False),
    Column("overruled", JSON, nullable=False),
    Column("undoes", Integer),
)
published = Table(
    "published",
    metadata,
    Column("batch", Integer, primary_key=True, autoincrement=False),
    Column("part", Integer, primary_key=True, autoincrement=False),
    Column("figures", Text, nullable=False),
)

# What somebody has asked to publish and what became of it. `content` are the figures, empty when it is settled;
# `digest` is of the dry run that was shown, over the versions it was made for. See proposals.py.
proposals = Table(
    "proposals",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False, index=True),
    Column("proposed_by", BigInteger, nullable=False),
    Column("base_version", Integer, nullable=False),
    Column("data_version", String(16), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("reason", Text, nullable=False),
    Column("overruled", JSON, nullable=False),
    Column("undoes", Integer),
    Column("content", LargeBinary, nullable=False),
    Column("state", String(16), nullable=False),
    Column("confirmed_by", BigInteger),
    Column("batch", Integer),
)

# Every act of power. `hash` is over the row and the hash before it; append-only as well. See audit.py.
audit = Table(
    "audit",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("who", BigInteger, nullable=False),
    Column("act", String(64), nullable=False),
    Column("whom", BigInteger),
    Column("before", Text),
    Column("after", Text),
    Column("update_id", BigInteger),
    Column("hash", String(64), nullable=False),
)

# Links that make somebody an official, an editor …, once. Only a hash of the secret in the link is kept.
# `update_id` asked for it.
invitations = Table(
    "invitations",
    metadata,
    Column("secret_hash", String(64), primary_key=True),
    Column("role", String(16), nullable=False),
    Column("places", JSON(none_as_null=True)),
    Column("invited_by", BigInteger, nullable=False),
    Column("at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("used_by", BigInteger),
    Column("used_at", Moment),
    Column("update_id", BigInteger),
)

# Who wants to hear of what: `extent` is a town, an oblast or all, `kind` a change of tier, any change, the week.
subscriptions = Table(
    "subscriptions",
    metadata,
    telegram_id("chat_id"),
    Column("extent", String(16), primary_key=True),
    Column("place", String(64), primary_key=True),
    Column("kind", String(16), primary_key=True),
    Column("language", String(2), nullable=False),
    Column("since", Moment, nullable=False),
)
