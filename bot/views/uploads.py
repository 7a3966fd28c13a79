"""What is said of a spreadsheet on its way: how to send one, how far it is, what is wrong with it, what is odd."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from bot.actions.uploads import (
    DropUpload,
    PickUploadPart,
    PickUploadYear,
    SendTemplate,
    SendWholeTemplate,
    TakeGoodRows,
)
from bot.i18n import Translator, key
from bot.pages import CAPTION_LIMIT, TEXT_LIMIT, shown_length
from bot.screen import Button, Document, Row, Screen
from bot.views import faults as words
from bot.views.common import PARAGRAPH, to_menu
from bot.views.dry_runs import named
from bot.views.figures import in_rows
from core.drafts import Draft, What
from core.faults import Doubt, Fault
from core.methodology import Methodology
from core.towns import Town, TownIndex

MOST_SHOWN = 5
"""Faults or doubts in one message; the rest stands in the file beside it."""
YEARS = 4
QUESTIONS: Mapping[What, str] = {
    "town": key("upload.ask_town"),
    "indicator": key("upload.ask_indicator"),
    "year": key("upload.ask_year"),
    "source": key("upload.ask_source"),
}
LINE = Markup("\n")


@dataclass(frozen=True, slots=True)
class Faulty:
    """`message` names the upload where good rows of it can be taken; `good` is how many figures they hold, 0 while that
    depends on what the file leaves open.
    """

    name: str
    faults: Sequence[Fault]
    good: int = 0
    message: int | None = None
    copy: Document | None = None


@dataclass(frozen=True, slots=True)
class Doubtful:
    """`listing` is the file with all of them."""

    name: str
    message: int
    doubts: Sequence[Doubt]
    towns: TownIndex
    methodology: Methodology
    listing: Document | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What the file leaves open, and what there is to choose from. `year` is this one."""

    what: What
    name: str
    message: int
    year: int
    towns: Sequence[Town]
    methodology: Methodology


def how_to_send(t: Translator) -> Screen:
    return Screen(t("upload.how_to_send"), ((template_button(t),), to_menu(t)))


def template_button(t: Translator) -> Button:
    return Button(t.plain("button.upload_template"), SendTemplate())


def template_sent(t: Translator, file: Document, own: int | None = None) -> Screen:
    """`own` are the towns in it of somebody who has not all."""
    if own is None:
        return Screen(t("upload.template_sent"), (to_menu(t),), document=file)
    text = PARAGRAPH.join((t("upload.template_sent"), t.plural("upload.template_own", own)))
    whole = Button(t.plain("button.upload_template_whole"), SendWholeTemplate())
    return Screen(text, ((whole,), to_menu(t)), document=file)


def arriving(t: Translator, name: str, share: float) -> Markup:
    return t("upload.arriving", name=name, percent=t.percent(round(share * 100)))


def reading(t: Translator, name: str, rows: int, share: float) -> Markup:
    return t("upload.reading", name=name, rows=t.number(rows), percent=t.percent(round(share * 100)))


def marking(t: Translator, name: str) -> Markup:
    return t("upload.marking", name=name)


def not_fetched(t: Translator, name: str) -> Screen:
    return Screen(t("upload.not_fetched", name=name), (to_menu(t),))


def dropped(t: Translator, name: str) -> Screen:
    return Screen(t("upload.dropped", name=name), ((template_button(t),), to_menu(t)), fresh=True)


def gone(t: Translator) -> Screen:
    """A later file has taken its place, or the talk about it was ended."""
    return Screen(t("upload.gone"), ((template_button(t),), to_menu(t)), fresh=True)


