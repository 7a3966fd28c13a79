"""Figures and facts in words, each with its period, and a number that leads to its source below."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from markupsafe import Markup

from bot.i18n import Translator, key
from bot.views.honesty import document, period
from core.figures import Fact, Figure, Qualifier, Unit
from core.localised import Localised
from core.places import Branch
from core.potential import Evidence
from core.sources import Document, Note, Source
from core.targets import Dated
from core.verdicts import Verdict

DIGITS = 1
"""What we work out ourselves has every digit; so many are shown."""
SIGNS: Mapping[Verdict, str] = {True: "✓", False: "✗", None: "?"}
WORDED: Mapping[Unit, Callable[[Translator, str], str]] = {
    "percent": lambda t, number: t.plain("amount.percent", n=number),
    "people": lambda t, number: t.plain("amount.people", n=number),
    "tenge": lambda t, number: t.plain("amount.tenge", n=number),
    "km": lambda t, number: t.plain("amount.km", n=number),
}
QUALIFIED: Mapping[Qualifier, str] = {
    "above": key("amount.above"),
    "rounded": key("amount.rounded"),
}


@dataclass
class Footnotes:
    """The sources of one screen in the order they are named; periods stand in the lines themselves."""

    t: Translator
    numbers: dict[Source, int] = field(default_factory=dict)

    def mark(self, *sources: Source) -> Markup:
        found = [self.numbers.setdefault(replace(each, period=None), len(self.numbers) + 1) for each in sources]
        return Markup("<i>[{}]</i>").format(", ".join(map(str, dict.fromkeys(found))))

    def folded(self) -> Markup:
        """Each document once, with its places."""
        documents = dict.fromkeys(each.document for each in self.numbers)
        lines = (self.t("facts.source", document=document(self.t, one), places=self.places(one)) for one in documents)
        return Markup("<blockquote expandable>📎 {}</blockquote>").format(Markup("\n").join(lines))

    def places(self, of: Document) -> str:
        found = ((n, each.place) for each, n in self.numbers.items() if each.document == of)
        return "; ".join(f"[{n}] {self.t.name(place)}" if place else f"[{n}]" for n, place in found)


def amount(t: Translator, figure: Figure) -> str:
    low, high = figure.amount.low, figure.amount.high
    digits = DIGITS if figure.ours and low != int(low) else None
    number = signed(t, low, digits)
    if high is not None and high != low:
        number = f"{number}–{t.number(high)}"
    words = WORDED[figure.measure.unit](t, number)
    text = QUALIFIED.get(figure.qualifier)
    return words if text is None else t.plain(text, amount=words)


def signed(t: Translator, value: Decimal, digits: int | None = None) -> str:
    return t.number(value, digits).replace("-", "−")


def dated(t: Translator, source: Source) -> str:
    """A figure without a year of its own has at least the day of its document, where that has one."""
    if source.period:
        return period(t, source.period)
    day = source.document.date
    return t.plain("facts.undated_act", day=t.date(day)) if day else t.plain("facts.undated")


def figure_line(t: Translator, figure: Figure, notes: Footnotes) -> Markup:
    """Amount, period, source; and what to think of it."""
    line = t(
        "facts.figure",
        amount=amount(t, figure),
        period=dated(t, figure.source),
        source=notes.mark(figure.source, *figure.also),
    )
    remarks = [t("facts.ours")] * figure.ours + [t("facts.doubtful")] * figure.doubtful
    return Markup(" ").join((line, *remarks))


def fact_line(t: Translator, fact: Fact, notes: Footnotes) -> Markup:
    """With the year of its document: the facts themselves seldom have one, and say so in their own words."""
    source, day = notes.mark(fact.source, *fact.also), fact.source.document.date
    if day is None:
        return t("facts.fact", text=t.name(fact.text), source=source)
    return t("facts.fact_of", text=t.name(fact.text), year=str(day.year), source=source)


def evidence_line(t: Translator, each: Evidence, places: Mapping[str, Localised], notes: Footnotes) -> Markup:
    """With the name of what is measured, for it stands among others."""
    if isinstance(each, Fact):
        return fact_line(t, each, notes)
    if isinstance(each, Figure):
        name = t.name(each.measure.name)
        if each.place in places:
            name = t.plain("facts.measure_of", measure=name, place=t.name(places[each.place]))
        return t("facts.measured", measure=name, figure=figure_line(t, each, notes))
    text = key("facts.branch") if isinstance(each, Branch) else key("facts.enterprises")
    return t(text, name=t.name(each.name), source=notes.mark(each.source))


def dated_line(t: Translator, each: Dated, measure: Localised, notes: Footnotes) -> Markup:
    """A value of another sheet, in per cent as all the targets are."""
    value = t.percent(each.value)
    figure = t("facts.figure", amount=value, period=dated(t, each.source), source=notes.mark(each.source))
    return t("facts.measured", measure=t.name(measure), figure=figure)


def remarks(t: Translator, found: Iterator[Localised | None]) -> Iterator[Markup]:
    """Each once, however many figures it concerns."""
    for text in dict.fromkeys(each for each in found if each):
        yield Markup("<i>{}</i>").format(t.name(text))


def note_line(t: Translator, note: Note, notes: Footnotes) -> Markup:
    return t("facts.note", text=t.name(note.text), source=notes.mark(note.source))


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]
