"""Beside a score: which of its figures were changed since they were first known, and what stood there before."""

import re
from collections.abc import Iterable

from markupsafe import Markup

from bot.i18n import NO_BREAK, Translator
from bot.views.dry_runs import stood
from bot.views.honesty import citation
from core.history import Changed, local_day
from core.ledger import year_of
from core.methodology import Indicator
from core.scoring import Scorecard
from core.services.scores import TownScore
from core.sources import Source

LINE = Markup("\n")
SHOWN_CHANGES = 3
LONGEST_WORDS = 80
"""Letters of a source beside a score; the history has all of it."""
SHOWN_DOCUMENTS = 3


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


def documents(t: Translator, cards: Iterable[Scorecard | None], only: Indicator | None = None) -> tuple[Markup, ...]:
    """What was published later does not come from the source of the rest: its own documents, the latest first."""
    named = "; ".join(published(t, cards, only))
    return (t("source.published", documents=named),) if named else ()


def source_of(
    t: Translator, source: Source, cards: Iterable[Scorecard | None] = (), only: Indicator | None = None
) -> str:
    """In a picture, which goes from hand to hand without its words."""
    named = "; ".join(published(t, cards, only))
    more = [t.plain("picture.published", documents=named)] if named else []
    return unbroken(". ".join((t.plain("picture.source", source=citation(t, source)), *more)))


def unbroken(words: str) -> str:
    """A number stays on the line of its word: Table 1."""
    return re.sub(r" (?=\d)", NO_BREAK, words)


def published(t: Translator, cards: Iterable[Scorecard | None], only: Indicator | None) -> list[str]:
    lines = (line for card in cards if card for line in card.lines.values() if not only or line.indicator is only)
    found = [each for line in lines if (each := line.observation.source) and each.batch]
    titles = [each.document.title for each in sorted(found, key=lambda each: -(each.batch or 0))]
    named = [*dict.fromkeys(shortened(t.name(title)) for title in titles)]
    return [*named[:SHOWN_DOCUMENTS], *(["…"] if len(named) > SHOWN_DOCUMENTS else [])]


def shortened(words: str) -> str:
    words = "".join(letter for letter in words if letter.isprintable())
    return words if len(words) <= LONGEST_WORDS else words[:LONGEST_WORDS].rstrip() + "…"
