"""Towns beside each other: two to five compared, all of them ranked, and where they lie."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from markupsafe import Markup

from bot.actions import then
from bot.actions.scores import Compare, ListIndicators, OfferTables, PickTowns, ShowRanking
from bot.actions.then import AskPastRanking
from bot.i18n import Translator, key
from bot.screen import Button, Row, Screen
from bot.views.changed import documents
from bot.views.common import PARAGRAPH, to_menu
from bot.views.honesty import force, sources
from bot.views.scales import band, quantity
from bot.views.scores import LINE
from bot.views.tiers import dots, tier_name
from bot.views.towns import numbers, two_a_row
from bot.views.when import told
from core.past import When
from core.programmes import Standing
from core.scales import Within
from core.scoring import Line
from core.services.scores import MOST_COMPARED, Comparison, Ranked, Ranking, TownScore
from core.towns import Oblast

PICKED = "✓ "
SCORED = " 🔢"
BY = {"score": key("button.by_score"), "tier": key("button.by_tier"), "oblast": key("button.by_oblast")}
TITLES = {"score": key("ranking.by_score"), "tier": key("ranking.by_tier"), "oblast": key("ranking.by_oblast")}


def pick(t: Translator, chosen: Comparison, towns: Sequence[TownScore]) -> Screen:
    """Each press adds a town or takes it away."""
    now = [each.town for each in chosen.towns]
    buttons = []
    for each in towns:
        town = each.town
        after = [kept for kept in now if kept.id != town.id] if town in now else [*now, town]
        label = t.name(town.name) + (SCORED if each.card else "")
        if town in now:
            label = PICKED + label
        buttons.append(Button(label, PickTowns(numbers(after[-MOST_COMPARED:]))))
    go: tuple[Row, ...] = ()
    if len(now) > 1:
        go = ((Button(t.plain("button.compare_now", n=t.number(len(now))), Compare(numbers(now))),),)
    text = PARAGRAPH.join((t("compare.pick", most=t.number(MOST_COMPARED)), t("compare.who")))
    return Screen(text, (*go, *two_a_row(buttons), to_menu(t)))


def comparison(t: Translator, found: Comparison, standing: Standing) -> Screen:
    """First on the scale of innovation, for those that have a score; then, apart, on the other scale."""
    scored = [each for each in found.towns if each.card]
    parts = [*times(t, found.when), t("compare.title"), *(LINE.join(innovation(t, each)) for each in found.towns)]
    if len(scored) > 1:
        parts.append(LINE.join((t("compare.differ"), *differing(t, scored))))
    parts.append(LINE.join(economic(t, found)))
    methodology = found.towns[0].methodology
    later = documents(t, (each.card for each in found.towns))
    parts += [sources(t, methodology.source, (), *later), force(t, standing)]
    picked = numbers(each.town for each in found.towns)
    rows: tuple[Row, ...] = two_a_row(
        Button(t.name(each.town.name), then.score(each.town.id, found.when)) for each in found.towns
    )
    more: Row = (Button(t.plain("button.change_towns"), PickTowns(picked)),)
    if found.when:
        more = (Button(t.plain("button.now"), Compare(picked)),)
    if scored:
        more += (Button(t.plain("button.picture"), then.painted_comparison(picked, "light", found.when)),)
    return Screen(PARAGRAPH.join(parts), (*rows, more, to_menu(t)))


def times(t: Translator, when: When) -> tuple[Markup, ...]:
    return (told(t, when),) if when else ()


def innovation(t: Translator, each: TownScore) -> Iterable[Markup]:
    card, town = each.card, t.name(each.town.name)
    if card is None:
        yield t("compare.no_data", town=town)
    elif card.total is None:
        yield t("compare.total_unknown", town=town, low=t.number(card.low), high=t.number(card.high))
    else:
        yield t(
            "compare.total",
            town=town,
            total=t.number(card.total),
            maximum=t.number(card.methodology.maximum),
            tier=tier_name(t, card.methodology, card.tier),
            dots=dots(card.tier) if card.tier else "",
        )
        if card.low != card.high:
            yield t("compare.interval", low=t.number(card.low), high=t.number(card.high))


def economic(t: Translator, found: Comparison) -> Iterable[Markup]:
    yield t("compare.economic", scale=t.name(found.towns[0].scale.name))
    for each in found.towns:
        yield t("compare.economic_line", town=t.name(each.town.name), tier=economic_tier(t, each))


def economic_tier(t: Translator, each: TownScore) -> str:
    tier = each.town.potential.tier
    return f"{dots(tier)} {t.name(each.scale.tiers[tier])}"


def differing(t: Translator, scored: Sequence[TownScore]) -> Iterable[Markup]:
    """Only the indicators in which they differ: the others say nothing about them."""
    for id_, indicator in scored[0].methodology.indicators.items():
        lines = [each.card.lines[id_] for each in scored if each.card]
        if len({line.score for line in lines}) > 1:
            scores = " · ".join(marked(t, line) for line in lines)
            yield t("compare.line", id=id_, name=t.name(indicator.short), scores=scores)
    yield t("compare.order", towns=" · ".join(t.name(each.town.name) for each in scored))


def marked(t: Translator, line: Line) -> str:
    score = "?" if line.score is None else t.number(line.score)
    return score if line.certain else f"{score}⚠️"


def ranking(t: Translator, found: Ranking, standing: Standing) -> Screen:
    source = found.indicator.source if found.indicator else found.methodology.source
    later = documents(t, (each.card for each in found.ranked), found.indicator)
    parts = (*times(t, found.when), *places(t, found), sources(t, source, (), *later), force(t, standing))
    return Screen(PARAGRAPH.join(parts), ranking_rows(t, found))


def places(t: Translator, found: Ranking) -> tuple[Markup, ...]:
    """In their order, and why the other towns have none."""
    title = t("ranking.by_indicator", **of_indicator(t, found)) if found.indicator else t(TITLES[found.by])
    if not found.ranked:
        return (title, t("past.nobody"))
    if found.by == "oblast":
        parts = by_oblast(t, found)
    elif found.by == "tier":
        parts = by_tier(t, found)
    else:
        parts = [LINE.join(place(t, found, each) for each in found.ranked)]
    return (title, *parts, t("ranking.without", n=t.number(len(found.without))))


def of_indicator(t: Translator, found: Ranking) -> dict[str, str]:
    assert found.indicator
    return {"id": found.indicator.id, "name": t.name(found.indicator.name)}


def place(t: Translator, found: Ranking, each: Ranked) -> Markup:
    town = t.name(each.town.name)
    if each.place is None:
        return t("ranking.unknown", town=town)
    number = t.number(each.place)
    if found.indicator:
        return t("ranking.line", place=number, town=town, what=worth(t, each.card.lines[found.indicator.id]))
    return t("ranking.line", place=number, town=town, what=total(t, each))


def total(t: Translator, each: Ranked) -> str:
    card = each.card
    if card.total is None:
        return f"{t.number(card.low)}–{t.number(card.high)}"
    plain = f"{t.number(card.total)} {dots(card.tier) if card.tier else ''}".strip()
    return plain if card.low == card.high else f"{plain} ({t.number(card.low)}–{t.number(card.high)})"


def worth(t: Translator, line: Line) -> str:
    value = line.observation.value
    assert value is not None
    assert line.step is not None
    if isinstance(value, (str, Within)):
        return band(t, line.step, line.indicator.unit)
    return quantity(t, value, line.indicator.unit)


def by_tier(t: Translator, found: Ranking) -> list[Markup]:
    groups = groupby(found.ranked, key=lambda each: each.card.tier)
    return [
        LINE.join(
            (
                t("ranking.tier", tier=tier_name(t, found.methodology, tier), dots=dots(tier) if tier else ""),
                *(place(t, found, each) for each in members),
            )
        )
        for tier, members in groups
    ]


def by_oblast(t: Translator, found: Ranking) -> list[Markup]:
    return [
        LINE.join((t("ranking.oblast", oblast=t.name(oblast.name)), *(place(t, found, each) for each in members)))
        for oblast, members in by_oblasts(found)
    ]


def by_oblasts(found: Ranking) -> tuple[tuple[Oblast, tuple[Ranked, ...]], ...]:
    """By the map of today; within a region as in the whole ranking."""
    oblasts = {each.town.oblast.id: each.town.oblast for each in found.ranked}
    return tuple(
        (oblast, tuple(each for each in found.ranked if each.town.oblast.id == id_)) for id_, oblast in oblasts.items()
    )


def ranking_rows(t: Translator, found: Ranking) -> tuple[Row, ...]:
    when = found.when
    ever: tuple[Row, ...] = ((Button(t.plain("button.past"), AskPastRanking()),),) if found.ever or when else ()
    orders = tuple(Button(t.plain(label), then.ranking(by, when)) for by, label in BY.items() if by != found.by)
    picture = Button(t.plain("button.picture"), then.painted_ranking(found.by, "light", when))
    if when:
        now = Button(t.plain("button.now"), ShowRanking(found.by))
        seen: tuple[Row, ...] = (orders, (picture, now)) if found.ranked else ((now,),)
        return (*seen, *ever, to_menu(t))
    by_indicator = Button(t.plain("button.by_indicator"), ListIndicators())
    return (orders, (by_indicator, picture, Button(t.plain("button.export"), OfferTables())), *ever, to_menu(t))
