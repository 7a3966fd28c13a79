"""A town's innovation potential: the score in a sentence, how it adds up, and each indicator behind it."""

from collections.abc import Iterator

from markupsafe import Markup

from bot.actions.history import AskPast, ShowHistory
from bot.actions.notices import WatchTown
from bot.actions.pictures import PaintScore
from bot.actions.reading import ShowDisagreements
from bot.actions.scores import ListIndicators, OfferTables, PickTowns, ShowPath, ShowRanking, ShowScore, ShowWhy, WhatIf
from bot.actions.towns import ShowPotential, ShowTown
from bot.i18n import Translator
from bot.screen import Button, Row, Screen
from bot.views.changed import changed, documents
from bot.views.common import PARAGRAPH, to_menu
from bot.views.honesty import force, sources
from bot.views.indicators import indicator_rows, possible
from bot.views.tiers import dots, tier_name
from bot.views.towns import other_town
from core.programmes import Standing
from core.scoring import GroupScore, Line, Scorecard, literally
from core.services.scores import TownScore

LINE = Markup("\n")


def score(t: Translator, found: TownScore, standing: Standing) -> Screen:
    """The answer in a sentence, how sure it is, where the print differs; then the other scale, told apart."""
    parts = [LINE.join((heading(t, found), total(t, found))), sureness(t, found.card), differences(t, found.card)]
    parts += [changed(t, found), other_scale(t, found), details(t, found), force(t, standing)]
    return Screen(PARAGRAPH.join(filter(None, parts)), score_rows(t, found))


def heading(t: Translator, found: TownScore) -> Markup:
    return t("score.town", town=t.name(found.town.name), oblast=t.name(found.town.oblast.name))


def total(t: Translator, found: TownScore) -> Markup:
    card = found.card
    if card is None:
        needed = t("score.needed", indicators=t.number(len(found.methodology.indicators)))
        return Markup(" ").join((t("score.no_data", towns=t.number(found.scored)), needed))
    return points(t, card)


def points(t: Translator, card: Scorecard) -> Markup:
    maximum = t.number(card.methodology.maximum)
    if card.total is None:
        return t("score.total_unknown", low=t.number(card.low), high=t.number(card.high), maximum=maximum)
    if card.tier is None:
        return t("score.total_no_tier", total=t.number(card.total), maximum=maximum)
    name = tier_name(t, card.methodology, card.tier)
    return t("score.total", total=t.number(card.total), maximum=maximum, dots=dots(card.tier), tier=name)


def sureness(t: Translator, card: Scorecard | None) -> Markup:
    """Certain, or between two; said in the answer itself, never only in a note."""
    if card is None or card.total is None:
        return Markup("")
    if card.low == card.high:
        return t("score.certain")
    between = t("score.between", low=t.number(card.low), high=t.number(card.high))
    if card.certain:
        return Markup(" ").join((between, t("score.tier_holds")))
    tiers = t.listing([tier_name(t, card.methodology, each) for each in card.tiers], "or")
    assert card.share is not None
    share = t.percent(round(100 * card.share))
    mine = tier_name(t, card.methodology, card.tier)
    return Markup(" ").join((between, t("score.tiers_possible", tiers=tiers, tier=mine, share=share)))


def differences(t: Translator, card: Scorecard | None) -> Markup:
    """Why the printed total is not this one, in a sentence each."""
    if card is None:
        return Markup("")
    sentences = list(told(t, card))
    literal = literally(card.methodology, card.sheet)
    if literal.total is not None and literal.total != card.total:
        tier = tier_name(t, card.methodology, literal.tier)
        sentences.append(t("score.literally", total=t.number(literal.total), tier=tier))
    return Markup(" ").join(sentences)


def told(t: Translator, card: Scorecard) -> Iterator[Markup]:
    printed = card.printed_total
    for each in card.differences:
        match each.kind:
            case "printed_sum" if printed:
                summed = t.number(printed.score - each.adds)
                yield t("score.printed_differs", printed=t.number(printed.score), sum=summed)
            case "outside_interval":
                yield t("score.printed_outside", low=t.number(card.low), high=t.number(card.high))
            case "line_by_value" if printed and card.total is not None and each.line:
                yield t(
                    "score.line_differs",
                    printed=t.number(printed.score),
                    indicator=t.name(each.line.indicator.short),
                    ours=t.number(each.line.score or 0),
                    theirs=t.number(each.line.printed or 0),
                )
            case "missing" if each.line:
                yield t("score.missing_value", indicator=t.name(each.line.indicator.short))
            case "no_value" if each.line:
                yield t("score.no_value", **unusable(t, each.line), raw=each.line.observation.raw or "")
            case "broken_value" if each.line:
                yield t("score.broken_value", **unusable(t, each.line), raw=each.line.observation.raw or "")
            case _:
                pass


