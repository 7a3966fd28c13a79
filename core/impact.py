"""What other content would change: the answers of two catalogues held against each other, before it is published."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import product
from typing import Literal

from core.asking import telling
from core.catalogue import Catalogue
from core.clock import KAZAKHSTAN
from core.directory import Contact
from core.dry_run import TownChange, compared, figures_of, scored
from core.eligibility import Answers, Measure, Question, Rulebook, states_of, told, verdict_of
from core.flaws import Flaw, FlawKind
from core.kept_rules import changed, others, rules_of
from core.ledger import Figure, Ledger
from core.localised import Localised
from core.methodology import Methodology
from core.programmes import Edition, edition_on
from core.rules import Rule
from core.scales import NotOnScale
from core.verdicts import Verdict
from core.workdays import WorkCalendar

Fate = Literal["new", "changed", "gone"]


@dataclass(frozen=True, slots=True)
class ContactChange:
    """Both where it is changed."""

    before: Contact | None
    after: Contact | None

    @property
    def contact(self) -> Contact:
        found = self.after or self.before
        assert found is not None
        return found

    @property
    def fate(self) -> Fate:
        return "new" if self.before is None else "gone" if self.after is None else "changed"


@dataclass(frozen=True, slots=True)
class DayChange:
    """`before` and `after` say whether it is a working day; alike where only its name or its certainty changes."""

    day: date
    before: bool
    after: bool
    settled: bool  # it was uncertain, and is no more
    name: Localised | None  # why it is off, then or else before


@dataclass(frozen=True, slots=True)
class YearChange:
    year: int
    fate: Fate
    days: tuple[DayChange, ...] = ()
    settled: bool = False  # no day of it was final, and now they are


@dataclass(frozen=True, slots=True)
class Turned:
    """So many of the applicants that can be told apart had one verdict, and would have another. An applicant who has
    not told everything is one of them.
    """

    before: Verdict
    after: Verdict
    applicants: int


@dataclass(frozen=True, slots=True)
class MeasureChange:
    name: Localised
    fate: Fate
    applicants: int  # all that were tried
    turned: tuple[Turned, ...] = ()


@dataclass(frozen=True, slots=True)
class EditionChange:
    """`rules` are those of its own; a new edition is held against the one that would count without it."""

    edition: Edition
    fate: Fate
    measures: tuple[MeasureChange, ...]
    papers: bool  # the list of papers
    course: bool  # the steps and terms of an application
    loan: bool
    words: bool = False  # nothing else may change where the id stays


@dataclass(frozen=True, slots=True)
class Impact:
    """`counts` are the editions that count on the day, before and after."""

    contacts: tuple[ContactChange, ...]
    offices: bool
    years: tuple[YearChange, ...]
    towns: tuple[TownChange, ...]
    methodology: bool
    editions: tuple[EditionChange, ...]
    counts: tuple[Edition, Edition] | None
    sources: bool

    @property
    def nothing(self) -> bool:
        told = (self.contacts, self.years, self.editions, self.towns)
        return not any((*told, self.offices, self.methodology, self.sources))


def impact(before: Catalogue, after: Catalogue, ledger: Ledger, now: datetime) -> Impact:
    """`ledger` lies over `before`."""
    today = now.astimezone(KAZAKHSTAN).date()
    was, will_be = before.directory, after.directory
    return Impact(
        contacts=tuple(contact_changes(was.contacts, will_be.contacts)),
        offices=was.offices != will_be.offices,
        years=tuple(year_changes(before.calendar, after.calendar)),
        towns=tuple(town_changes(before, after, ledger)),
        methodology=before.innovation != after.innovation,
        editions=tuple(edition_changes(before, after, today)),
        counts=counting(before, after, today),
        sources=before.documents != after.documents,
    )


def town_changes(before: Catalogue, after: Catalogue, ledger: Ledger) -> Iterator[TownChange]:
    """Of the figures that are published, scored in both ways."""
    sheets = ledger.sheets(), Ledger(after.sheets, ledger.batches).sheets()
    cards = (scored(each.innovation, of) for each, of in zip((before, after), sheets, strict=True))
    for change in compared(*cards):
        if change.changes_score or change.rank_before != change.rank_after:
            yield change


def summary(found: Impact) -> str:
    """What a confirmation is bound to beside the files: the totals and tiers that figures decide as well."""
    towns = [
        (each.town, each.rank_before, each.rank_after, *map(figures_of, (each.before, each.after)))
        for each in found.towns
    ]
    return repr((towns, [each.id for each in found.counts or ()]))


def objections(before: Catalogue, after: Catalogue, ledger: Ledger) -> list[Flaw]:
    """What is well written and cannot be: an edition that has gone, to which applications and codes belong, or that has
    other rules; a scale that does not fit figures people have published.
    """
    gone = sorted({each.id for each in before.editions} - {each.id for each in after.editions})
    flaws = [Flaw("programmes", FlawKind.EDITION_GONE, {"value": each}) for each in gone]
    flaws += changed(before, after)
    pushed = (trail.figure for _, trail in sorted(ledger.trails.items()) if trail.figure)
    for figure in pushed:
        if not fits(after.innovation, figure):
            facts = {"value": figure.raw, "indicator": figure.indicator, "town": figure.town, "year": str(figure.year)}
            flaws.append(Flaw("innovation.yaml", FlawKind.FIGURE_UNFIT, facts))
    return flaws


def fits(methodology: Methodology, figure: Figure) -> bool:
    indicator = methodology.indicators.get(figure.indicator)
    try:
        return indicator is not None and indicator.score_of(figure.value) is not None
    except NotOnScale:
        return False


def contact_changes(before: Iterable[Contact], after: Iterable[Contact]) -> Iterator[ContactChange]:
    old, new = ({each.id: each for each in contacts} for contacts in (before, after))
    for contact_id in sorted({*old, *new}):
        change = ContactChange(old.get(contact_id), new.get(contact_id))
        if change.before != change.after:
            yield change


def year_changes(before: WorkCalendar, after: WorkCalendar) -> Iterator[YearChange]:
    for number in sorted({*before.years, *after.years}):
        if number not in before.years:
            yield YearChange(number, "new", tuple(named_days(after, number)))
        elif number not in after.years:
            yield YearChange(number, "gone")
        elif before.years[number] != after.years[number]:
            settled = bool(before.years[number].provisional) and not after.years[number].provisional
            yield YearChange(number, "changed", tuple(day_changes(before, after, number)), settled)


def named_days(calendar: WorkCalendar, number: int) -> Iterator[DayChange]:
    """Of a year that is new nothing stood before: its days are told as they are."""
    year = calendar.years[number]
    for day in sorted({*year.days_off, *year.worked}):
        off = calendar.day_off(day)
        yield DayChange(day, off is None, off is None, settled=False, name=off.name if off else None)


def day_changes(before: WorkCalendar, after: WorkCalendar, number: int) -> Iterator[DayChange]:
    old, new = before.years[number], after.years[number]
    every = {*old.days_off, *new.days_off, *old.worked, *new.worked, *old.doubts, *new.doubts}
    for day in sorted(every):
        off, then = before.day_off(day), after.day_off(day)
        settled = day in old.doubts and day not in new.doubts
        if off != then or settled or (day in old.doubts) != (day in new.doubts):
            named = then or off
            yield DayChange(day, off is None, then is None, settled, named.name if named else None)


def edition_changes(before: Catalogue, after: Catalogue, today: date) -> Iterator[EditionChange]:
    """One that replaces another is that one with other rules."""
    old = {each.id: each for each in before.editions}
    for edition in after.editions:
        was = old.get(edition.id) or old.get(edition.replaces or "")
        if was is None:
            against = edition_on(before.editions, max(today, edition.first_day)).edition
            measures = tuple(measure_changes(against.rules, edition.rules))
            yield EditionChange(edition, "new", measures, papers=True, course=True, loan=True)
        elif whole(before, was) != whole(after, edition):
            names = others(rules_of(before, was), rules_of(after, edition))
            yield EditionChange(
                edition,
                "changed",
                tuple(measure_changes(was.rules, edition.rules)),
                papers=any(name.startswith(("papers", "limits")) for name in names),
                course=any(name.startswith("steps") for name in names),
                loan="loan" in names,
                words=was.id == edition.id,
            )


def whole(catalogue: Catalogue, edition: Edition) -> object:
    return edition, catalogue.courses[edition.id], catalogue.loans[edition.id]


def counting(before: Catalogue, after: Catalogue, today: date) -> tuple[Edition, Edition] | None:
    was, will_be = (edition_on(each.editions, today).edition for each in (before, after))
    return None if was.id == will_be.id else (was, will_be)


def measure_changes(before: Rulebook, after: Rulebook) -> Iterator[MeasureChange]:
    for measure in after.measures:
        was = before.measure(measure.id)
        if was is None:
            yield MeasureChange(measure.name, "new", 0)
            continue
        tried, turned = verdicts_turned(before, was, after, measure)
        if turned or was != measure:
            yield MeasureChange(measure.name, "changed", tried, turned)
    yield from (MeasureChange(each.name, "gone", 0) for each in before.measures if after.measure(each.id) is None)


def verdicts_turned(
    before: Rulebook, was: Measure, after: Rulebook, measure: Measure
) -> tuple[int, tuple[Turned, ...]]:
    """All applicants whom either rulebook can tell apart. Where both decide alike none need be tried."""
    counted: dict[tuple[Verdict, Verdict], int] = {}
    tried = 0
    for answers in applicants((before, was), (after, measure)):
        tried += 1
        verdicts = verdict(before, was, answers), verdict(after, measure, answers)
        if verdicts[0] is not verdicts[1]:
            counted[verdicts] = counted.get(verdicts, 0) + 1
    return tried, tuple(Turned(*verdicts, count) for verdicts, count in counted.items())


def applicants(*measures: tuple[Rulebook, Measure]) -> Iterator[Answers]:
    """Each answer that can make a difference to one of these measures, and each question left open."""
    ways: dict[str, dict[str, None]] = {}
    for rules, measure in measures:
        for question in concerned(rules, measure):
            ways.setdefault(question.id, {}).update((each.id, None) for each in telling(rules, question))
    for chosen in product(*([None, *options] for options in ways.values())):
        yield {question: option for question, option in zip(ways, chosen, strict=True) if option is not None}


def concerned(rules: Rulebook, measure: Measure) -> tuple[Question, ...]:
    """The questions that its conditions hang on, and those that decide whether these are asked."""
    found: set[str] = set()
    wanted = {fact for condition in measure.conditions for fact in facts_of(condition.rule)}
    while wanted:
        for question_id in rules.tellers(wanted.pop()) - found:
            question = rules.question(question_id)
            assert question is not None
            found.add(question_id)
            wanted |= {question_id, *(facts_of(question.asked_if) if question.asked_if else ())}
    return tuple(each for each in rules.questions if each.id in found)


def facts_of(rule: Rule) -> frozenset[str]:
    return rule.asks({}) | {fact for fact, _ in rule.names}


def verdict(rules: Rulebook, measure: Measure, answers: Answers) -> Verdict:
    return verdict_of(states_of(measure, told(rules, answers).facts))
