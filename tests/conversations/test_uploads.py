"""Spreadsheets sent to the bot: from the file to the proposal, in three languages; what is wrong, what is asked, what
is odd; who may not; files that cannot be fetched; and a message that moves while a large one is read.
"""

from dataclasses import dataclass
from io import BytesIO

import pytest
from openpyxl import load_workbook

from bot import progress
from bot.sandbox.errors import Json
from bot.sandbox.files import Upload
from core.access import EVERYWHERE, Places, Role
from core.faults import doubt_of
from core.files.spreadsheets.aside import SMALL
from core.localised import LANGUAGES, Language
from tests.core.bad_files import GOOD, HEADINGS, text, xlsx
from tests.talk import AIGUL, COUNCIL_ID, EMMA, OWNER_ID, SERGEY, Sky, Square, Talk, square

TABLE = text([HEADINGS, GOOD])
FAULTY = text([HEADINGS, GOOD, ("Риддер", "2.6", 2021, "көп", "стат"), ("Жоқ", "2.6", 2021, 4, "стат")])
OPEN = text([("Қала", "2.6"), ("Теміртау", "4.7"), ("Абай", "24.7")])


@dataclass(frozen=True)
class Said:
    switch: str
    proposal: str
    nothing: str
    place: str
    good: str
    left_out: str
    year: str
    source: str
    odd: str
    drop: str
    dropped: str
    fault: str


SAID: dict[Language, Said] = {
    "kk": Said("Қазақша", "№", "ештеңе алынбады", "D3: «көп» сан ретінде", "Тек дұрыс", "2 қате жер", "қай жылға",
               "қай құжаттан", "24,7", "бас тарту", "бас тарттыңыз", "Қате"),
    "ru": Said("Русский", "№", "ничего не взято", "D3: «көп» не читается", "Только верные", "2 места", "К какому году",
               "Из какого документа", "24,7", "Отказаться", "вы отказались", "Ошибка"),
    "en": Said("English", "No.", "nothing was taken", "D3: “көп” cannot be read", "Good rows", "2 faulty places",
               "Which year", "Which document", "24.7", "Drop", "is dropped", "Fault"),
}  # fmt: skip


async def owner(square: Square, language: Language = "en") -> Talk:
    talk = square.talk(OWNER_ID)
    await talk.say("/language")
    await talk.press(SAID[language].switch)
    return talk


async def send(talk: Talk, content: bytes, name: str = "figures.csv") -> str:
    return await talk.after(talk.square.human.upload(talk.person_id, talk.chat_id, name, content))


def document(talk: Talk) -> tuple[str, bytes]:
    sent = next(each["document"] for each in reversed(talk.history) if "document" in each)
    return sent["file_name"], talk.square.world.files.find(sent["file_id"]).content


async def waiting(square: Square) -> list[tuple[int, str, tuple[str, ...]]]:
    found = await square.at_work.house.proposals.waiting(OWNER_ID, None)
    return [(len(each.entries), each.reason, tuple(map(about, each.overruled))) for each in reversed(found)]


def about(overruled: str) -> str:
    doubt = doubt_of(overruled)
    return f"{doubt.kind} {doubt.town} {doubt.indicator} {doubt.year}"


def missing(wanted: tuple[str, ...], answer: str) -> list[str]:
    return [part for part in wanted if part not in answer.replace("\u00a0", " ")]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_good_file_becomes_a_proposal_at_once(town_square: Square, language: Language) -> None:
    talk = await owner(town_square, language)
    answer = await send(talk, TABLE)
    assert answer.startswith("figures.csv: ")
    assert SAID[language].proposal in answer
    assert "stat" in answer or "стат" in answer
    assert await waiting(town_square) == [(1, "", ())]
    assert (await town_square.at_work.house.history.batches(OWNER_ID, None)).batches == ()


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_faulty_file_comes_back_marked_and_only_good_rows_are_taken_when_asked(
    town_square: Square, language: Language
) -> None:
    talk, said = await owner(town_square, language), SAID[language]
    answer = await send(talk, FAULTY)
    assert said.nothing in answer
    assert said.place in answer
    assert await waiting(town_square) == []
    name, content = document(talk)
    lines = content.decode("utf-8-sig").splitlines()
    assert name == "figures-marked.csv"
    assert lines[0].endswith(f";{said.fault}")
    assert "«" in lines[2] or "“" in lines[2]
    assert said.left_out in await talk.press(said.good)
    assert await waiting(town_square) == [(1, "", ())]


