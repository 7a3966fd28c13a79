"""Figures and people by the command line, called in this process."""

import re
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bot import i18n
from bot.at_work import ROOT
from core.files import definitions
from core.files.spreadsheets.cells import LARGEST_FILE
from core.services.imports import Imports
from tests.bot.test_cli import TOKEN, Answer, Told, told
from tests.catalogues import catalogue

__all__ = ["told"]

HEAD = "town;indicator;year;value;source\n"
FILES = {
    "good.csv": f"{HEAD}Риддер;2.6;2021;4,6;Хат № 5\nСәтбаев;2.6;2021;4,9;Хат № 5\n",
    "next.csv": f"{HEAD}Риддер;2.6;2021;4,7;Хат № 6\n",
    "mixed.csv": f"{HEAD}Риддер;2.6;2021;4,6;Хат № 5\nАлматы;2.6;2021;4,9;Хат № 5\nСәтбаев;2.6;2031;5;Хат № 5\n",
    "twice.csv": f"{HEAD}Риддер;2.6;2021;4,6;Хат № 5\nРиддер;2.6;2021;4,9;Хат № 5\nСәтбаев;2.6;2021;5;Хат № 5\n",
    "odd.csv": f"{HEAD}Шахтинск;2.6;2021;17;Хат № 5\n",
    "tier.csv": f"{HEAD}Сәтбаев;2.6;2021;90;Хат № 5\n"
    + "".join(f"Сәтбаев;{each};2021;{value};Хат № 5\n" for each, value in (("1.1", "absent"), ("1.2", "mismatch")))
    + "Сәтбаев;1.3;2021;absent;Хат № 5\n",
    "bare.csv": "town;indicator;value\nРиддер;2.6;4,6\n",
    "number.csv": "year;value;source\n2021;4,6;Хат № 5\n",
    "no.csv": HEAD,
    "of-a-town.csv": "town;value\nРиддер;4,6\n",
}
RUN = """\
2 new
  new: Ridder, 2.6 Unemployment rate, 2021: 4,6
  new: Satbayev, 2.6 Unemployment rate, 2021: 4,9
Ridder: nothing known → ? [4–67] no tier
Satbayev: 40 [31–41] medium, rank 1 → 40 [35–40] medium, rank 1
"""


@pytest.fixture
def run(told: Told, migrated_sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Told:
    """data/ and the texts are read once for all of these."""
    translators = i18n.load(ROOT / "locales")
    monkeypatch.setattr(definitions, "load", lambda _: catalogue())
    monkeypatch.setattr(i18n, "load", lambda _: translators)
    for name, content in FILES.items():
        (tmp_path / name).write_text(content, encoding="utf-8")

    def run(*words: str, **settings: str) -> Answer:
        return told(*words, **{"DATABASE_URL": migrated_sqlite_url, **settings})

    return run


def test_figures_from_a_file_to_everybody_and_back(run: Told) -> None:
    code, said, log = run("import", "good.csv")
    assert (code, log) == (0, "")
    would = "Subscribers that would be told: 0.\nNothing is published yet. To publish exactly this: --apply --seen "
    assert said.startswith(f"{RUN}{would}")
    seen = said.split()[-1]
    assert run("import", "next.csv", "--apply", "--seen", seen)[0] == 3
    assert run("import", "good.csv", "--apply", "--seen", seen) == (
        0,
        f"{RUN}Published: this is publication No. 1.\n",
        "",
    )
    nothing = (0, "There is nothing to publish: all of it is known already.\n", "")
    assert run("import", "good.csv", "--apply") == nothing
    assert run("import", "good.csv") == (0, f"2 known already\n{nothing[1]}", "")
    assert "changed: Ridder, 2.6 Unemployment rate, 2021: 4,6 → 4,7" in run("import", "next.csv", "--apply")[1]
    code, said, _ = run("undo", "1")
    assert code == 0
    assert said.startswith("Figures of it that were replaced since, and stay as they are: 1.\n1 taken back\n")
    assert "taken back: Satbayev, 2.6 Unemployment rate, 2021: 4,9 → what stood before" in said
    assert run("undo", "1", "--apply", "--seen", "00000000")[0] == 3
    assert (
        "Published: this is publication No. 3."
        in run("undo", "1", "--apply", "--seen", said.split()[-1], "--reason", "қате")[1]
    )
    assert run("undo", "1")[:2] == (0, f"{OVERTAKEN}\nThere is nothing to take back.\n")
    assert run("undo", "9") == (3, "", "monoqala: there is no publication No. 9\n")
    assert re.search(r"The record has 6 entries; the last one is [0-9a-f]{64}\n", run("check")[1])


OVERTAKEN = "Figures of it that were replaced since, and stay as they are: 2."


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        (
            ["mixed.csv", "--apply"],
            [
                "mixed.csv: A3: “Алматы” is not on the list of monotowns. Check the name.",
                "mixed.csv: C4: The year 2031",
                "nothing is published: 2 to mend",
            ],
        ),
        (
            ["odd.csv", "--apply", "--reason", "ok"],
            ["doubtful: Shakhtinsk", "nothing is published: 1 doubtful; say why it is right with --"],
        ),
        (["missing.csv"], ["missing.csv cannot be read: No such file or directory"]),
        (["no.csv", "--good-rows"], ["no.csv: There is no value in the file", "nothing is published: 1 to mend"]),
        (["bare.csv"], ["it does not say the source: say it with --source", "it does not say the year", "2 to mend"]),
        (["bare.csv", "--year", "2031", "--source", "7"], ["The source is missing", "2031"]),
        (["big.csv"], ["20 MB", "nothing is published: 1 to mend"]),
    ],
)
def test_what_is_wrong_is_a_line_each(run: Told, tmp_path: Path, words: list[str], lines: list[str]) -> None:
    if words == ["big.csv"]:
        with (tmp_path / "big.csv").open("wb") as file:
            file.truncate(LARGEST_FILE + 1)
    code, said, log = run("import", *words)
    assert (code, said) == (3, "")
    assert len(log.splitlines()) == len(lines)
    for line, part in zip(log.splitlines(), lines, strict=True):
        assert part in line


