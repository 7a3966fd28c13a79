"""Notices of what was published, and the subscriptions they come from."""

from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup

from bot.actions.notices import (
    EndSubscriptions,
    HearNoMore,
    SetWish,
    ShowSubscriptions,
    WatchAll,
    WatchOblast,
    WatchTown,
)
from bot.actions.scores import ShowScore
from bot.actions.towns import AskTown
from bot.i18n import Translator, key
from bot.screen import Button, Row, Screen
from bot.views.common import PARAGRAPH, to_menu
from bot.views.dry_runs import LINE, moved, stood, tier
from bot.views.honesty import force
from bot.views.towns import two_a_row
from bot.wire import Action
from core.content import Issue
from core.ledger import Batch
from core.programmes import Standing
from core.scoring import Scorecard
from core.services.subscriptions import FigureNews, Kind, Told, TownNews, Watched, Week

MOST_TOWNS = 5
"""Told in full; of the others the names."""
MOST_FIGURES = 12
"""In all of a notice, which is to be read on a phone."""
MOST_BUTTONS = 4
MOST_DOCUMENTS = 3
LONGEST_DOCUMENT = 120
PICKED, CHANGE = "✓ ", "✏️ "
KINDS: Mapping[Kind, str] = {
    "tier": key("button.watch_tier"),
    "any": key("button.watch_any"),
    "week": key("button.watch_week"),
}
NAMES: Mapping[Kind, str] = {
    "tier": key("notice.kind_tier"),
    "any": key("notice.kind_any"),
    "week": key("notice.kind_week"),
}


def subscriptions(t: Translator, found: Sequence[Watched], toast: str = "") -> Screen:
    lines = [t("notice.line", place=place(t, each), kinds=kinds(t, each)) for each in found] or [t("notice.none")]
    text = PARAGRAPH.join((t("notice.subscriptions"), LINE.join(lines), t("notice.how")))
    more: Row = (Button(t.plain("button.watch_town"), AskTown("subscribe")),)
    if not any(each.extent == "all" for each in found):
        more = (*more, Button(t.plain("button.watch_all"), WatchAll()))
    change = two_a_row(Button(f"{CHANGE}{place(t, each)}", to(each)) for each in found)
    ending: tuple[Row, ...] = ((Button(t.plain("button.unsubscribe_all"), EndSubscriptions()),),) if found else ()
    return Screen(text, (*change, more, *ending, to_menu(t)), toast=toast)


def place(t: Translator, each: Watched) -> str:
    return t.plain("notice.all") if each.place is None else t.name(each.place)


def kinds(t: Translator, each: Watched) -> str:
    return ", ".join(t.plain(NAMES[kind]) for kind in NAMES if kind in each.kinds)


def to(each: Watched) -> Action:
    match each.extent:
        case "town":
            return WatchTown(each.id)
        case "oblast":
            return WatchOblast(each.id)
        case _:
            return WatchAll()


def watched(t: Translator, each: Watched, toast: str = "") -> Screen:
    """Each press wishes for one kind, or not any more."""
    rows = []
    for kind, label in KINDS.items():
        picked = kind in each.kinds
        wish = SetWish(each.extent, each.id, kind, "no" if picked else "yes")
        rows.append((Button(f"{PICKED if picked else ''}{t.plain(label)}", wish),))
    text = PARAGRAPH.join((t("notice.place", place=place(t, each)), t("notice.kinds")))
    return Screen(text, (*rows, (to_list(t), *to_menu(t))), toast=toast)


def to_list(t: Translator) -> Button:
    return Button(t.plain("button.subscriptions"), ShowSubscriptions())


def notice(t: Translator, told: Told, standing: Standing) -> Screen:
    """Towns before → after, the figures with what stood before; where to read on, and how to hear no more."""
    full, others = told.towns[:MOST_TOWNS], told.towns[MOST_TOWNS:]
    share = MOST_FIGURES // len(full)
    whole_week = isinstance(told.about, Week)
    parts = [heading(t, told), *why(t, told)]
    parts += (LINE.join((*town(t, each, share), *(method(t, each) if whole_week else ()))) for each in full)
    if others:
        parts.append(t("notice.more_towns", towns=", ".join(t.name(each.town.name) for each in others)))
    parts += [*documents(t, full), force(t, standing)]
    towns = two_a_row(Button(t.name(each.town.name), ShowScore(each.town.id)) for each in full[:MOST_BUTTONS])
    return Screen(PARAGRAPH.join(parts), (*towns, no_more(t, told)), fresh=True)