async def test_a_file_of_one_town_is_asked_which_and_its_figures_of_what(town_square: Square) -> None:
    talk = await owner(town_square)
    assert "Which town" in await send(talk, text([("Год", "Значение", "Источник"), (2021, "4,6", "стат")]))
    assert "I do not understand “Springfield”" in await talk.say("Springfield")
    assert "Which indicator" in await talk.press("Temirtau")
    assert missing(("Temirtau, 2.6 Unemployment rate, 2021: 4.6%",), await talk.press("2.6")) == []
    await send(talk, text([("Год", "Показатель", "Значение", "Источник"), (2021, "2.6", "4,7", "стат")]))
    assert missing(("Abai, 2.6 Unemployment rate, 2021: 4.7%",), await talk.say("Abai")) == []
    assert await waiting(town_square) == [(1, "", ()), (1, "", ())]


async def test_a_workbook_comes_back_with_comments(town_square: Square) -> None:
    talk = await owner(town_square)
    await send(talk, xlsx([GOOD, ("Риддер", "2.6", 2021, "=1+1", "стат")]), "Есеп 2021.xlsx")
    name, content = document(talk)
    assert name == "Есеп 2021-marked.xlsx"
    assert "formula" in load_workbook(BytesIO(content)).active["D3"].comment.text


@pytest.mark.parametrize("language", LANGUAGES)
async def test_what_a_file_leaves_open_is_asked_and_what_is_odd_needs_a_reason(
    town_square: Square, language: Language
) -> None:
    talk, said = await owner(town_square, language), SAID[language]
    assert said.source in await send(talk, OPEN)
    assert said.source in await talk.say("17"), "that is no document"
    assert said.year in await talk.say("stat.gov.kz")
    assert said.year in await talk.say("2031"), "that year is still to come"
    assert said.odd in await talk.press("2025")
    assert said.odd not in await talk.say("12345"), "that is no reason"
    assert await waiting(town_square) == []
    assert "figures.csv" in await talk.say("Комбинат жабылды")
    assert await waiting(town_square) == [(2, "Комбинат жабылды", ("big_change abai 2.6 2025",))]


async def test_a_year_may_be_typed_and_a_file_dropped(town_square: Square) -> None:
    talk = await owner(town_square)
    await send(talk, OPEN)
    await talk.say("stat.gov.kz")
    assert "24.7" in await talk.say("2024")
    assert "is dropped" in await talk.press("Drop")
    assert "is dropped" not in await talk.say("because it is so")
    assert await waiting(town_square) == []


async def test_other_words_are_no_year(town_square: Square) -> None:
    talk = await owner(town_square)
    await send(talk, OPEN)
    await talk.say("stat.gov.kz")
    assert "Ridder" in await talk.say("Ridder")


async def test_a_button_of_an_earlier_file_does_nothing_to_a_later_one(town_square: Square) -> None:
    talk = await owner(town_square)
    await send(talk, FAULTY, "first.csv")
    earlier = talk.button("Good rows")[1]
    await send(talk, FAULTY, "second.csv")
    assert "no longer at hand" in await talk.forge(earlier)
    await talk.say("/cancel")
    assert "no longer at hand" in await talk.press("Good rows")
    assert await waiting(town_square) == []


async def test_after_a_good_file_nothing_is_taken_for_the_reason_of_an_earlier_one(town_square: Square) -> None:
    talk = await owner(town_square)
    await send(talk, text([HEADINGS, ("Абай", "2.6", 2021, 24.7, "стат")]))
    await send(talk, TABLE)
    await talk.say("because it is so")
    assert await waiting(town_square) == [(1, "", ())]