def faulty(t: Translator, of: Faulty) -> Screen:
    """All or nothing unless the person says otherwise."""
    head = t("upload.nothing_taken", name=of.name)
    tail = [*((t("upload.copy"),) if of.copy else ()), t("upload.mend")]
    if of.good:
        tail.append(t.plural("upload.good", of.good))
    lines = [words.fault(t, each) for each in of.faults[:MOST_SHOWN]]

    def told(shown: int) -> Markup:
        more = len(of.faults) - shown
        rest = (t.plural("upload.more", more),) if more else ()
        return PARAGRAPH.join((head, LINE.join((*lines[:shown], *rest)), *tail))

    text = fitting(told, len(lines), of.copy)
    rows: list[Row] = []
    if of.message is not None:
        label = (
            t.plain("button.upload_good_rows", n=t.number(of.good))
            if of.good
            else t.plain("button.upload_good_rows_only")
        )
        rows.append((Button(label, TakeGoodRows(of.message)),))
    rows.append((template_button(t),))
    return Screen(text, (*rows, to_menu(t)), document=of.copy, fresh=True)


def fitting(told: Callable[[int], Markup], most: int, file: Document | None) -> Markup:
    """Beside a file there is room for less, and what is left out stands in the file."""
    limit = CAPTION_LIMIT if file else TEXT_LIMIT
    texts = (told(shown) for shown in range(most, 0, -1))
    return next((text for text in texts if shown_length(text) <= limit), told(1))


def question(t: Translator, asked: Asked, remark: Markup | None = None) -> Screen:
    """By button or typed; the source typed."""
    text = t(QUESTIONS[asked.what], name=asked.name)
    parts = (remark, text) if remark else (text,)
    return Screen(PARAGRAPH.join(parts), (*answers(t, asked), drop_row(t, asked.message)), fresh=True)


def answers(t: Translator, asked: Asked) -> Iterator[Row]:
    message = asked.message
    if asked.what == "year":
        years = range(asked.year, asked.year - YEARS, -1)
        yield tuple(Button(str(year), PickUploadYear(message, year)) for year in years)
    elif asked.what == "town":
        towns = [Button(t.name(town.name), PickUploadPart(message, "town", town.id)) for town in asked.towns]
        yield from in_rows(towns)
    elif asked.what == "indicator":
        indicators = asked.methodology.indicators.values()
        yield from in_rows(
            [Button(named(t, each), PickUploadPart(message, "indicator", each.id)) for each in indicators]
        )


def doubtful(t: Translator, of: Doubtful) -> Screen:
    """Each of them can be read: in the message, or, where there are many, in a file beside it."""
    number = len(of.doubts)
    lines = [words.doubt(t, each, of.towns, of.methodology) for each in of.doubts[:MOST_SHOWN]]

    def told(shown: int) -> Markup:
        more = number - shown
        rest = (t.plural("upload.more_doubts", more),) if more else ()
        head = t.plural("upload.doubts", number, name=of.name)
        return PARAGRAPH.join((head, LINE.join(lines[:shown]), *rest, t("upload.overrule")))

    text = fitting(told, len(lines), of.listing)
    return Screen(text, (drop_row(t, of.message),), document=of.listing, fresh=True)


def listing(t: Translator, of: Doubtful) -> Document | None:
    """Thousands of them take a while to put into words."""
    if len(of.doubts) <= MOST_SHOWN:
        return None
    lines = (words.doubt(t, each, of.towns, of.methodology).striptags() for each in of.doubts)
    return Document("monoqala-doubts.txt", "\r\n".join(lines).encode("utf-8-sig"))


def reason_again(t: Translator, message: int, shortest: int, longest: int) -> Screen:
    text = t("upload.reason_again", shortest=t.number(shortest), longest=t.number(longest))
    return Screen(text, (drop_row(t, message),), fresh=True)


def drop_row(t: Translator, message: int) -> Row:
    return (Button(t.plain("button.upload_drop"), DropUpload(message)),)


def read(t: Translator, name: str, draft: Draft) -> Markup:
    parts = [t.plural("upload.read", len(draft.figures), name=name)]
    if draft.faults:
        parts.append(t.plural("upload.left_out", len(draft.faults)))
    if draft.empty:
        parts.append(t.plural("upload.empty", draft.empty))
    return Markup(" ").join(parts)
