"""What was published, when, from what, by whom; and what became of it since."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from markupsafe import Markup

from bot.actions.history import AskPast, ListBatches, SendHistory, ShowHistory, UndoBatch
from bot.actions.scores import ShowScore
from bot.actions.towns import AskTown
from bot.i18n import Translator
from bot.screen import Button, Document, Row, Screen
from bot.views.common import PARAGRAPH, to_menu
from bot.views.dry_runs import stood, town_name, worth
from bot.views.faults import doubt
from bot.views.honesty import force
from bot.views.roles import Known, label, who
from bot.views.towns import two_a_row
from bot.wire import Action
from core.faults import doubt_of
from core.ledger import Figure
from core.methodology import Indicator, Methodology
from core.programmes import Standing
from core.publishing import Told
from core.services.history import Batches, BatchLine, Chronicle, Page
from core.towns import Town, TownIndex

LINE = Markup("\n")
SHOWN_TOWNS = 3
MOST_DOUBTS = 6
LONGEST_WORDS = 300
"""Letters of a source or a reason on a screen; the file has them whole."""


@dataclass(frozen=True, slots=True)
class Names:
    """Of towns, of indicators, of the people whom the reader may know."""

    towns: TownIndex
    methodology: Methodology
    people: Known = field(default_factory=Known)


def page(t: Translator, found: Page, names: Names, *, undo: bool = False) -> Screen:
    parts = [title(t, found, names)]
    if found.lines:
        parts += [line(t, each, found, names) for each in found.lines]
    else:
        parts.append(nothing(t, found.town))
    if found.pages > 1:
        parts.append(counted(t, found.page, found.pages))
    return Screen(PARAGRAPH.join(parts), (*turning(found), *onward(t, found, names, undo=undo), *back(t, found)))


def title(t: Translator, found: Page, names: Names) -> Markup:
    if found.batch:
        return LINE.join((*headed(t, found.batch, names), *overruled(t, found.batch, names)))
    town = t.name(found.town.name) if found.town else ""
    if found.indicator:
        name = {"id": found.indicator.id, "name": t.name(found.indicator.short)}
        return t("history.title_both", town=town, **name) if town else t("history.title_indicator", **name)
    if found.wanted.by is not None:
        return t("history.title_person", who=who(t, found.wanted.by, names.people))
    return t("history.title_town", town=town) if town else t("history.title_all")


def headed(t: Translator, found: BatchLine, names: Names) -> Iterator[Markup]:
    """What is true of all that was published together."""
    batch = found.batch
    yield t("history.batch", number=str(batch.number), moment=t.moment(batch.at))
    if found.by is not None:
        yield t("history.by", who=who(t, found.by, names.people))
    yield t("history.count", n=t.number(len(batch.entries)))
    if batch.reason:
        yield t("history.reason", reason=short(batch.reason))
    if batch.undoes is not None:
        yield t("history.undoes", batch=str(batch.undoes))
    if found.undone is not None:
        yield t("history.undone", batch=str(found.undone))


def overruled(t: Translator, found: BatchLine, names: Names) -> Iterator[Markup]:
    """The warnings in spite of which it was published."""
    words = found.batch.overruled
    if words:
        yield t("history.overruled", n=t.number(len(words)))
        for each in words[:MOST_DOUBTS]:
            yield Markup("• {}").format(warning(t, each, names))


def warning(t: Translator, kept: str, names: Names) -> Markup:
    """What was kept in other words than ours is told in those."""
    try:
        each = doubt_of(kept)
    except ValueError:
        return Markup("{}").format(short(kept))
    return doubt(t, each, names.towns, names.methodology)


def nothing(t: Translator, town: Town | None) -> Markup:
    return t("history.nothing_town", town=t.name(town.name)) if town else t("history.nothing")


def line(t: Translator, told: Told, found: Page, names: Names) -> Markup:
    """What the title says already is not said again."""
    entry, batch = told.line.entry, told.line.batch
    indicator, lines = names.methodology.indicators[entry.indicator], []
    if found.batch is None:
        lines.append(t("history.moment", moment=t.moment(batch.at), number=str(batch.number)))
    named = [] if found.town else [town_name(t, names.towns, entry.town)]
    what = " · ".join((*named, f"{indicator.id} {t.name(indicator.short)}"))
    lines.append(happened(t, told, what, indicator))
    if isinstance(entry, Figure):
        lines.append(t("history.source", source=short(entry.source)))
    if found.batch is None:
        lines += beside(t, told, names, person=found.wanted.by is None)
    if told.after is not None:
        lines.append(t("history.later", batch=str(told.after)))
    return LINE.join(lines)


def beside(t: Translator, told: Told, names: Names, *, person: bool) -> Iterator[Markup]:
    batch = told.line.batch
    if person and told.by is not None:
        yield t("history.by", who=who(t, told.by, names.people))
    if batch.reason:
        yield t("history.reason", reason=short(batch.reason))
    if batch.undoes is not None:
        yield t("history.undoes", batch=str(batch.undoes))


def happened(t: Translator, told: Told, what: str, indicator: Indicator) -> Markup:
    entry, before = told.line.entry, stood(t, indicator, told.before)
    if not isinstance(entry, Figure):
        return t("history.withdrawn", what=what, year=str(entry.year), before=before)
    said = {"what": what, "year": str(entry.year), "value": worth(t, indicator, entry.value)}
    return t("history.changed", **said, before=before) if told.before else t("history.figure", **said)


def short(words: str) -> str:
    return words if len(words) <= LONGEST_WORDS else words[:LONGEST_WORDS].rstrip() + "…"


def turning(found: Page) -> tuple[Row, ...]:
    wanted = found.wanted
    same = (wanted.town or "", wanted.indicator or "", str(wanted.batch or ""), str(wanted.by or ""))
    return pages(found.page, found.pages, lambda page: ShowHistory(*same, page))


def pages(page: int, of: int, to: Callable[[int], Action]) -> tuple[Row, ...]:
    signs = (("‹", page - 1), ("›", page + 1))
    row = tuple(Button(sign, to(at)) for sign, at in signs if 1 <= at <= of)
    return (row,) if row else ()


def counted(t: Translator, page: int, of: int) -> Markup:
    return t("history.page", page=t.number(page), pages=t.number(of))


def onward(t: Translator, found: Page, names: Names, *, undo: bool) -> tuple[Row, ...]:
    """To the batches of the page, for whoever may see them; of a batch, to what else is known of its towns."""
    if found.batch:
        towns = dict.fromkeys(each.line.entry.town for each in found.lines)
        away = ((to_undo(t, found.batch.batch.number),),) if undo else ()
        rows = two_a_row(Button(town_name(t, names.towns, town), ShowHistory(town)) for town in towns)
        return (*rows, *others_of(t, found.batch.by, names), *away)
    if not any(each.by is not None for each in found.lines):
        return ()
    numbers = dict.fromkeys(each.line.batch.number for each in found.lines)
    return two_a_row(to_batch(t, number) for number in numbers)


def others_of(t: Translator, person: int | None, names: Names) -> tuple[Row, ...]:
    """What else the same person has published; of the command line and of the forgotten nothing is asked."""
    if person is None or person <= 0:
        return ()
    named = t.plain("button.history_of", who=label(t, person, names.people))
    return ((Button(named, ShowHistory(person=str(person))),),)


def to_batch(t: Translator, number: int) -> Button:
    return Button(t.plain("button.batch", number=str(number)), ShowHistory(batch=str(number)))


def to_undo(t: Translator, number: int) -> Button:
    return Button(t.plain("button.undo", number=str(number)), UndoBatch(str(number)))


def back(t: Translator, found: Page) -> tuple[Row, ...]:
    every = Button(t.plain("button.all_batches"), ListBatches())
    if found.town is None:
        return ((every, *to_menu(t)),)
    town = found.town.id
    own = (Button(t.plain("button.to_score"), ShowScore(town)), Button(t.plain("button.past"), AskPast(town)))
    return (own, (every, *to_menu(t)))


def batches(t: Translator, found: Batches, names: Names) -> Screen:
    lines = [listed(t, each, names) for each in found.batches] or [t("history.nothing")]
    more = [counted(t, found.page, found.pages)] if found.pages > 1 else []
    to = two_a_row(to_batch(t, each.batch.number) for each in found.batches if each.by is not None)
    rows = (
        *pages(found.page, found.pages, ListBatches),
        *to,
        (Button(t.plain("button.history_town"), AskTown("history")), *to_menu(t)),
    )
    return Screen(PARAGRAPH.join((t("history.title_all"), *lines, *more)), rows)


def listed(t: Translator, found: BatchLine, names: Names) -> Markup:
    towns = [town_name(t, names.towns, town) for town in found.towns]
    shown, more = ", ".join(towns[:SHOWN_TOWNS]), len(towns) - SHOWN_TOWNS
    where = t.plain("history.more_towns", towns=shown, n=t.number(more)) if more > 0 else shown
    batch = found.batch
    said = [t("history.moment", moment=t.moment(batch.at), number=str(batch.number))]
    said.append(t("history.batch_of", towns=where, n=t.number(len(batch.entries))))
    if found.by is not None:
        said.append(t("history.by", who=who(t, found.by, names.people)))
    if batch.undoes is not None:
        said.append(t("history.undoes", batch=str(batch.undoes)))
    if found.undone is not None:
        said.append(t("history.undone", batch=str(found.undone)))
    return LINE.join(said)


def ask_undo(t: Translator, found: Batches, names: Names) -> Screen:
    if not found.batches:
        return Screen(t("undo.none"), (to_menu(t),))
    lines = [listed(t, each, names) for each in found.batches]
    to = two_a_row(to_undo(t, each.batch.number) for each in found.batches)
    return Screen(PARAGRAPH.join((t("undo.which"), *lines)), (*to, to_menu(t)))


def which_town(t: Translator, towns: Iterable[Town], indicator: str) -> Screen:
    """The indicator that was typed is not asked again."""
    rows = two_a_row(Button(t.name(each.name), ShowHistory(each.id, indicator)) for each in towns)
    return Screen(t("history.which_town"), (*rows, to_menu(t)))


def no_such(t: Translator, number: str) -> Screen:
    every = Button(t.plain("button.all_batches"), ListBatches())
    return Screen(t("history.no_such", number=number), ((every, *to_menu(t)),))


def sent(t: Translator, town: Town | None, file: Document, standing: Standing) -> Screen:
    text = t("history.sent_town", town=t.name(town.name)) if town else t("history.sent_all")
    to = (Button(t.plain("button.to_score"), ShowScore(town.id)),) if town else ()
    return Screen(PARAGRAPH.join((text, force(t, standing))), ((*to, *to_menu(t)),), document=file)


def too_much(t: Translator, found: Chronicle, asked: SendHistory, *, fits: bool) -> Screen:
    """Nothing is left out silently: what is too long for a file is offered in another, or town by town."""
    lines = t.number(len(found.lines))
    if asked.file == "xlsx" and fits:
        other = Button(t.plain("button.history_csv"), SendHistory("csv", asked.town))
        return Screen(t("history.too_long_for_excel", n=lines), ((other,), to_menu(t)))
    other = Button(t.plain("button.export_town"), AskTown("export"))
    return Screen(t("history.too_long", n=lines), ((other,), to_menu(t)))
