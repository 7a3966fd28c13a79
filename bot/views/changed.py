"""Beside a score: which of its figures were changed since they were first known, and what stood there before."""

from markupsafe import Markup

from bot.i18n import Translator
from bot.views.dry_runs import stood
from core.history import Changed, local_day
from core.ledger import year_of
from core.services.scores import TownScore

LINE = Markup("\n")
SHOWN_CHANGES = 3
LONGEST_WORDS = 80
"""Letters of a source beside a score; the history has all of it."""


def changed(t: Translator, found: TownScore) -> Markup:
    """On the screen of the score: which figures count that did not before, and what stood there."""
    lines = [one_changed(t, found, each) for each in found.changes[:SHOWN_CHANGES]]
    if len(found.changes) > SHOWN_CHANGES:
        lines.append(t("score.changed_more", n=t.number(len(found.changes) - SHOWN_CHANGES)))
    return LINE.join(lines)


def one_changed(t: Translator, found: TownScore, each: Changed) -> Markup:
    indicator = found.methodology.indicators[each.indicator]
    said = {"day": t.on(local_day(each.batch.at)), "indicator": t.name(indicator.short)}
    if each.before:
        said |= {"before": stood(t, indicator, each.before), "of": str(year_of(each.before))}
    if each.after is None:
        return t("score.taken_back", **said)
    assert each.after.source
    source = shortened(t.name(each.after.source.document.title))
    said |= {"value": stood(t, indicator, each.after), "year": str(year_of(each.after)), "source": source}
    return t("score.changed", **said) if each.before else t("score.added", **said)


def shortened(words: str) -> str:
    return words if len(words) <= LONGEST_WORDS else words[:LONGEST_WORDS].rstrip() + "…"
