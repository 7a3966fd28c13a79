"""Pictures as screens: the text beside each says all that is seen, short enough to stand under it, and the buttons
lead to the same in the other theme and back to the whole answer in words.
"""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from bot.actions import then
from bot.actions.pictures import PaintChange, Scale, ShowMap
from bot.actions.scores import WhatIf
from bot.changes import packed
from bot.drawing import Drawing, Theme
from bot.i18n import Translator, key
from bot.screen import Button, Picture, Row, Screen
from bot.views import pictures
from bot.views.changed import documents
from bot.views.common import PARAGRAPH, to_menu
from bot.views.compared import innovation, places
from bot.views.honesty import citation, force
from bot.views.indicators import possible
from bot.views.paths import high_needs
from bot.views.scores import LINE, heading, points
from bot.views.tiers import dots
from bot.views.towns import numbers
from bot.views.when import briefly
from bot.wire import Action
from core.past import When
from core.programmes import Standing
from core.scoring import GroupScore, Line, Scorecard
from core.services.scores import NOW, Comparison, Ranking, Supposed, TownScore
from core.sources import Source
from core.towns import TIERS, Tier

OTHER: dict[Theme, tuple[Theme, str]] = {
    "light": ("dark", key("button.dark")),
    "dark": ("light", key("button.light")),
}

NO_DOTS = "○○○"


def shown(t: Translator, drawn: Drawing, parts: Sequence[Markup], other: Action, back: Action, *rows: Row) -> Screen:
    """`other` is the same in the other theme."""
    theme = Button(t.plain(OTHER[drawn.theme][1]), other)
    words = Button(t.plain("button.in_words"), back)
    return Screen(PARAGRAPH.join(filter(None, parts)), (*rows, (theme, words), to_menu(t)), Picture(drawn))


def source(t: Translator, of: Source) -> Markup:
    return t("source.line", source=citation(t, of))


def score(t: Translator, found: TownScore, card: Scorecard, theme: Theme, when: When = NOW) -> Screen:
    parts = [
        *briefly(t, when),
        LINE.join((heading(t, found), points(t, card), Markup("{}").format(pictures.certainty(t, card)))),
    ]
    parts += [group(t, each) for each in card.groups]
    parts += [marks(t, card), source(t, card.methodology.source), *documents(t, [card])]
    other, back = then.painted_score(found.town.id, OTHER[theme][0], when), then.score(found.town.id, when)
    return shown(t, pictures.scorecard(t, found, card, theme, when), parts, other, back)


def group(t: Translator, each: GroupScore) -> Markup:
    title = t("caption.group", name=t.name(each.group.short), score=so_far(t, each), top=t.number(each.top))
    return LINE.join((title, *(line(t, own) for own in each.lines)))


def so_far(t: Translator, each: GroupScore) -> str:
    return "?" if each.score is None else t.number(each.score)


def line(t: Translator, own: Line) -> Markup:
    score = "?" if own.score is None else t.number(own.score)
    words = t("caption.line", name=t.name(own.indicator.short), score=score, top=t.number(own.indicator.top))
    doubt = Markup("") if own.certain else t("caption.doubt", possible=possible(t, own))
    printed = t("caption.printed") if own.basis == "printed" else Markup("")
    return Markup(" ").join(filter(None, (words, doubt, printed)))


def marks(t: Translator, card: Scorecard) -> Markup:
    words = t("caption.marks", printed=t.plain("picture.printed"))
    return words if any(own.basis == "printed" for own in card.lines.values()) else Markup("")


def comparison(t: Translator, found: Comparison, theme: Theme) -> Screen:
    picked = numbers(each.town for each in found.towns)
    drawn = pictures.comparison(t, found, theme)
    parts = [
        *briefly(t, found.when),
        t("compare.title"),
        LINE.join(LINE.join(innovation(t, each)) for each in found.towns),
    ]
    shares = (
        t("caption.share", name=each.name, top=each.top.words, scores=" · ".join(total.words for total in each.totals))
        for each in drawn.groups
    )
    order = t("compare.order", towns=" · ".join(each.name for each in drawn.towns))
    parts += [LINE.join((*shares, order)), source(t, found.towns[0].methodology.source)]
    parts += documents(t, (each.card for each in found.towns))
    other = then.painted_comparison(picked, OTHER[theme][0], found.when)
    return shown(t, drawn, parts, other, then.comparison(picked, found.when))


