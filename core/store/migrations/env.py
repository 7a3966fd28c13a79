"""Run by Alembic within a connection that core.store.schema hands over."""

from typing import Any, Literal

from alembic import context

import core.store.tables_content  # noqa: F401  # its tables are of the metadata as well
from core.store.tables import Moment, metadata


def render(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """A migration stands for itself: it must not change when one of our classes does."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, Moment) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite cannot alter a table in place
    compare_type=True,
    render_item=render,
)
with context.begin_transaction():
    context.run_migrations()