def test_good_rows_alone_when_that_is_asked_for(run: Told) -> None:
    code, said, log = run("import", "mixed.csv", "--good-rows", "--apply")
    assert (code, log.count("left out: mixed.csv: ")) == (0, 2)
    assert "1 new\n  new: Ridder" in said
    code, said, log = run("import", "twice.csv", "--good-rows")
    assert (code, log.count("left out: ")) == (0, 1)
    assert "Ridder" not in said


def test_what_a_file_leaves_open_is_said_beside_it(run: Told) -> None:
    code, said, _ = run("import", "bare.csv", "--source", "Хат № 7", "--year", "2022")
    assert (code, "Ridder, 2.6 Unemployment rate, 2022: 4,6" in said) == (0, True)
    code, said, _ = run("import", "number.csv", "--town", "ridder", "--indicator", "2.6")
    assert (code, "Ridder, 2.6 Unemployment rate, 2021: 4,6" in said) == (0, True)
    assert "3 to mend" in run("import", "of-a-town.csv")[2]
    assert "it does not say the town: say it with --town" in run("import", "number.csv", "--indicator", "2.6")[2]
    assert run("import", "number.csv", "--indicator", "9.9")[2] == "monoqala: 9.9: no indicator, or not clear which\n"


def test_what_is_doubtful_needs_a_reason_and_what_changes_a_tier_another_publisher(run: Told) -> None:
    code, said, log = run("import", "odd.csv", "--apply", "--reason", "тексерілді")
    assert (code, log.startswith("doubtful: Shakhtinsk, Unemployment rate, 2021: ")) == (0, True)
    code, said, _ = run("import", "tier.csv", "--apply", "--reason", "тексерілді")
    assert code == 4
    assert "medium, rank 1 → 35 [30–35] low, rank 3, the tier changes" in said
    assert said.endswith("A tier changes, so another publisher must confirm it in the chat: proposal 2.\n")
    alone = run("import", "tier.csv", "--apply", "--reason", "тексерілді", SECOND_PUBLISHER="no")
    assert (alone[0], alone[1].splitlines()[-1]) == (0, "Published: this is publication No. 2.")


def test_many_changes_are_named_up_to_a_hundred(run: Told, tmp_path: Path) -> None:
    rows = [f"Риддер;2.6;{year};{year % 7 + 1};Хат № 5\n" for year in range(1991, 2021)]
    rows += [row.replace("Риддер", town) for row in rows for town in ("Ақсу", "Арқалық", "Хромтау")]
    (tmp_path / "many.csv").write_text(HEAD + "".join(rows), encoding="utf-8")
    said = run("import", "many.csv")[1].splitlines()
    assert said[0] == "120 new"
    assert said[101] == "  and 20 more"


