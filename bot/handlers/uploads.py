"""Spreadsheets with figures: taken from the chat, read, and put forward as a whole; what is wrong goes back in a copy
of the sender’s own file. Each step reads the file again from Telegram: nothing of it is kept here.
"""

import asyncio
import re
from collections import defaultdict
from dataclasses import asdict, dataclass, replace
from pathlib import PurePath

from bot.actions.uploads import (
    DropUpload,
    OfUpload,
    PickUploadPart,
    PickUploadYear,
    ReadFile,
    SendTemplate,
    SendWholeTemplate,
    TakeGoodRows,
    TellUpload,
)
from bot.downloads import NotFetched, TooBig
from bot.exports.template import template
from bot.handlers import proposals
from bot.handlers.common import asked, end_dialogue
from bot.handlers.power import behind_doors
from bot.handlers.words import room
from bot.screen import Document, Screen
from bot.turn import Turn
from bot.updates import File
from bot.views import common, figures
from bot.views import faults as words
from bot.views import uploads as view
from bot.views.tables.template import form
from core.access import At, Permission
from core.catalogue import Unknown
from core.drafts import (
    LONGEST_REASON,
    SHORTEST_REASON,
    Answers,
    Draft,
    Question,
    What,
    says_why,
    source_fault,
    year_fault,
)
from core.faults import Fault, FaultKind, kept
from core.services.uploads import LARGEST_FILE, Blank, Examined

WAITING = "upload"
TABLES = frozenset({".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"})
YEAR = re.compile(r"[0-9]{4}")
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Upload:
    """What is known of it between two updates. `waits` is what the next typed words are; `by` is the update that said
    what is known, so that it is understood again when it is delivered again.
    """

    message: int
    file_id: str
    size: int | None
    name: str
    town: str = ""
    indicator: str = ""
    year: str = ""
    source: str = ""
    reason: str = ""
    good_rows: bool = False
    waits: str = ""
    by: int = 0

    @property
    def answers(self) -> Answers:
        given: dict[What, str] = {
            "town": self.town,
            "indicator": self.indicator,
            "year": self.year,
            "source": self.source,
        }
        return {("", what): answer for what, answer in given.items() if answer}


def meant(turn: Turn, name: str) -> ReadFile | None:
    """A resident’s photograph of a paper is no table, and trying is no offence."""
    tried = turn.private and PurePath(name).suffix.lower() in TABLES
    return ReadFile() if tried or turn.may(Permission.DRAFT) else None


@behind_doors
async def receive(turn: Turn, _: ReadFile) -> Screen:
    await turn.house.uploads.begin(turn.sender.id, turn.cause)
    message = turn.update.message
    if message is None or message.document is None:
        return view.how_to_send(turn.t)
    sent = message.document
    return await examined(turn, Upload(message.message_id, sent.file_id, sent.file_size, named(sent.file_name)))


@behind_doors
async def send_template(turn: Turn, _: SendTemplate) -> Screen:
    return await template_of(turn, await turn.house.uploads.blank(turn.sender.id, turn.cause))


@behind_doors
async def send_whole_template(turn: Turn, _: SendWholeTemplate) -> Screen:
    return await template_of(turn, await turn.house.uploads.blank(turn.sender.id, turn.cause, whole=True))


async def template_of(turn: Turn, blank: Blank) -> Screen:
    made = form(turn.t, blank.towns, blank.methodology, blank.sheets, blank.year)
    key = ("template", turn.t.language, blank.version, blank.year, tuple(town.id for town in blank.towns))
    content = await turn.house.shelf.get(key, lambda: template(made))
    document = Document(f"monoqala-template-{turn.t.language}.xlsx", content)
    return view.template_sent(turn.t, document, None if blank.whole else len(blank.towns))


async def take_good_rows(turn: Turn, action: TakeGoodRows) -> Screen:
    upload = await found(turn, action)
    return await examined(turn, replace(upload, good_rows=True)) if upload else view.gone(turn.t)


async def pick_year(turn: Turn, action: PickUploadYear) -> Screen:
    upload = await found(turn, action)
    return await examined(turn, replace(upload, year=str(action.year))) if upload else view.gone(turn.t)


async def pick_part(turn: Turn, action: PickUploadPart) -> Screen:
    upload = await found(turn, action)
    return await examined(turn, answered(upload, action.part, action.pick)) if upload else view.gone(turn.t)


async def drop(turn: Turn, action: DropUpload) -> Screen:
    upload = await found(turn, action)
    if upload is None:
        return view.gone(turn.t)
    await end_dialogue(turn)
    return view.dropped(turn.t, upload.name)


async def typed(turn: Turn, action: TellUpload) -> Screen:
    upload = await standing(turn)
    if upload is None:
        raise Unknown("an upload")
    if upload.by == turn.update.update_id:
        return await examined(turn, upload)
    text = " ".join(action.text.split())
    match upload.waits:
        case "reason" if says_why(text):
            return await examined(turn, replace(upload, reason=text))
        case "reason":
            return view.reason_again(turn.t, upload.message, SHORTEST_REASON, LONGEST_REASON)
        case "town" | "indicator" | "year" | "source" as what:
            return await told(turn, upload, what, text)
    raise Unknown("what the words answer")


async def told(turn: Turn, upload: Upload, what: What, text: str) -> Screen:
    """What is no answer is asked for again."""
    t, drafts, fault = turn.t, turn.house.drafts, None
    answer: str | None = text
    if what == "year":
        unread = Fault("", FaultKind.YEAR_UNREADABLE, {"text": text})
        fault = year_fault("", int(text), drafts.today) if YEAR.fullmatch(text) else unread
    elif what == "source":
        fault = source_fault("", text)
    else:
        answer = drafts.answer(Question("", what), text)
    if answer is None or fault:
        remark = words.fault(t, fault) if fault else figures.not_understood(t, what, text)
        return view.question(t, asked_of(turn, upload, what), remark)
    return await examined(turn, answered(upload, what, answer))


