"""`python -m bot check` finds a record that somebody has changed."""

from pathlib import Path

import pytest
from sqlalchemy import text

from bot import cli
from core.store.work import Store
from tests.databases import HandClock
from tests.publishing import figure, staffed


def test_an_empty_database_is_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/empty.sqlite3")
    assert cli.main(["check"]) == 0
    assert "in order" in capsys.readouterr().out


@pytest.fixture
async def tampered(quick_store: Store, clock: HandClock) -> None:
    at = await staffed(quick_store, clock)
    await at.publish(figure())
    async with quick_store.writing() as work:
        await work.transaction.connection.execute(text("DROP TRIGGER audit_no_update"))
        await work.transaction.connection.execute(text("UPDATE audit SET act = 'grant' WHERE number = 2"))


def test_a_record_that_was_changed_is_told(
    tampered: None, migrated_sqlite_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", migrated_sqlite_url)
    assert cli.main(["check"]) == 1
    assert capsys.readouterr().err == "monoqala: the record was changed at entry 2\n"
