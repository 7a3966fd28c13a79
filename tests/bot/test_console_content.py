"""Content by the command line, called in this process."""

import asyncio
from pathlib import Path

import pytest

from bot import app, at_work, i18n
from bot.console import room
from core.access import EVERYWHERE, Role
from core.files import definitions
from core.files.definitions import load
from core.store.transaction import Cause
from core.store.work import Store
from tests.bot.test_cli import Answer, Told, told
from tests.catalogues import DATA, catalogue
from tests.content import MARK, Newer, Read, contacts, data, ministry, offices, spoilt
from tests.databases import HandClock
from tests.house import translators
from tests.publishing import OWNER, PUBLISHER, SECOND

__all__ = ["told"]

FILES = {
    "directory.yaml": contacts(),
    "2026.yaml": spoilt("calendar/2026.yaml", "holiday: capital", "holiday: capitol"),
    "same.yaml": data("directory.yaml"),
    "other.yaml": b"a: 1",
}
SAME_AGAIN = """\
No answer changes; only words or remarks do.
It concerns no application in progress.
Published as issue 2.
"""
IMPACT = """\
Contacts
• Temirtau: Temirtau centre, 8 7213 12-34-56 – new
It concerns no application in progress.
"""


@pytest.fixture
def run(told: Told, migrated_sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Told:
    """data/ and the texts are read once for all of these."""
    monkeypatch.setattr(definitions, "load", lambda where: catalogue() if where == DATA else load(where))
    texts = translators()
    monkeypatch.setattr(i18n, "load", lambda _: texts)
    for module in (at_work, room):
        monkeypatch.setattr(module, "DATA", Read(DATA))
    for name, content in FILES.items():
        (tmp_path / name).write_bytes(content)

    def run(*words: str, **settings: str) -> Answer:
        return told(*words, **{"DATABASE_URL": migrated_sqlite_url, **settings})

    return run


async def confirmed_in_the_chat(url: str, number: int) -> None:
    clock = HandClock()
    store = await Store.open(url, clock)
    async with store.writing() as work:
        await work.grants.give(PUBLISHER, Role.PUBLISHER, EVERYWHERE, OWNER)
    _, contents = offices(store, clock)
    proposed = await contents.find(PUBLISHER, number, None)
    await contents.confirm(PUBLISHER, number, proposed.proposal.digest, Cause(PUBLISHER, number))
    await store.close()


def test_from_a_file_to_everybody_and_back(run: Told, migrated_sqlite_url: str) -> None:
    first = "Nothing is published yet. To propose it and to confirm it as the first of two: --apply\n"
    assert run("content", "directory.yaml") == (0, f"{IMPACT}{first}", "")
    waits = f"{IMPACT}Another publisher must confirm it under /content in the chat: proposal 1.\n"
    assert run("content", "directory.yaml", "--apply", "--reason", "№ 12") == (4, waits, "")
    code, said, _ = run("content")
    assert code == 0
    files = "Files that can be replaced: calendar/2024"
    assert said.startswith(f"proposal 1 waits, confirmed once: directory.yaml\n{files}")
    assert run("content", "--confirm", "1") == (0, IMPACT, "")
    asyncio.run(confirmed_in_the_chat(migrated_sqlite_url, 1))
    assert run("content")[1].startswith(f"issue 1, 2026-03-02: directory.yaml (№ 12)\n{files}")
    assert run("content", "--get", "directory.yaml")[1] == contacts().decode()
    code, said, _ = run("content", "directory.yaml")
    assert (code, said) == (0, "There is nothing to publish: all of it stands already.\n")
    assert run("content", "--undo", "1", "--apply")[0] == 4
    asyncio.run(confirmed_in_the_chat(migrated_sqlite_url, 2))
    assert run("content", "--get", "directory.yaml")[1] == data("directory.yaml").decode()


def test_a_second_confirmation_by_the_command_line_publishes(run: Told, migrated_sqlite_url: str) -> None:
    async def proposed_in_the_chat() -> None:
        clock = HandClock()
        store = await Store.open(migrated_sqlite_url, clock)
        at = await ministry(store, clock)
        one = await at.contents.propose(PUBLISHER, "directory.yaml", contacts(), Cause(PUBLISHER, 1))
        await at.contents.confirm(PUBLISHER, 1, one.proposal.digest, Cause(PUBLISHER, 2))
        await store.close()

    asyncio.run(proposed_in_the_chat())
    assert run("content", "--confirm", "1", "--apply") == (0, f"{IMPACT}Published as issue 1.\n", "")


def test_what_cannot_be_read_is_taken_back_without_the_bot(
    run: Told, migrated_sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A newer release stops at the start, says how it is mended, and is mended in this way."""

    async def published_by_an_older_release() -> None:
        clock = HandClock()
        store = await Store.open(migrated_sqlite_url, clock)
        at = await ministry(store, clock)
        old = contacts() + MARK
        one = (await at.contents.propose(PUBLISHER, "directory.yaml", old, Cause(PUBLISHER, 1))).proposal
        for number, person in enumerate((PUBLISHER, SECOND), 2):
            await at.contents.confirm(person, 1, one.digest, Cause(person, number))
        await store.close()

    asyncio.run(published_by_an_older_release())
    for module in (at_work, app, room):
        monkeypatch.setattr(module, "DATA", Newer(DATA))
    fault = "monoqala: directory.yaml:1: old will not do here. Look how it is written in the present file.\n"
    way = (
        "monoqala: content that was published cannot be read by this version of the program: "
        "start the one before, or take it back: python -m bot content --undo 1 --apply\n"
    )
    assert run() == run("people") == (1, "", fault + way)
    code, said, log = run("check")
    assert (code, log) == (1, fault + way)
    assert said.startswith("Settings, data, texts and database are in order.\nThe record has 3 entries")
    code, said, log = run("content")
    assert (code, log) == (0, f"{fault}{way}monoqala: what follows is told without it\n")
    assert said.startswith("issue 1, 2026-03-02: directory.yaml\n")
    assert run("content", "--undo", "1", "--apply")[:2] == (0, SAME_AGAIN)
    code, said, log = run("content")
    assert ", undoes 1: directory.yaml" in said
    assert log == run("check")[2] == ""
    assert run("content", "--back", "directory.yaml")[0] == 3
    assert run("content", "--back", "directory.yaml", "--apply") == (
        3, "", "monoqala: there is no published file 'directory.yaml'\n",
    )  # fmt: skip


def test_what_will_not_do(run: Told) -> None:
    code, _, log = run("content", "2026.yaml")
    assert code == 3
    assert log.startswith("monoqala: 2026.yaml:")
    assert log.endswith("monoqala: nothing is published: 1 to mend\n")
    assert run("content", "other.yaml")[0] == 3
    assert run("content", "missing.yaml") == (
        3,
        "",
        "monoqala: missing.yaml cannot be read: No such file or directory\n",
    )
    assert run("content", "same.yaml", "--place", "directory.yaml") == (
        0, "There is nothing to publish: all of it stands already.\n", "",
    )  # fmt: skip
    assert run("content", "--undo", "7", "--apply") == (3, "", "monoqala: there is no issue 7\n")
    assert run("content", "--undo", "7")[0] == 3
    assert run("content", "--confirm", "7")[0] == 3
    assert run("content", "--get", "towns.csv")[0] == 3


def test_a_file_is_printed_as_it_is_in_force(run: Told) -> None:
    assert run("content", "--get", "calendar/2026.yaml") == (0, data("calendar/2026.yaml").decode(), "")