def heading(t: Translator, told: Told) -> Markup:
    undone_by = None if told.undone_by is None else str(told.undone_by)
    match told.about:
        case Week() as week:
            return t("notice.week", first=t.date(week.monday), last=t.date(week.sunday))
        case Batch(number, at, undoes=undoes):
            lines = [t("notice.batch") if undoes is None else t("notice.undoing", batch=str(undoes))]
            lines.append(t("notice.number", batch=str(number), moment=t.moment(at)))
            lines += [t("notice.undone", batch=undone_by)] if undone_by else []
        case issue:
            lines = [t("notice.method") if issue.undoes is None else t("notice.method_back", issue=str(issue.undoes))]
            lines.append(t("notice.issue", issue=str(issue.number), moment=t.moment(issue.at)))
            lines += [t("notice.issue_undone", issue=undone_by)] if undone_by else []
    return LINE.join(lines)


def why(t: Translator, told: Told) -> Iterator[Markup]:
    """Where scores are others without any new figure."""
    if isinstance(told.about, Issue):
        yield t("notice.same_figures")
    elif any(each.rescored for each in told.towns):
        yield t("notice.week_method")


def method(t: Translator, news: TownNews) -> Iterator[Markup]:
    """How much of a week is owed to another methodology."""
    if news.rescored and not news.figures:
        yield t("notice.only_method")
    elif news.former:
        yield t("notice.former", points=points(t, news.former), tier=tier(t, news.former))


def town(t: Translator, news: TownNews, share: int) -> Iterator[Markup]:
    before, after = news.change.before, news.change.after
    yield Markup("<b>{}</b>").format(t.name(news.town.name))
    yield t("notice.score", points=moved(points(t, before), points(t, after)))
    if news.change.changes_tier:
        yield t("notice.tier_changed", before=tier(t, before), after=tier(t, after))
    elif after and after.tier:
        yield t("notice.tier", tier=tier(t, after))
    ranks = news.change.rank_before, news.change.rank_after
    if None not in ranks and ranks[0] != ranks[1]:
        yield t("notice.rank", places=moved(*(t.number(rank or 0) for rank in ranks)))
    for each in news.figures[:share]:
        yield figure(t, each)
    if rest := len(news.figures[share:]) + news.more:
        yield t.plural("notice.more", rest)


def points(t: Translator, card: Scorecard | None) -> str:
    if card is None:
        return t.plain("notice.no_data")
    possible = f"{t.number(card.low)}–{t.number(card.high)}"
    if card.total is None:
        return possible
    return t.number(card.total) if card.low == card.high else f"{t.number(card.total)} ({possible})"


def figure(t: Translator, each: FigureNews) -> Markup:
    what = {"id": each.indicator.id, "name": t.name(each.indicator.short), "year": str(each.year)}
    before = stood(t, each.indicator, each.before.observation if each.before else None)
    after = stood(t, each.indicator, each.after)
    if each.after is None:
        return t("notice.figure_gone", **what, before=before)
    if each.before is None:
        return t("notice.figure_new", **what, after=after)
    if each.before.year == each.year:
        return t("notice.figure_changed", **what, before=before, after=after)
    return t("notice.figure_later", **what, before=before, of=str(each.before.year), after=after)


def documents(t: Translator, towns: Sequence[TownNews]) -> Iterator[Markup]:
    named = list(dict.fromkeys(document for each in towns for document in each.documents))
    if named:
        yield LINE.join(t("notice.source", document=cut(each)) for each in named[:MOST_DOCUMENTS])


def cut(words: str) -> str:
    return words if len(words) <= LONGEST_DOCUMENT else words[:LONGEST_DOCUMENT].rstrip() + "…"


def no_more(t: Translator, told: Told) -> Row:
    """Out of it in one press, where there is one subscription that it comes from."""
    label = t.plain("button.unsubscribe")
    if len(told.wishes) > 1:
        return (Button(label, ShowSubscriptions()),)
    [wish] = told.wishes
    return (Button(label, HearNoMore(wish.extent, wish.place, wish.kind)), to_list(t))