async def test_many_doubts_are_all_in_a_file(town_square: Square) -> None:
    talk = await owner(town_square)
    rows = [("Абай", "2.6", year, 24.7, "стат") for year in range(2000, 2016)]
    answer = await send(talk, text([HEADINGS, *rows]))
    assert "16 things look odd" in answer
    shown = answer.count("It was 4.7")
    assert f"And {len(rows) - shown} more" in answer
    name, content = document(talk)
    assert name == "monoqala-doubts.txt"
    assert len(content.decode("utf-8-sig").splitlines()) == len(rows)


async def test_an_editor_of_one_town_may_check_the_others_and_propose_nothing_there(town_square: Square) -> None:
    rights = town_square.at_work.house.rights
    await rights.grant(OWNER_ID, EMMA, Role.EDITOR, Places(towns=frozenset({"ridder"})), None)
    talk = town_square.talk(EMMA)
    await talk.say("/language")
    await talk.press("English")
    assert "figures.csv: 1 figure read." in await send(talk, TABLE)
    assert await waiting(town_square) == []
    await send(talk, text([HEADINGS, ("Риддер", *GOOD[1:])]))
    assert await waiting(town_square) == [(1, "", ())]


async def test_who_has_no_right_is_told_so_before_anything_is_fetched(town_square: Square) -> None:
    talk = town_square.talk(SERGEY)
    assert "нет права" in await send(talk, TABLE)
    assert "нет права" in await talk.say("/template")
    assert "Этого я пока не понимаю" in await send(talk, b"%PDF", "Заявление.pdf")
    assert town_square.calls("getFile") == []
    record = await town_square.at_work.house.audit.read(OWNER_ID, None)
    tried = [each.entry.after["act"] for each in record if each.entry.act == "denied" and each.entry.after]
    assert tried == ["template", "spreadsheet"]


async def test_a_right_that_was_taken_away_opens_no_button(town_square: Square) -> None:
    house = town_square.at_work.house
    await house.rights.grant(OWNER_ID, SERGEY, Role.EDITOR, EVERYWHERE, None)
    talk = town_square.talk(SERGEY)
    await send(talk, FAULTY)
    await send(talk, OPEN)
    await house.rights.revoke(OWNER_ID, SERGEY, Role.EDITOR, None)
    assert "нет права" in await talk.press("Только верные")
    assert "нет права" in await talk.say("stat.gov.kz")
    assert await waiting(town_square) == []


async def test_buttons_that_were_made_up_find_nothing(town_square: Square) -> None:
    talk = await owner(town_square)
    await talk.forge("uf1")
    assert any("up to 20 MB" in each.get("text", "") for each in talk.history), "told how to send one"
    await send(talk, FAULTY)
    waited = len(town_square.calls("getFile"))
    for forged in ("uw1:because", "uy1:1:2020", "ud1:1", "ug1:x"):
        assert "figures.csv" not in await talk.forge(forged)
    assert len(town_square.calls("getFile")) == waited


async def test_in_a_group_files_are_left_alone_unless_they_answer_the_bot(town_square: Square) -> None:
    await town_square.at_work.house.rights.grant(OWNER_ID, AIGUL, Role.EDITOR, EVERYWHERE, None)
    talk = town_square.talk(AIGUL, COUNCIL_ID)
    human = town_square.human
    assert await talk.after(human.upload(AIGUL, COUNCIL_ID, "figures.csv", TABLE)) == ""
    await talk.say("/help")
    file = town_square.world.files.keep("document", Upload("figures.csv", TABLE)).shown()
    answered = talk.last["message_id"]
    assert "жеке" in (await talk.after(human.send(AIGUL, COUNCIL_ID, file, answered))).lower()
    assert await talk.after(human.send(SERGEY, COUNCIL_ID, file, answered)) == ""
    assert "жеке" in (await talk.say("/template")).lower()
    assert town_square.calls("getFile") == []


async def test_each_file_of_an_album_is_read(town_square: Square) -> None:
    talk = await owner(town_square)
    files = [Upload(f"{name}.csv", text([HEADINGS, (name, *GOOD[1:])])) for name in ("Абай", "Риддер")]
    for each in files:
        shown = town_square.world.files.keep("document", each).shown()
        town_square.human.send(OWNER_ID, OWNER_ID, {**shown, "media_group_id": "7"})
    answer = await talk.after(None)
    assert "Абай.csv" in answer
    assert "Риддер.csv" in answer
    assert len(await waiting(town_square)) == len(files)


