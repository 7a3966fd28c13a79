"""A town before and after a proposal, as a picture; the text beside it says the same."""

from dataclasses import replace

from markupsafe import Markup

from bot import drawing
from bot.actions.figures import PaintProposal, ShowProposal
from bot.drawing import Theme
from bot.i18n import Translator, key
from bot.screen import Screen
from bot.views import captions, pictures
from bot.views.changed import unbroken
from bot.views.dry_runs import Review, stood, town, town_name
from bot.views.honesty import citation
from bot.views.proposals import because
from bot.views.scores import LINE
from core.dry_run import TownChange
from core.observations import Observation
from core.scoring import Line, Scorecard


def picture(t: Translator, review: Review, change: TownChange, theme: Theme) -> Screen | None:
    """None where no indicator of the town changes: figures of earlier years change nothing of it."""
    drawn = before_after(t, review, change, theme)
    if drawn is None or review.proposal is None:
        return None
    number = review.proposal.number
    parts = [
        LINE.join((t("proposal.title", number=str(number)), between(drawn))),
        town(t, review, change),
        LINE.join(told(t, each) for each in differing(change)),
    ]
    method = t(METHOD, source=citation(t, review.methodology.source))
    parts += [t("proposal.not_published"), LINE.join((*because(t, review), method))]
    other = PaintProposal(number, change.town, captions.OTHER[theme][0])
    return captions.shown(t, drawn, parts, other, ShowProposal(number))


def before_after(t: Translator, review: Review, change: TownChange, theme: Theme) -> drawing.BeforeAfter | None:
    after, methodology = change.after, review.methodology
    if after is None or review.proposal is None:
        return None
    changes = tuple(one(t, each) for each in differing(change))
    if not changes:
        return None
    before_total = change.before.total if change.before else None
    return drawing.BeforeAfter(
        scale=pictures.scale_of(t, methodology),
        title=town_name(t, review.towns, change.town),
        subtitle=t.plain("picture.proposal", number=str(review.proposal.number)),
        footnote=unbroken(t.plain(METHOD, source=citation(t, methodology.source))),
        theme=theme,
        before=standing(t, t.plain("picture.before"), change.before),
        after=standing(t, t.plain("picture.after"), after),
        difference=pictures.gain(t, before_total, after.total),
        top=t.number(methodology.maximum),
        bands=pictures.bands(t, methodology),
        changes=changes,
    )


def standing(t: Translator, caption: str, card: Scorecard | None) -> drawing.Standing:
    if card is None:
        no_data = drawing.Tier(pictures.capital(t.plain("picture.no_data")))
        return drawing.Standing(caption, drawing.Amount("–"), None, no_data)
    shown = pictures.standing(t, caption, card)
    return shown if card.total is not None else replace(shown, tier=drawing.Tier(unknown(t)))


def unknown(t: Translator) -> str:
    """Short enough for half a picture."""
    return pictures.capital(t.plain("tier.unknown"))


def between(drawn: drawing.BeforeAfter) -> Markup:
    return Markup("{} → {}").format(drawn.before.caption, drawn.after.caption)


METHOD = key("picture.method")
Pair = tuple[Line | None, Line]
"""One indicator, before and after."""


def differing(change: TownChange) -> list[Pair]:
    if change.after is None:
        return []
    pairs = [(change.before.lines[id_] if change.before else None, line) for id_, line in change.after.lines.items()]
    return [(was, now) for was, now in pairs if now.observation != (was.observation if was else Observation())]


def one(t: Translator, pair: Pair) -> drawing.Change:
    was, now = pair
    before = was.score if was else None
    return drawing.Change(
        pictures.label(t, now),
        observed(t, now, was).striptags(),
        observed(t, now, now).striptags(),
        pictures.amount(t, before),
        pictures.amount(t, now.score),
        pictures.gain(t, before, now.score),
        now.indicator.top,
    )


def told(t: Translator, pair: Pair) -> Markup:
    was, now = pair
    return t(
        "caption.change",
        name=pictures.label(t, now),
        before=observed(t, now, was),
        after=observed(t, now, now),
        was=pictures.amount(t, was.score if was else None).words,
        now=pictures.amount(t, now.score).words,
    )


def observed(t: Translator, of: Line, line: Line | None) -> Markup:
    return stood(t, of.indicator, line.observation if line else None)
