"""Content that was published, which is added and never changed; and what somebody has asked to publish."""

from collections import defaultdict
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, delete, func, insert, select, update

from core.content import ContentProposal, Issue, Part
from core.store.tables_content import content_drafts, content_files, content_issues, content_proposals
from core.store.transaction import Transaction


class KeptContents:
    def __init__(self, transaction: Transaction) -> None:
        self._in = transaction

    async def version(self) -> int:
        """The number of the last issue. 0: there is only data/."""
        return await self._highest(content_issues)

    async def after(self, number: int) -> tuple[Issue, ...]:
        parts = await self._parts(content_files, content_files.c.issue, content_files.c.issue > number)
        later = select(content_issues).where(content_issues.c.number > number).order_by(content_issues.c.number)
        return tuple(
            Issue(
                number=row.number,
                at=row.at,
                by=row.published_by,
                seconded_by=row.seconded_by,
                parts=parts[row.number],
                reason=row.reason,
                undoes=row.undoes,
            )
            for row in await self._in.connection.execute(later)
        )

    async def publish(self, issue: Issue) -> None:
        """`by` and `seconded_by` are pseudonyms."""
        head = {
            "number": issue.number,
            "at": issue.at,
            "published_by": issue.by,
            "seconded_by": issue.seconded_by,
            "reason": issue.reason,
            "undoes": issue.undoes,
        }
        await self._in.connection.execute(insert(content_issues).values(**head))
        rows = [{"issue": issue.number, "path": part.path, "body": part.body} for part in issue.parts]
        await self._in.connection.execute(insert(content_files), rows)
        self._in.changed(content_issues, issue.number)

    async def propose(self, proposal: ContentProposal) -> None:
        row = {name: getattr(proposal, name) for name in proposal.__slots__ if name != "parts"}
        await self._in.connection.execute(insert(content_proposals).values(**row))
        rows = [{"proposal": proposal.number, "path": part.path, "body": part.body} for part in proposal.parts]
        await self._in.connection.execute(insert(content_drafts), rows)

    async def next_number(self) -> int:
        """Within `KeptAudit.alone`, so that no two have one."""
        return await self._highest(content_proposals) + 1

    async def find(self, number: int) -> ContentProposal | None:
        found = await self._proposals(select(content_proposals).where(content_proposals.c.number == number))
        return found[0] if found else None

    async def last_of(self, alias: int) -> ContentProposal | None:
        """For an update that is delivered again."""
        theirs = select(content_proposals).where(content_proposals.c.proposed_by == alias)
        found = await self._proposals(theirs.order_by(content_proposals.c.number.desc()).limit(1))
        return found[0] if found else None

    async def waiting(self) -> tuple[ContentProposal, ...]:
        """The latest first."""
        open_ones = select(content_proposals).where(content_proposals.c.state == "waiting")
        return await self._proposals(open_ones.order_by(content_proposals.c.number.desc()))

    async def confirm(self, number: int, by: int) -> None:
        """The first of two."""
        await self._set(number, confirmed_by=by)

    async def settle(self, number: int, issue: int) -> None:
        """Its files stand in the issue now."""
        await self._set(number, state="published", issue=issue)
        await self._in.connection.execute(delete(content_drafts).where(content_drafts.c.proposal == number))

    async def withdraw(self, number: int) -> None:
        """Its number is not used again: letters may be on their way that name it."""
        await self._set(number, state="withdrawn")
        await self._in.connection.execute(delete(content_drafts).where(content_drafts.c.proposal == number))

    async def end_older(self, moment: datetime) -> None:
        await self._end(content_proposals.c.at < moment)

    async def _end(self, those: ColumnElement[bool]) -> None:
        numbers = select(content_proposals.c.number).where(those)
        await self._in.connection.execute(delete(content_drafts).where(content_drafts.c.proposal.in_(numbers)))
        await self._in.connection.execute(delete(content_proposals).where(those))

    async def _proposals(self, wanted: Select[Any]) -> tuple[ContentProposal, ...]:
        rows = (await self._in.connection.execute(wanted)).mappings().all()
        column = content_drafts.c.proposal
        parts = await self._parts(content_drafts, column, column.in_([row["number"] for row in rows]))
        return tuple(ContentProposal(**row, parts=parts[row["number"]]) for row in rows)

    async def _parts(
        self, table: Table, owner: ColumnElement[int], where: ColumnElement[bool]
    ) -> defaultdict[int, tuple[Part, ...]]:
        found: defaultdict[int, tuple[Part, ...]] = defaultdict(tuple)
        rows = select(owner.label("owner"), table.c.path, table.c.body).where(where).order_by(owner, table.c.path)
        for row in await self._in.connection.execute(rows):
            found[row.owner] += (Part(row.path, row.body),)
        return found

    async def _highest(self, table: Table) -> int:
        return (await self._in.connection.execute(select(func.max(table.c.number)))).scalar_one() or 0

    async def _set(self, number: int, **facts: Any) -> None:
        theirs = update(content_proposals).where(content_proposals.c.number == number)
        await self._in.connection.execute(theirs.values(**facts))