async def test_an_editor_of_some_towns_is_given_these_and_all_when_asked(town_square: Square) -> None:
    async with town_square.at_work.store.writing() as work:
        await work.grants.give(SERGEY, Role.EDITOR, Places(towns=frozenset({"ridder", "altai"})), OWNER_ID)
    talk = town_square.talk(SERGEY)
    assert "К какому городу" in await send(
        talk, text([("Показатель", "Год", "Значение", "Источник"), ("2.6", 2021, 5, "стат")])
    )
    assert talk.labels == ["Алтай", "Риддер", *talk.labels[2:]]
    assert "Темиртау" not in talk.labels
    assert "только ваши 2 города" in await talk.say("/template")
    assert towns_of(talk) == {"Риддер", "Алтай"}
    await talk.press("для всех городов")
    assert len(towns_of(talk)) == 27


def towns_of(talk: Talk) -> set[str]:
    rows = load_workbook(BytesIO(document(talk)[1])).worksheets[0].iter_rows(min_row=2, max_col=1, values_only=True)
    return {str(row[0]) for row in rows}


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_template_is_filled_in_and_sent_back(town_square: Square, language: Language) -> None:
    talk = await owner(town_square, language)
    await talk.say("/template")
    name, content = document(talk)
    assert name == f"monoqala-template-{language}.xlsx"
    book = load_workbook(BytesIO(content))
    row = next(row for row in book.worksheets[0].iter_rows(min_row=2) if row[1].value.startswith("2.6"))
    row[4].value, row[6].value = 4.6, "stat.gov.kz"
    filled = BytesIO()
    book.save(filled)
    assert name in await send(talk, filled.getvalue(), name)
    assert await waiting(town_square) == [(1, "", ())]


async def test_a_file_that_cannot_be_fetched_changes_nothing(
    town_square: Square, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def at_once(_: float) -> None:
        pass

    monkeypatch.setattr(town_square.at_work.house.downloads, "_pause", at_once)
    talk = await owner(town_square)
    town_square.api.faults.cut_before(times=3, method="getFile")
    assert "could not be fetched" in await send(talk, TABLE)
    assert "at most 20 MB" in await send(talk, b"a;b\n" * (6 * 1024 * 1024), "large.csv")
    assert len(town_square.calls("getFile")) == 0
    assert await waiting(town_square) == []


async def test_a_large_file_has_a_message_that_moves_and_goes(
    town_square: Square, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "FIRST", 0.0)
    monkeypatch.setattr(progress, "EVERY", 0.0)
    talk = await owner(town_square)
    rows = [HEADINGS, *[GOOD] * (1 + SMALL // len(text([GOOD])))]
    assert "figures.csv: 1 figure read." in await send(talk, text(rows))
    moved = [call["text"] for call in town_square.calls("editMessageText") if "⏳" in call["text"]]
    assert any("Receiving" in each for each in moved) or any("Reading" in each for each in moved)
    assert len(town_square.calls("deleteMessage")) == 1
    assert not any("⏳" in each.get("text", "") for each in talk.history)


async def test_a_step_that_is_delivered_again_is_done_once(database_url: str) -> None:
    """The reason was typed, the proposal was made, the answer was lost, and the process died."""
    sky = Sky.new()
    async with square(database_url, sky) as first:
        talk = await owner(first)
        await send(talk, text([HEADINGS, ("Абай", "2.6", 2021, 24.7, "стат")]))
        first.human.say(OWNER_ID, OWNER_ID, "The works were closed")
        update: list[Json] = list(first.world.updates.head())
        first.world.updates.clear()
        sky.api.faults.cut_before(times=1, method="sendMessage")
        await first.at_work.road.take(update, grace=10)
        assert len(await waiting(first)) == 1
    async with square(database_url, sky) as second:
        await second.at_work.road.take(update, grace=10)
        assert "figures.csv: 1 figure read." in str(second.talk(OWNER_ID).last["text"])
        assert await waiting(second) == [(1, "The works were closed", ("big_change abai 2.6 2021",))]
