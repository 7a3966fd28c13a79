"""Content that changes without a release: what was sent, what it would change, and what came of it."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from markupsafe import Markup

from bot.actions.applications import ShowDates, ShowStatus, ref
from bot.actions.contents import (
    ListContentFiles,
    ListIssues,
    PublishContent,
    RunContentAgain,
    SendContentFile,
    ShowContent,
    ShowContents,
    UndoContent,
    WithdrawContent,
)
from bot.i18n import Translator, key
from bot.screen import Button, Document, Row, Screen
from bot.views import impacts
from bot.views.applications import name as named
from bot.views.common import PARAGRAPH, to_menu
from bot.views.dry_runs import LINE
from bot.views.flaws import flaw
from bot.views.history import counted, pages
from bot.views.history import short as brief
from bot.views.roles import Known, who
from bot.views.towns import two_a_row
from core.access import At, Extent
from core.content import ContentProposal, Issue, Kind, Part, kind_of
from core.flaws import Flaw
from core.issuing import Issued, Proposed, Stale
from core.services.guide import Held
from core.services.history import IssueLine, Issues
from core.towns import TownIndex

SEEN = 16
"""Letters of a digest that a button carries."""
MOST_FAULTS = 20
POINT = Markup("• {}")
MayUndo = Callable[[Issue], bool]
ANY: MayUndo = bool
MOST_ISSUES = 5
MOST_FILES = 4
KINDS: Mapping[Kind, str] = {
    "contacts": key("content.kind_contacts"),
    "calendar": key("content.kind_calendar"),
    "methodology": key("content.kind_methodology"),
    "programme": key("content.kind_programme"),
    "sources": key("content.kind_sources"),
}
UNFIT: Mapping[str, str] = {
    "too_large": key("content.too_large"),
    "too_many": key("content.too_many"),
    "no_archive": key("content.no_archive"),
    "locked": key("content.locked"),
    "unplaced": key("content.unplaced"),
    "not_text": key("content.not_text"),
    "too_many_values": key("content.too_many_values"),
    "too_deep": key("content.too_deep"),
    "twice": key("content.twice"),
    "tagged": key("content.tagged"),
}


def proposal(t: Translator, proposed: Proposed, towns: TownIndex, *, may_publish: bool) -> Screen:
    """Whoever confirms it confirms exactly this."""
    return Screen(
        PARAGRAPH.join(parts(t, proposed, towns, may_publish=may_publish)), rows(t, proposed, may_publish=may_publish)
    )


def parts(t: Translator, proposed: Proposed, towns: TownIndex, *, may_publish: bool) -> Iterator[Markup]:
    told = proposed.proposal
    head = t("content.title", number=str(told.number))
    if told.undoes is not None:
        head = t("content.undo_title", number=str(told.number), issue=str(told.undoes))
    yield LINE.join((head, t("content.files", files=files(t, told.parts))))
    yield t("proposal.not_yet")
    yield from impacts.impact(t, proposed.impact, towns)
    yield from impacts.audience(t, proposed.impact, proposed.concerned)
    if proposed.overtaken:
        yield t("content.overtaken", files=", ".join(proposed.overtaken))
    if told.reason:
        yield t("proposal.reason", reason=told.reason)
    yield t("content.confirmed_once") if told.confirmed_by is not None else t("content.two_confirm")
    if not may_publish:
        yield t("content.waits")


def files(t: Translator, given: Sequence[Part]) -> str:
    """Many are counted by what they are."""
    if len(given) <= MOST_FILES:
        return ", ".join(part.path for part in given)
    kinds = ", ".join(t.plain(KINDS[each]) for each in dict.fromkeys(part.kind for part in given))
    return t.plain("content.many_files", n=t.number(len(given)), kinds=kinds)


def rows(t: Translator, proposed: Proposed, *, may_publish: bool) -> tuple[Row, ...]:
    told = proposed.proposal
    confirm = Button(t.plain("button.content_confirm"), PublishContent(told.number, told.digest[:SEEN]))
    return (*(((confirm,),) if may_publish else ()), (to_withdraw(t, told.number), to_contents(t)), to_menu(t))


def to_withdraw(t: Translator, number: int) -> Button:
    return Button(t.plain("proposal.withdraw"), WithdrawContent(number))


def to_contents(t: Translator) -> Button:
    return Button(t.plain("button.contents"), ShowContents())


def everything(
    t: Translator, waiting: Sequence[ContentProposal], issues: Sequence[Issue], may_undo: MayUndo = ANY
) -> Screen:
    body = [t("content.list_title"), t("content.how")]
    if waiting:
        lines = [line(t, each.number, t.moment(each.at), each.parts) for each in waiting]
        body.append(LINE.join((t("content.waiting"), *lines)))
    if issues:
        lines = [line(t, each.number, t.moment(each.at), each.parts) for each in issues[:MOST_ISSUES]]
        body.append(LINE.join((t("content.issues"), *lines)))
    seen = [Button(t.plain("button.content", number=str(each.number)), ShowContent(each.number)) for each in waiting]
    gone = {each.undoes for each in issues}
    undo = [to_undo(t, each.number) for each in issues[:MOST_ISSUES] if each.number not in gone and may_undo(each)]
    get = Button(t.plain("button.content_files"), ListContentFiles())
    every = (Button(t.plain("button.content_history"), ListIssues()),) if issues else ()
    return Screen(PARAGRAPH.join(body), ((get, *every), *two_a_row(seen), *two_a_row(undo), to_menu(t)))


def issues(t: Translator, found: Issues, known: Known, may_undo: MayUndo = ANY) -> Screen:
    """All of them, and who answers for each."""
    told = [LINE.join(issue(t, each, known)) for each in found.issues] or [t("content.no_issues")]
    more = [counted(t, found.page, found.pages)] if found.pages > 1 else []
    standing = (each.issue for each in found.issues if each.undone is None)
    undo = two_a_row(to_undo(t, each.number) for each in standing if may_undo(each))
    rows = (*pages(found.page, found.pages, ListIssues), *undo, (to_contents(t), *to_menu(t)))
    return Screen(PARAGRAPH.join((t("content.history_title"), *told, *more)), rows)


def issue(t: Translator, found: IssueLine, known: Known) -> Iterator[Markup]:
    told = found.issue
    yield t("content.issue", moment=t.moment(told.at), number=str(told.number), files=files(t, told.parts))
    first, second = (who(t, each, known) for each in (found.seconded_by, found.by))
    if told.by == told.seconded_by:
        yield t("content.confirmed_alone", who=second)
    else:
        yield t("content.confirmed_by", first=first, second=second)
    if told.reason:
        yield t("history.reason", reason=brief(told.reason))
    if told.undoes is not None:
        yield t("content.undoes", issue=str(told.undoes))
    if found.undone is not None:
        yield t("content.undone_by", issue=str(found.undone))


def to_undo(t: Translator, number: int) -> Button:
    return Button(t.plain("button.content_undo", number=str(number)), UndoContent(number))


def line(t: Translator, number: int, when: str, given: Sequence[Part]) -> Markup:
    return t("content.line", number=str(number), when=when, files=files(t, given))


def all_files(t: Translator, paths: Sequence[str]) -> Screen:
    """What is changed most often first."""
    kinds = list(KINDS)
    ordered = sorted(paths, key=lambda path: (kinds.index(kind_of(path) or "sources"), path))
    buttons = [Button(short(path), SendContentFile(path)) for path in ordered]
    return Screen(t("content.which_file"), (*two_a_row(buttons), (to_contents(t),), to_menu(t)))


def short(path: str) -> str:
    return path.removeprefix("programmes/").removesuffix(".yaml")


def file(t: Translator, path: str, body: bytes) -> Screen:
    document = Document(path.rpartition("/")[2], body)
    return Screen(t("content.file", path=path), ((to_contents(t),), to_menu(t)), document=document)


def seconding(t: Translator, proposed: Proposed) -> Screen:
    to = Button(t.plain("button.to_proposal"), ShowContent(proposed.proposal.number))
    return Screen(t("content.seconding", number=str(proposed.proposal.number)), ((to, to_contents(t)), to_menu(t)))


def published(t: Translator, done: Issued) -> Screen:
    number = str(done.issue.number)
    head = t("content.published", issue=number)
    if done.issue.undoes is not None:
        head = t("content.undone", issue=number, undone=str(done.issue.undoes))
    body = [head, t("content.files", files=files(t, done.issue.parts))]
    if done.concerned:
        body.append(impacts.concerned(t, done.concerned))
        if done.concerned.readers:
            body.append(t.plural("proposal.told", done.concerned.readers))
    return Screen(PARAGRAPH.join(body), ((to_contents(t),), to_menu(t)), toast=t.plain("proposal.published_toast"))


def stale(t: Translator, outcome: Stale) -> Screen:
    again = Button(t.plain("button.run_again"), RunContentAgain(outcome.proposal.number))
    return Screen(t("content.stale"), ((again,), (to_contents(t),), to_menu(t)), toast=t.plain("proposal.stale_toast"))


def withdrawn(t: Translator, number: int) -> Screen:
    return Screen(t("content.withdrawn", number=str(number)), ((to_contents(t),), to_menu(t)))


def same(t: Translator) -> Screen:
    return Screen(t("content.same"), ((to_contents(t),), to_menu(t)))


def unfit(t: Translator, trouble: str, facts: Mapping[str, str]) -> Screen:
    return Screen(unfit_words(t, trouble, facts), ((to_contents(t),), to_menu(t)))


def unfit_words(t: Translator, trouble: str, facts: Mapping[str, str]) -> Markup:
    """`facts` tell the file, and the line where there is one."""
    return t(UNFIT[trouble], **facts)


def not_yours(t: Translator, place: At | Extent, towns: TownIndex) -> Screen:
    """To somebody who has the right, but not there. A file that was got long ago takes back what others published."""
    town = towns.get(place.town) if isinstance(place, At) else None
    why = t("content.other_town", town=t.name(town.name)) if town else t("content.whole_country")
    return Screen(PARAGRAPH.join((t("trouble.denied"), why)), ((to_contents(t),), to_menu(t)))


def not_fetched(t: Translator, file_name: str) -> Screen:
    return Screen(t("content.not_fetched", file=file_name), ((to_contents(t),), to_menu(t)))


def faulty(t: Translator, flaws: Sequence[Flaw]) -> Screen:
    body = told(t, t.plural("content.faulty", len(flaws)), flaws, t("content.mend"))
    return Screen(body, ((to_contents(t),), to_menu(t)))


def spoilt(t: Translator, number: int, flaws: Sequence[Flaw]) -> Screen:
    """A proposal that was right when it was made: what was published since does not go with it."""
    body = told(t, t("content.spoilt", number=str(number)), flaws, t("content.spoilt_mend"))
    return Screen(body, ((to_withdraw(t, number), to_contents(t)), to_menu(t)))


def relied_on(t: Translator, issue: int, flaws: Sequence[Flaw]) -> Screen:
    """An issue that cannot be undone: what was published since needs it."""
    body = told(t, t("content.relied_on", issue=str(issue)), flaws, t("content.relied_on_mend"))
    return Screen(body, ((to_contents(t),), to_menu(t)))


def told(t: Translator, head: Markup, flaws: Sequence[Flaw], end: Markup) -> Markup:
    lines = [POINT.format(flaw(t, each)) for each in flaws[:MOST_FAULTS]]
    rest = len(flaws) - MOST_FAULTS
    more = [t("proposal.more", n=t.number(rest))] if rest > 0 else []
    return PARAGRAPH.join((head, LINE.join((*lines, *more)), end))


def news(t: Translator, held: Held, why: Mapping[str, bool]) -> Screen:
    """To whoever is in the middle of an application."""
    body = [t("content.news_title", name=named(t, held))]
    body += [t("content.news_dates")] if why.get("dates") else []
    body += [t("content.news_papers")] if why.get("papers") else []
    if why.get("newer"):
        title = t.name(held.standing.edition.title)
        body.append(t("content.news_amended") if held.standing.amended else t("content.news_newer", title=title))
    of = ref(held.case)
    dates = (Button(t.plain("button.dates"), ShowDates(of)),) if why.get("dates") else ()
    return Screen(PARAGRAPH.join(body), ((Button(t.plain("button.status"), ShowStatus(of)), *dates),), fresh=True)