def unusable(t: Translator, line: Line) -> dict[str, str]:
    return {"indicator": t.name(line.indicator.short), "printed": t.number(line.printed or 0)}


def other_scale(t: Translator, found: TownScore) -> Markup:
    potential = found.town.potential
    assert potential.source.period
    return t(
        "score.other_scale",
        dots=dots(potential.tier),
        tier=t.name(found.scale.tiers[potential.tier]),
        judge=t.name(found.scale.judged_by),
        day=t.date(potential.source.period.last),
    )


def details(t: Translator, found: TownScore) -> Markup:
    card = found.card
    if card is None:
        return sources(t, found.town.potential.source, found.notes)
    own = card.printed_total.source if card.printed_total else card.methodology.source
    return sources(t, own, (*found.notes, *card.methodology.notes), *documents(t, [card]))


def score_rows(t: Translator, found: TownScore) -> tuple[Row, ...]:
    town = found.town
    about: Row = (
        Button(t.plain("button.potential"), ShowPotential(town.id)),
        Button(t.plain("button.sheet"), ShowTown(town.id)),
    )
    last: Row = (other_town(t), Button(t.plain("button.watch"), WatchTown(town.id)), *to_menu(t))
    ever: tuple[Row, ...] = (past_row(t, town.id),) if found.changes else ()
    if found.card is None:
        return ((Button(t.plain("button.needed"), ListIndicators()), to_table(t, town.id)), about, *ever, last)
    return (
        (Button(t.plain("button.why"), ShowWhy(town.id)), Button(t.plain("button.path"), ShowPath(town.id))),
        (
            Button(t.plain("button.what_if"), WhatIf(town.id)),
            Button(t.plain("button.picture"), PaintScore(town.id)),
            to_table(t, town.id),
        ),
        about,
        (
            Button(t.plain("button.compare"), PickTowns(str(town.number))),
            Button(t.plain("button.ranking"), ShowRanking()),
            Button(t.plain("button.disagreements"), ShowDisagreements(town.id)),
        ),
        *ever,
        last,
    )


def past_row(t: Translator, town_id: str) -> Row:
    """Of a town whose figures are not all those it began with."""
    history = Button(t.plain("button.history"), ShowHistory(town_id))
    return history, Button(t.plain("button.past"), AskPast(town_id))


def why(t: Translator, found: TownScore) -> Screen:
    card = found.card
    if card is None:
        return Screen(LINE.join((heading(t, found), total(t, found))), score_rows(t, found))
    parts = [why_title(t, found, card), *(group(t, each) for each in card.groups), t("why.more")]
    rows = indicator_rows(card.lines, found.town.id)
    return Screen(PARAGRAPH.join(parts), (*rows, (to_score(t, found.town.id), to_table(t, found.town.id)), to_menu(t)))


def why_title(t: Translator, found: TownScore, card: Scorecard) -> Markup:
    town, maximum = t.name(found.town.name), t.number(card.methodology.maximum)
    if card.total is None:
        return t("why.title_unknown", town=town, low=t.number(card.low), high=t.number(card.high))
    return t("why.title", town=town, total=t.number(card.total), maximum=maximum)


def group(t: Translator, each: GroupScore) -> Markup:
    score = t.number(each.score) if each.score is not None else f"{t.number(each.low)}–{t.number(each.high)}"
    title = t("why.group", name=t.name(each.group.name), score=score, maximum=t.number(each.top))
    return LINE.join((title, *(why_line(t, line) for line in each.lines)))


def why_line(t: Translator, line: Line) -> Markup:
    values = {"id": line.indicator.id, "name": t.name(line.indicator.short)}
    if line.certain:
        return t("why.line", **values, score=t.number(line.score or 0), top=t.number(line.indicator.top))
    if line.score is None:
        return t("why.line_unknown", **values, possible=possible(t, line))
    values["possible"] = possible(t, line)
    return t("why.line_doubtful", **values, score=t.number(line.score), top=t.number(line.indicator.top))


def to_table(t: Translator, town_id: str) -> Button:
    return Button(t.plain("button.export"), OfferTables(town_id))


def to_score(t: Translator, town_id: str) -> Button:
    return Button(t.plain("button.to_score"), ShowScore(town_id))
