"""Tables of content that is published without a release."""

from sqlalchemy import BigInteger, Column, Integer, LargeBinary, String, Table, Text

from core.store.tables import Moment, metadata

# Content that was published, issue by issue, and the files of each by their place in data/. Rows are added and never
# changed or deleted (append_only.py). A file without a body: what data/ says counts again.
content_issues = Table(
    "content_issues",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("published_by", BigInteger, nullable=False),
    Column("seconded_by", BigInteger, nullable=False),
    Column("reason", Text, nullable=False),
    Column("undoes", Integer),
)
content_files = Table(
    "content_files",
    metadata,
    Column("issue", Integer, primary_key=True, autoincrement=False),
    Column("path", String(128), primary_key=True),
    Column("body", LargeBinary),
)

# What somebody has asked to publish, over which issue and which catalogue, and its files until it is settled.
content_proposals = Table(
    "content_proposals",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False, index=True),
    Column("proposed_by", BigInteger, nullable=False),
    Column("base", Integer, nullable=False),
    Column("data_version", String(16), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("reason", Text, nullable=False),
    Column("undoes", Integer),
    Column("state", String(16), nullable=False),
    Column("confirmed_by", BigInteger),
    Column("issue", Integer),
)
content_drafts = Table(
    "content_drafts",
    metadata,
    Column("proposal", Integer, primary_key=True, autoincrement=False),
    Column("path", String(128), primary_key=True),
    Column("body", LargeBinary),
)