def test_whoever_comes_second_is_told(run: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Imports.propose

    async def propose(self: Imports, *given: object, **named: object) -> object:
        mine = await real(self, *given, **named)  # type: ignore[arg-type]  # as it was called
        if len(mine.run.entries) > 1:
            other = await real(self, 0, [mine.run.entries[0]], None)  # type: ignore[list-item]
            await self.confirm(0, other.proposal.number, other.run.digest, None)
        return mine

    monkeypatch.setattr(Imports, "propose", propose)
    code, said, log = run("import", "good.csv", "--apply")
    assert (code, said) == (3, "")
    assert "something else was published at the same moment" in log


def test_all_that_was_published_is_taken_away_with_its_history(run: Told, tmp_path: Path) -> None:
    run("import", "good.csv", "--apply")
    run("import", "next.csv", "--apply")
    assert run("export", "all.csv") == (0, "3 entries in all.csv.\n", "")
    rows = (tmp_path / "all.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(rows) == 4
    assert "Ridder" in rows[3]
    assert "4.7" in rows[3]
    assert run("export", "kk.csv", "--language", "kk", "--town", "ridder")[1] == "2 entries in kk.csv.\n"
    assert "Риддер" in (tmp_path / "kk.csv").read_text(encoding="utf-8-sig")
    assert run("export", "all.xlsx")[0] == 0
    assert load_workbook(tmp_path / "all.xlsx").worksheets[0].max_row == 4
    assert run("export", "all.csv") == (3, "", "monoqala: all.csv cannot be written: File exists\n")
    assert run("export", "all.pdf")[0] == 3


def test_people(run: Told) -> None:
    where = ("--town", "Риддер", "--oblast", "Қарағанды облысы", "--oblast", "abai")
    assert run("people")[1].startswith("Nobody has a role yet.")
    assert run("people", "grant", "77", "editor", *where)[:2] == (
        0,
        "77 is editor now: Abai Region, Karaganda Region, Ridder.\n",
    )
    assert run("people", "grant", "78", "owner")[:2] == (0, "78 is owner now: everywhere.\n")
    lines = run("people")[1].splitlines()
    assert [line.partition("  since ")[0] for line in lines] == [
        "77  editor  Abai Region, Karaganda Region, Ridder",
        "78  owner  everywhere",
    ]
    assert all(line.endswith(" by the command line") for line in lines)
    assert run("people", "revoke", "78", "owner") == (
        3, "", "monoqala: somebody must be left who can grant: make another owner first\n",
    )  # fmt: skip
    assert run("people", "revoke", "77", "owner")[2] == "monoqala: they do not have this role\n"
    assert run("people", "revoke", "77", "editor")[:2] == (0, "77 is editor no longer.\n")
    link, until = run("people", "invite", "publisher", "--town", "ridder")[1].splitlines()
    assert re.fullmatch(r"https://t\.me/monoqala_bot\?start=in-[\w-]{20,61}", link)
    assert re.fullmatch(r"For one person, until 20\S+ \S+: publisher, Ridder\.", until)


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (["grant", "0", "editor"], "ID is a person's number in Telegram"),
        (["grant", "77", "editor", "--town", "Алматы"], "Алматы: none of the 27 towns"),
        (["grant", "77", "editor", "--town", "Риддр"], "Риддр: none of the 27 towns"),
        (["grant", "77", "editor", "--oblast", "Алматы"], "Алматы: no oblast; they are "),
    ],
)
def test_nobody_is_given_a_right_by_a_slip(run: Told, words: list[str], part: str) -> None:
    code, said, log = run("people", *words)
    assert (code, said, log.count("\n")) == (3, "", 1)
    assert part in log
    assert run("people")[1].startswith("Nobody has a role yet.")


def test_a_link_needs_the_name_of_the_bot(run: Told) -> None:
    code, said, log = run("people", "invite", "editor", BOT_TOKEN=TOKEN, BOT_API_URL="http://127.0.0.1:9")
    assert (code, said) == (1, "")
    assert "http://127.0.0.1:9 cannot be reached" in log
    assert "entries; the last" not in run("check")[1]


def test_the_tables_are_made_where_there_are_none(run: Told, tmp_path: Path) -> None:
    new = f"sqlite:///{tmp_path}/var/new.sqlite3"
    assert run("people", "grant", "78", "owner", DATABASE_URL=new)[0] == 0
    assert "78  owner" in run("people", DATABASE_URL=new)[1]