def ranking(t: Translator, found: Ranking, theme: Theme) -> Screen:
    of = found.indicator.source if found.indicator else found.methodology.source
    later = documents(t, (each.card for each in found.ranked), found.indicator)
    parts = (*briefly(t, found.when), *places(t, found), source(t, of), *later)
    other = then.painted_ranking(found.by, OTHER[theme][0], found.when)
    return shown(t, pictures.ranking(t, found, theme), parts, other, then.ranking(found.by, found.when))


def town_map(
    t: Translator, towns: Sequence[TownScore], scale: Scale, theme: Theme, standing: Standing, when: When = NOW
) -> Screen:
    """Each scale has a map of its own; they are never laid over each other. Of the past is the one that changes."""
    parts = economic(t, towns, standing) if scale == "economic" else innovative(t, towns)
    unlike = Button(t.plain("button.score"), ShowMap("innovation", theme))
    if scale == "innovation":
        unlike = Button(t.plain("button.potential"), ShowMap("economic", theme))
    other, label = OTHER[theme]
    again: Action = then.mapped(other, when) if when else ShowMap(scale, other)
    now = (Button(t.plain("button.now"), ShowMap(scale, theme)),) if when else (unlike,)
    rows = (now, (Button(t.plain(label), again), *to_menu(t)))
    drawn = pictures.town_map(t, towns, scale, theme, when)
    return Screen(PARAGRAPH.join((*briefly(t, when), *parts)), rows, Picture(drawn))


def economic(t: Translator, towns: Sequence[TownScore], standing: Standing) -> Iterator[Markup]:
    scale, potential = towns[0].scale, towns[0].town.potential
    assert potential.source.period
    judged = t("picture.judged", day=t.date(potential.source.period.last))
    yield LINE.join((t("map.title", scale=pictures.capital(t.name(scale.name))), judged))
    lines = []
    for level in TIERS:
        names = [t.name(each.town.name) for each in towns if each.town.potential.tier == level]
        lines.append(tier(t, level, t.name(scale.tiers[level]), names))
    yield LINE.join(filter(None, lines))
    yield from (Markup("{}").format(t.name(note.text)) for note in scale.notes)
    yield source(t, scale.notes[0].source)
    yield force(t, standing)


def innovative(t: Translator, towns: Sequence[TownScore]) -> Iterator[Markup]:
    methodology = towns[0].methodology
    scored = t("picture.scored", n=t.number(towns[0].scored))
    yield LINE.join((t("map.title", scale=pictures.scale_of(t, methodology)), scored))
    cards = [(t.name(each.town.name), each.card) for each in towns]
    lines = []
    for each in reversed(methodology.tiers):
        names = [f"{name} {score_in_short(t, card)}" for name, card in cards if card and card.tier == each.tier]
        lines.append(tier(t, each.tier, t.name(each.name), names))
    others = [f"{name} {score_in_short(t, card)}" if card else name for name, card in cards if not (card and card.tier)]
    lines.append(tier(t, None, t.plain("picture.no_data"), others))
    yield LINE.join(filter(None, lines))
    yield source(t, methodology.source)
    yield from documents(t, (each.card for each in towns))


def score_in_short(t: Translator, card: Scorecard) -> str:
    between = pictures.interval(t, card)
    words = pictures.total(t, card).words
    return f"{words} ({between.words})" if between else words


def tier(t: Translator, level: Tier | None, name: str, towns: Sequence[str]) -> Markup:
    if not towns:
        return Markup("")
    drawn = dots(level) if level else NO_DOTS
    return t("map.tier", dots=drawn, tier=name, n=t.number(len(towns)), towns=", ".join(towns))


def change(t: Translator, found: Supposed, theme: Theme) -> Screen:
    changes = packed(found.changes, found.before.methodology.indicators)
    drawn = pictures.change(t, found, theme)
    lines = (
        t(
            "caption.change",
            name=each.label,
            before=each.before,
            after=each.after,
            was=each.points_before.words,
            now=each.points_after.words,
        )
        for each in drawn.changes
    )
    parts = [t("whatif.title", town=t.name(found.town.name)), stands(t, drawn.before.caption, found.before)]
    parts += [LINE.join(lines), stands(t, drawn.after.caption, found.after), *high_needs(t, found)]
    parts += [t("whatif.supposed"), source(t, found.after.methodology.source)]
    other = PaintChange(OTHER[theme][0], found.town.id, changes)
    return shown(t, drawn, parts, other, WhatIf(found.town.id, changes))


def stands(t: Translator, caption: str, card: Scorecard) -> Markup:
    between = "" if card.low == card.high else t("compare.interval", low=t.number(card.low), high=t.number(card.high))
    return LINE.join(filter(None, (t("caption.stands", when=caption, points=points(t, card)), between)))
