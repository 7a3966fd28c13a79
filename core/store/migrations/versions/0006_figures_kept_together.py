"""figures are kept some thousand together"""

import json
import zlib
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None

AT_ONCE = 5000


def upgrade() -> None:
    kept = list(parts())
    op.drop_table('published')
    made = op.create_table('published',
    sa.Column('batch', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('part', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('figures', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('batch', 'part', name=op.f('pk_published'))
    )
    if kept:
        op.bulk_insert(made, kept)
    proposed()
    guard()


def parts() -> Iterator[dict[str, Any]]:
    """The figures of each batch by town, indicator and year, as core/written.py reads them."""
    lines = sa.table('published', *map(sa.column, ('batch', 'line', 'town', 'indicator', 'year', 'form', 'value', 'raw', 'unit', 'source')))
    batches: dict[int, list[Any]] = {}
    for batch, _, *figure in op.get_bind().execute(sa.select(lines).order_by(lines.c.batch, lines.c.line)):
        batches.setdefault(batch, []).append(plain(*figure))
    for batch, figures in batches.items():
        figures.sort(key=lambda figure: (*figure[:2], int(figure[2])))
        for part, first in enumerate(range(0, len(figures), AT_ONCE), 1):
            yield {'batch': batch, 'part': part, 'figures': json.dumps(figures[first:first + AT_ONCE], ensure_ascii=False)}


def plain(town: str, indicator: str, year: int, form: str, *more: str | None) -> list[str]:
    place = [town, indicator, str(year)]
    if form == 'none':
        return place
    value, raw, unit, source = (part or '' for part in more)
    return [*place, form, f'{Decimal(value).normalize():f}' if form == 'number' else value, raw, unit, source]


def proposed() -> None:
    """What waits to be published, the same way."""
    held = sa.table('proposals', sa.column('number'), sa.column('content'))
    for number, content in op.get_bind().execute(sa.select(held)).all():
        rows = [plain(*row) for row in json.loads(zlib.decompress(content))]
        rows.sort(key=lambda row: (*row[:2], int(row[2])))
        new = zlib.compress(json.dumps(rows, ensure_ascii=False).encode(), level=1)
        op.execute(sa.update(held).where(held.c.number == number).values(content=new))


def guard() -> None:
    """What was published is never changed or deleted."""
    if op.get_bind().dialect.name == 'sqlite':
        for verb in ('UPDATE', 'DELETE'):
            op.execute(
                f"CREATE TRIGGER published_no_{verb.lower()} BEFORE {verb} ON published "
                f"BEGIN SELECT RAISE(ABORT, 'published is append-only'); END"
            )
        return
    op.execute(
        "CREATE TRIGGER published_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON published "
        "FOR EACH STATEMENT EXECUTE FUNCTION append_only()"
    )


# There is no way down: going back is restoring the backup that was taken before.
