"""The command line, called in this process; tests/process start the whole program as a person does."""

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.cli import main
from core.files import definitions
from core.files.definitions import BadData
from core.flaws import Flaw, FlawKind

TOKEN = "123456789:" + "A" * 35

Answer = tuple[int, str, str]
Told = Callable[..., Answer]


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Told:
    """The exit code and what was said and logged; a file of SQLite is looked for where the program stands."""
    for name in os.environ.keys() - {"PATH", "HOME", "LANG"}:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)

    def told(*words: str, **settings: str) -> Answer:
        with monkeypatch.context() as patch:
            for name, value in settings.items():
                patch.setenv(name, value)
            code = main(words)
        out, log = capsys.readouterr()
        return code, out, log

    return told


@pytest.mark.parametrize(
    ("settings", "line"),
    [
        ({"BOT_TOKN": TOKEN}, "BOT_TOKN in the environment is not a setting; did you mean BOT_TOKEN?"),
        ({"BOT_TOKEN": "abc"}, "BOT_TOKEN is not a token"),
        ({"BOT_TOKEN": TOKEN, "BOT_API_URL": "http://127.0.0.1:9"}, "http://127.0.0.1:9 cannot be reached"),
        ({"DATABASE_URL": "postgresql://u:hidden@127.0.0.1:9/x"}, "127.0.0.1"),
    ],
)
def test_a_bad_setting_is_one_clear_line(told: Told, settings: dict[str, str], line: str) -> None:
    code, said, log = told(**settings)
    assert code == 1
    assert said == ""
    assert log.startswith("monoqala: ")
    assert log.count("\n") == 1
    assert line in log
    assert "hidden" not in log


def test_each_flaw_of_data_is_one_clear_line(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: Path) -> None:
        raise BadData(
            [
                Flaw("2026.yaml", FlawKind.DAY_OFF_ALREADY, {"value": "2026-05-09"}, 5, ("exchanged", 0, "day")),
                Flaw("towns.csv", FlawKind.FILE_MISSING),
            ]
        )

    monkeypatch.setattr(definitions, "load", broken)
    code, said, log = told("check")
    assert (code, said) == (1, "")
    assert log.splitlines() == [
        "monoqala: 2026.yaml:5: exchanged.0.day: 2026-05-09 is a day off already. Write a working day.",
        "monoqala: towns.csv: The file is missing. Add it.",
    ]


def test_a_taken_port_is_one_clear_line(told: Told) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        code, _, log = told(SANDBOX_PORT=str(port))
    assert code == 1
    assert f"port {port} is taken" in log.splitlines()[-1]
    assert "SANDBOX_PORT" in log.splitlines()[-1]
    assert "Traceback" not in log


def test_backup_restore_and_check(told: Told, migrated_sqlite_url: str, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite3"
    assert told("backup", str(copy), DATABASE_URL=migrated_sqlite_url)[:2] == (0, f"Saved in {copy}.\n")
    code, _, log = told("backup", str(copy), DATABASE_URL=migrated_sqlite_url)
    assert code == 1
    assert str(copy) in log
    new = f"sqlite:///{tmp_path}/new.sqlite3"
    assert told("restore", str(copy), DATABASE_URL=new)[:2] == (0, f"Loaded from {copy}.\n")
    code, said, _ = told("check", DATABASE_URL=new)
    assert (code, "in order" in said) == (0, True)
