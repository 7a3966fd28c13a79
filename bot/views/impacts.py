"""What other content would change, in words: contacts, working days, towns, programmes; and whom it concerns."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from markupsafe import Markup

from bot.i18n import Translator, key
from bot.views import dry_runs
from bot.views.dry_runs import LINE, moved
from core.directory import Contact
from core.dry_run import TownChange
from core.impact import ContactChange, DayChange, EditionChange, Fate, Impact, MeasureChange, YearChange
from core.issuing import Concerned
from core.programmes import Edition
from core.scoring import Scorecard
from core.towns import TownIndex
from core.verdicts import Verdict

MOST = 30
"""Lines of a kind: all 27 towns, all 22 measures. Two people answer for what they read here."""
CONTACTS: Mapping[Fate, str] = {
    "new": key("content.contact_new"),
    "gone": key("content.contact_gone"),
}
YEARS: Mapping[Fate, str] = {
    "new": key("content.year_new"),
    "changed": key("content.year_changed"),
    "gone": key("content.year_gone"),
}
EDITIONS: Mapping[Fate, str] = {
    "new": key("content.edition_new"),
    "changed": key("content.edition_changed"),
}
VERDICTS: Mapping[Verdict, str] = {
    True: key("content.yes"),
    False: key("content.no"),
    None: key("content.not_known"),
}


def impact(t: Translator, found: Impact, towns: TownIndex) -> Iterator[Markup]:
    """One paragraph for each kind of content."""
    if found.contacts:
        lines = [contact(t, each, towns) for each in found.contacts]
        yield some(t, t("content.contacts"), lines)
    if found.offices:
        yield t("content.offices")
    yield from (year(t, each) for each in found.years)
    if found.methodology or found.towns:
        lines = [town(t, each, towns) for each in found.towns] or [t("content.no_town")]
        yield some(t, t("content.methodology"), lines)
    yield from (edition(t, each) for each in found.editions)
    if found.counts:
        before, after = told_apart(t, *found.counts)
        yield t("content.counts", before=before, after=after)
    if found.sources:
        yield t("content.sources")
    if found.nothing:
        yield t("content.only_words")


def some(t: Translator, head: Markup, lines: Sequence[Markup]) -> Markup:
    more = [t("proposal.more", n=t.number(len(lines) - MOST))] if len(lines) > MOST else []
    return LINE.join((head, *lines[:MOST], *more))


def contact(t: Translator, change: ContactChange, towns: TownIndex) -> Markup:
    told = change.contact
    town = towns.get(told.town) if told.town else None
    where = t.name(town.name) if town else t.plain("content.everywhere")
    if change.before is None or change.after is None:
        return t(CONTACTS[change.fate], where=where, name=told_of(t, change.contact))
    before, after = told_of(t, change.before), told_of(t, change.after)
    if before == after:
        return t("content.contact_other", where=where, name=after)
    return t("content.contact_changed", where=where, before=before, name=after)


def told_of(t: Translator, contact: Contact) -> str:
    name, address = t.name(contact.name), contact.address
    return ", ".join(part for part in (name, address and t.name(address), contact.phone) if part)


def year(t: Translator, change: YearChange) -> Markup:
    head = t(YEARS[change.fate], year=str(change.year))
    if change.fate == "new":
        return some(t, head, [new_day(t, each) for each in change.days])
    lines = [day(t, each) for each in change.days]
    return some(t, LINE.join((head, t("content.year_settled"))) if change.settled else head, lines)


def new_day(t: Translator, change: DayChange) -> Markup:
    told = t.date_with_weekday(change.day)
    if change.name is None:
        return t("content.new_day_works", day=told)
    return t("content.new_day_off", day=told, name=t.name(change.name))


def day(t: Translator, change: DayChange) -> Markup:
    told = t.date_with_weekday(change.day)
    name = t.name(change.name) if change.name else ""
    if change.before != change.after:
        return t("content.day_works", day=told) if change.after else t("content.day_off", day=told, name=name)
    if change.settled:
        return t("content.day_settled", day=told, name=name) if name else t("content.day_sure", day=told)
    return t("content.day_other", day=told)


def town(t: Translator, change: TownChange, towns: TownIndex) -> Markup:
    def both(words: Callable[[Translator, Scorecard | None], str]) -> Markup:
        return moved(words(t, change.before), words(t, change.after))

    interval, place = both(dry_runs.interval), dry_runs.place
    return t(
        "content.town",
        town=dry_runs.town_name(t, towns, change.town),
        points=both(dry_runs.points),
        interval=interval,
        tier=both(dry_runs.tier),
        place=moved(place(t, change.rank_before), place(t, change.rank_after)),
    )


def told_apart(t: Translator, *editions: Edition) -> list[str]:
    """Other rules of a programme mostly keep its title."""
    titles = [t.name(each.title) for each in editions]
    if len({*titles}) == len(titles):
        return titles
    return [f"{title} ({each.id})" for title, each in zip(titles, editions, strict=True)]


def edition(t: Translator, change: EditionChange) -> Markup:
    told = (
        (key("content.papers"), change.papers),
        (key("content.course"), change.course),
        (key("content.loan"), change.loan),
        (key("content.edition_words"), change.words),
    )
    lines = [t(words) for words, changes in told if changes and change.fate == "changed"]
    lines += [measure(t, each) for each in change.measures]
    return some(t, t(EDITIONS[change.fate], title=t.name(change.edition.title)), lines)


def measure(t: Translator, change: MeasureChange) -> Markup:
    name = t.name(change.name)
    if change.fate == "new":
        return t("content.measure_new", name=name)
    if change.fate == "gone":
        return t("content.measure_gone", name=name)
    if not change.turned:
        return t("content.measure_words", name=name)
    turned = (
        t(
            "content.turned",
            before=t.plain(VERDICTS[each.before]),
            after=t.plain(VERDICTS[each.after]),
            n=t.number(each.applicants),
        )
        for each in change.turned
    )
    return t.plural("content.measure_turned", change.applicants, name=name, turned=Markup(", ").join(turned))


def audience(t: Translator, found: Impact, hearing: Concerned) -> Iterator[Markup]:
    """Who is told when it is published: applicants, and whoever has subscribed to towns that score differently."""
    yield concerned(t, hearing)
    if hearing.readers:
        yield t.plural("proposal.told", hearing.readers)
    elif any(each.changes_score for each in found.towns):
        yield t("proposal.told_nobody")


def concerned(t: Translator, found: Concerned) -> Markup:
    if not found.applications:
        return t("content.concerned_none")
    return t.plural("content.concerned", found.applications, told=t.number(found.told))
