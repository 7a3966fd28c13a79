"""Results as drawings: what is seen, in the reader's words. The text beside each stands in bot/views/captions.py."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from bot import drawing
from bot.actions.pictures import Scale
from bot.drawing import Theme
from bot.i18n import Translator, key
from bot.views.changed import source_of
from bot.views.compared import by_oblasts, worth
from bot.views.paths import told
from bot.views.tiers import tier_name
from bot.views.when import drawn
from core.methodology import Methodology
from core.past import When
from core.scoring import GroupScore, Line, Scorecard
from core.services.scores import NOW, Comparison, Ranked, Ranking, Supposed, TownScore
from core.towns import TIERS, Tier

TITLES = {
    "score": key("picture.by_score"),
    "tier": key("picture.by_tier"),
    "oblast": key("picture.by_oblast"),
}


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def scale_of(t: Translator, methodology: Methodology) -> str:
    return capital(t.name(methodology.name))


def amount(t: Translator, number: int | None) -> drawing.Amount:
    """Unknown is not none."""
    return drawing.Amount("?") if number is None else drawing.Amount(t.number(number), number)


def total(t: Translator, card: Scorecard) -> drawing.Amount:
    return amount(t, card.total)


def interval(t: Translator, card: Scorecard) -> drawing.Range | None:
    if card.low == card.high:
        return None
    return drawing.Range(f"{t.number(card.low)}–{t.number(card.high)}", card.low, card.high)


def tier(t: Translator, card: Scorecard) -> drawing.Tier:
    if card.total is None:
        return drawing.Tier(t.plain("picture.tier_unknown"))
    if card.tier is None:
        return drawing.Tier(capital(t.plain("tier.not_printed")))
    return drawing.Tier(capital(t.plain("picture.tier", tier=tier_name(t, card.methodology, card.tier))), card.tier)


def bands(t: Translator, methodology: Methodology) -> tuple[drawing.Band, ...]:
    """Every total has its place, also those for which no tier is printed."""

    def band(level: Tier | None, totals: list[int]) -> drawing.Band:
        low, high = totals[0], totals[-1]
        words = t.number(low) if low == high else f"{t.number(low)}–{t.number(high)}"
        name = tier_name(t, methodology, level) if level else ""
        return drawing.Band(name, words, low, high, level)

    totals = groupby(range(methodology.maximum + 1), key=methodology.tier_of)
    return tuple(band(level, list(members)) for level, members in totals)


def scorecard(t: Translator, found: TownScore, card: Scorecard, theme: Theme, when: When = NOW) -> drawing.Scorecard:
    return drawing.Scorecard(
        scale=scale_of(t, card.methodology),
        title=t.name(found.town.name),
        subtitle=drawn(t, when, capital(t.name(found.town.oblast.name))),
        footnote=source_of(t, card.methodology.source, [card]),
        theme=theme,
        total=total(t, card),
        top=t.number(card.methodology.maximum),
        interval=interval(t, card),
        tier=tier(t, card),
        certainty=certainty(t, card),
        bands=bands(t, card.methodology),
        groups=tuple(group(t, each) for each in card.groups),
        legend=drawing.Legend(
            t.plain("picture.sure"),
            t.plain("picture.counted"),
            t.plain("picture.possible"),
            t.plain("picture.printed"),
        ),
    )


def certainty(t: Translator, card: Scorecard) -> str:
    """In fewer words than in the answer itself."""
    if card.low == card.high:
        return t.plain("score.certain")
    low, high = t.number(card.low), t.number(card.high)
    if card.certain:
        return t.plain("picture.same_tier", low=low, high=high)
    tiers = t.listing([tier_name(t, card.methodology, each) for each in card.tiers], "or")
    return t.plain("picture.which_tier", low=low, high=high, tiers=tiers)


def group(t: Translator, each: GroupScore) -> drawing.Group:
    lines = tuple(line_of(t, line) for line in each.lines)
    return drawing.Group(t.name(each.group.short), amount(t, each.score), t.number(each.top), lines)


def line_of(t: Translator, line: Line) -> drawing.Line:
    return drawing.Line(
        label(t, line),
        amount(t, line.score),
        line.indicator.top,
        line.possible[0],
        line.possible[-1],
        printed=line.basis == "printed",
    )


def label(t: Translator, line: Line) -> str:
    return f"{line.indicator.id} {t.name(line.indicator.short)}"


def comparison(t: Translator, found: Comparison, theme: Theme) -> drawing.Comparison:
    methodology = found.towns[0].methodology
    return drawing.Comparison(
        scale=scale_of(t, methodology),
        title=t.plain("picture.comparison"),
        subtitle=drawn(t, found.when),
        footnote=source_of(t, methodology.source, (each.card for each in found.towns)),
        theme=theme,
        towns=tuple(compared(t, each) for each in found.towns),
        bands=bands(t, methodology),
        groups=tuple(compared_groups(t, found.towns)),
    )


def compared(t: Translator, each: TownScore) -> drawing.Compared:
    name = t.name(each.town.name)
    if each.card is None:
        return drawing.Compared(name, drawing.Amount("–"), None, drawing.Tier(capital(t.plain("picture.no_data"))))
    return drawing.Compared(name, total(t, each.card), interval(t, each.card), tier(t, each.card))


def compared_groups(t: Translator, towns: Sequence[TownScore]) -> Iterator[drawing.ComparedGroup]:
    cards = [each.card.groups if each.card else None for each in towns]
    known = next(groups for groups in cards if groups)
    for at, each in enumerate(known):
        totals = tuple(amount(t, groups[at].score) if groups else drawing.Amount("–") for groups in cards)
        yield drawing.ComparedGroup(t.name(each.group.short), amount(t, each.top), totals)


def ranking(t: Translator, found: Ranking, theme: Theme) -> drawing.Ranking:
    indicator = found.indicator
    ranked = [each for _, members in by_oblasts(found) for each in members] if found.by == "oblast" else found.ranked
    counted = t.plain("picture.ranked", n=t.number(len(found.ranked)), without=t.number(len(found.without)))
    return drawing.Ranking(
        scale=scale_of(t, found.methodology),
        title=f"{indicator.id} {t.name(indicator.short)}" if indicator else t.plain(TITLES[found.by]),
        subtitle=drawn(t, found.when, counted),
        footnote=source_of(t, (indicator or found.methodology).source, (each.card for each in ranked), indicator),
        theme=theme,
        rows=tuple(row(t, found, each) for each in ranked),
        bands=() if indicator else bands(t, found.methodology),
    )


def row(t: Translator, found: Ranking, each: Ranked) -> drawing.Ranked:
    place, name = "–" if each.place is None else t.number(each.place), t.name(each.town.name)
    if found.indicator:
        return drawing.Ranked(place, name, value(t, each, found.indicator.id))
    note = t.name(each.town.oblast.name) if found.by == "oblast" else ""
    return drawing.Ranked(place, name, total(t, each.card), interval(t, each.card), tier(t, each.card), note)


def value(t: Translator, each: Ranked, indicator_id: str) -> drawing.Amount:
    """What is measured has a length, an answer in words has none."""
    line = each.card.lines[indicator_id]
    if each.place is None:
        return drawing.Amount(t.plain("picture.no_value"))
    measured = line.observation.value if line.indicator.bands else None
    return drawing.Amount(worth(t, line), None if measured is None else float(str(measured)))


def town_map(
    t: Translator, towns: Sequence[TownScore], scale: Scale, theme: Theme, when: When = NOW
) -> drawing.TownMap:
    return economic_map(t, towns, theme) if scale == "economic" else innovation_map(t, towns, theme, when)


def economic_map(t: Translator, towns: Sequence[TownScore], theme: Theme) -> drawing.TownMap:
    economic, potential = towns[0].scale, towns[0].town.potential
    assert potential.source.period
    return drawing.TownMap(
        scale=capital(t.name(economic.name)),
        title=t.plain("picture.map"),
        subtitle=t.plain("picture.judged", day=t.date(potential.source.period.last)),
        footnote=source_of(t, economic.notes[0].source),
        theme=theme,
        spots=tuple(spot(t, each, each.town.potential.tier) for each in towns),
        legend=tuple(
            legend(t, {level: t.name(name) for level, name in economic.tiers.items()}, levels(towns, "economic"))
        ),
    )


def innovation_map(t: Translator, towns: Sequence[TownScore], theme: Theme, when: When) -> drawing.TownMap:
    methodology = towns[0].methodology
    names = {each.tier: t.name(each.name) for each in methodology.tiers}
    return drawing.TownMap(
        scale=scale_of(t, methodology),
        title=t.plain("picture.map"),
        subtitle=drawn(t, when, t.plain("picture.scored", n=t.number(towns[0].scored))),
        footnote=source_of(t, methodology.source, (each.card for each in towns)),
        theme=theme,
        spots=tuple(
            spot(t, each, each.card.tier if each.card else None, total(t, each.card).words if each.card else "")
            for each in towns
        ),
        legend=tuple(legend(t, names, levels(towns, "innovation"))),
    )


def spot(t: Translator, each: TownScore, level: Tier | None, note: str = "") -> drawing.Spot:
    where = each.town.position
    return drawing.Spot(t.name(each.town.name), where.lat, where.lon, level, note)


def levels(towns: Iterable[TownScore], scale: Scale) -> Counter[Tier | None]:
    if scale == "economic":
        return Counter(each.town.potential.tier for each in towns)
    return Counter(each.card.tier if each.card else None for each in towns)


def legend(t: Translator, names: dict[Tier, str], counted: Counter[Tier | None]) -> Iterator[drawing.Tier]:
    for level in TIERS:
        if counted[level]:
            yield drawing.Tier(f"{capital(names[level])} – {t.number(counted[level])}", level)
    if counted[None]:
        yield drawing.Tier(f"{capital(t.plain('picture.no_data'))} – {t.number(counted[None])}")


def change(t: Translator, found: Supposed, theme: Theme) -> drawing.BeforeAfter:
    methodology = found.after.methodology
    return drawing.BeforeAfter(
        scale=scale_of(t, methodology),
        title=t.plain("picture.what_if", town=t.name(found.town.name)),
        subtitle=t.plain("picture.supposed"),
        footnote=source_of(t, methodology.source, [found.before]),
        theme=theme,
        before=standing(t, t.plain("picture.now"), found.before),
        after=standing(t, t.plain("picture.then"), found.after),
        difference=gain(t, found.before.total, found.after.total),
        top=t.number(methodology.maximum),
        bands=bands(t, methodology),
        changes=tuple(
            one(t, line, found.after.lines[id_]) for id_, line in found.before.lines.items() if id_ in found.changes
        ),
    )


def standing(t: Translator, caption: str, card: Scorecard) -> drawing.Standing:
    return drawing.Standing(caption, total(t, card), interval(t, card), tier(t, card))


def gain(t: Translator, before: int | None, after: int | None) -> str:
    if before is None or after is None:
        return "?"
    sign = {True: "+", False: "−"}[after > before] if after != before else ""
    return f"{sign}{t.number(abs(after - before))}"


def one(t: Translator, before: Line, after: Line) -> drawing.Change:
    return drawing.Change(
        label(t, after),
        stood(t, before),
        stood(t, after),
        amount(t, before.score),
        amount(t, after.score),
        gain(t, before.score, after.score),
        after.indicator.top,
    )


def stood(t: Translator, line: Line) -> str:
    """A value with a lost digit is as good as none."""
    value = line.observation.value
    return t.plain("picture.no_value") if value is None or line.basis != "value" else told(t, line, value)