def answered(upload: Upload, what: What, answer: str) -> Upload:
    given: dict[What, Upload] = {
        "town": replace(upload, town=answer),
        "indicator": replace(upload, indicator=answer),
        "year": replace(upload, year=answer),
        "source": replace(upload, source=answer),
    }
    return given[what]


def asked_of(turn: Turn, upload: Upload, what: What) -> view.Asked:
    drafts = turn.house.drafts
    own = [town for town in drafts.towns if turn.may(Permission.PROPOSE, At(town.id, town.oblast.id))]
    towns = own or tuple(drafts.towns)  # others may be typed
    return view.Asked(what, upload.name, upload.message, drafts.today.year, towns, drafts.methodology)


async def in_words(turn: Turn, text: str) -> TellUpload | None:
    """While a reason or a source is asked for, whatever is typed is it; a town or an indicator is anything but the name
    of another room; a year is four digits.
    """
    dialogue = await asked(turn, WAITING)
    if dialogue is None:
        return None
    waits, again = dialogue.data["waits"], dialogue.data["by"] == turn.update.update_id
    year = waits == "year" and YEAR.fullmatch(text.strip())
    any_words = waits in {"source", "reason"} or (waits in {"town", "indicator"} and room(text) is None)
    return TellUpload(text) if again or year or any_words else None


async def standing(turn: Turn) -> Upload | None:
    """The right to it is asked at each step."""
    await turn.house.uploads.begin(turn.sender.id, turn.cause)
    dialogue = await asked(turn, WAITING)
    return Upload(**dialogue.data) if dialogue else None


async def found(turn: Turn, action: OfUpload) -> Upload | None:
    """A button of an earlier file does nothing to a later one."""
    upload = await standing(turn)
    return upload if upload and upload.message == action.message else None


async def remember(turn: Turn, upload: Upload, waits: str = "") -> None:
    assert turn.chat is not None
    known = replace(upload, waits=waits, by=turn.update.update_id)
    people = turn.house.people
    await people.begin_dialogue(turn.chat.id, turn.sender.id, WAITING, asdict(known), turn.cause)


async def examined(turn: Turn, upload: Upload) -> Screen:
    """All or nothing, one hindrance after the other: faults, what the file leaves open, what is odd."""
    house = turn.house

    async def arriving(share: float) -> None:
        await turn.progress.show(view.arriving(turn.t, upload.name, share))

    async def reading(rows: int, share: float) -> None:
        await turn.progress.show(view.reading(turn.t, upload.name, rows, share))

    try:
        content = await house.downloads.fetch(File(upload.file_id, upload.size), LARGEST_FILE, arriving)
    except TooBig:
        most = str(LARGEST_FILE // 1024 // 1024)
        return view.faulty(turn.t, view.Faulty(upload.name, (Fault("", FaultKind.FILE_BIG, {"most": most}),)))
    except NotFetched:
        return view.not_fetched(turn.t, upload.name)
    return await judged(turn, upload, content, await house.uploads.examine(content, upload.answers, reading))


async def judged(turn: Turn, upload: Upload, content: bytes, read: Examined) -> Screen:
    t, draft = turn.t, read.draft
    if draft.faults and not (upload.good_rows and (draft.figures or draft.questions)):
        return await faulty(turn, upload, content, draft)
    if draft.questions:
        what = draft.questions[0].what
        await remember(turn, upload, what)
        return view.question(t, asked_of(turn, upload, what))
    if read.doubts and not upload.reason:
        await remember(turn, upload, "reason")
        drafts = turn.house.drafts
        odd = view.Doubtful(upload.name, upload.message, read.doubts, drafts.towns, drafts.methodology)
        return view.doubtful(t, replace(odd, listing=await asyncio.to_thread(view.listing, t, odd)))
    await remember(turn, upload)  # what is typed from now on is no reason for it
    overruled = tuple(map(kept, read.doubts))
    screen = await proposals.put_forward(turn, draft.figures, reason=upload.reason, overruled=overruled)
    return replace(screen, text=view.read(t, upload.name, draft) + common.PARAGRAPH + screen.text)


async def faulty(turn: Turn, upload: Upload, content: bytes, draft: Draft) -> Screen:
    """The copy is made where a fault has a place in the file."""
    remarks: dict[str, list[str]] = defaultdict(list)
    for each in draft.faults:
        if each.where:
            remarks[each.where].append(words.remark(turn.t, each))
    copy = None
    if remarks:
        await turn.progress.show(view.marking(turn.t, upload.name))
        copy = await turn.house.uploads.mark(content, remarks, turn.t.plain("upload.mark_title"))
    good = len(draft.figures)
    await remember(turn, upload)
    return view.faulty(
        turn.t,
        view.Faulty(
            name=upload.name,
            faults=draft.faults,
            good=good,
            message=upload.message if good or draft.questions else None,
            copy=Document(marked_name(upload.name), copy) if copy else None,
        ),
    )


def named(name: str | None) -> str:
    """As it may stand in a caption and in a header: whoever sent it chose the letters."""
    path = PurePath("".join(each if each.isprintable() and each not in '"\\/' else " " for each in name or ""))
    return f"{path.stem[:LONGEST_NAME].strip()}{path.suffix[:6]}" or "file"


def marked_name(name: str) -> str:
    path = PurePath(name)
    return f"{path.stem}-marked{path.suffix if path.suffix.lower() in TABLES else '.csv'}"
