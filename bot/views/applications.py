"""A person's own applications: the list of them, and the papers of one, ticked off."""

from markupsafe import Markup

from bot.actions.applications import (
    AnswerPapers,
    AskDay,
    DeleteApplication,
    PutTown,
    ResetTicks,
    SendPapers,
    ShowApplications,
    ShowOwnPaper,
    ShowPapers,
    ShowStatus,
    StartApplication,
    Sure,
    TickPaper,
    ref,
)
from bot.actions.towns import AskTown
from bot.i18n import Translator
from bot.screen import Button, Document, Row, Screen
from bot.views.common import PARAGRAPH, to_menu
from bot.views.honesty import honesty, section, sources
from bot.views.support import CHOICES, about_paper, line
from core.microcredit import Paper
from core.programmes import Standing
from core.services.guide import Held, Paperwork
from core.towns import Town

LONGEST_LABEL = 40


def name(t: Translator, held: Held) -> str:
    number = t.number(held.case.number)
    if held.town is None:
        return t.plain("applications.number", number=number)
    return t.plain("applications.named", number=number, town=t.name(held.town.name))


def short(label: str) -> str:
    return label if len(label) <= LONGEST_LABEL else label[: LONGEST_LABEL - 1].rstrip() + "…"


def none_yet(t: Translator, standing: Standing) -> Screen:
    text = PARAGRAPH.join((t("applications.none"), honesty(t, standing), t("applications.kept")))
    return Screen(text, (*begin_rows(t), to_menu(t)))


def begin_rows(t: Translator, new: Sure = "") -> tuple[Row, ...]:
    return (
        (Button(t.plain("button.gather"), StartApplication("papers", new)),),
        (Button(t.plain("button.already_in"), StartApplication("day", new)),),
    )


def several(t: Translator, all_held: tuple[Held, ...]) -> Screen:
    lines = Markup("\n").join(in_the_list(t, held) for held in all_held)
    rows = tuple((Button(short(name(t, held)), ShowStatus(ref(held.case))),) for held in all_held)
    parts = (t("applications.title"), honesty(t, all_held[0].standing), lines)
    return Screen(PARAGRAPH.join(parts), (*rows, *begin_rows(t, "yes"), to_menu(t)))


def in_the_list(t: Translator, held: Held) -> Markup:
    if held.case.handed_in is None:
        return t("applications.gathering", name=name(t, held))
    return t("applications.handed_in", name=name(t, held), day=t.on(held.case.handed_in))


def full(t: Translator) -> Screen:
    return Screen(t("applications.full"), ((all_button(t),), to_menu(t)))


def papers(t: Translator, found: Paperwork, toast: str = "") -> Screen:
    """One tick more or less is an edit of the same message."""
    ready, ticked = found.ready, found.case.ticked
    marked = (
        t("applications.paper", mark="✅" if each.paper.id in ticked else "⬜", line=line(t, number, each))
        for number, each in enumerate(found.papers, 1)
    )
    count = t("applications.ready", ready=t.number(ready), of=t.number(len(found.papers)))
    parts = [
        t("applications.papers", name=name(t, found)),
        honesty(t, found.standing),
        count,
        Markup("\n").join(marked),
        t("applications.all_ready") if ready == len(found.papers) else t("applications.tick"),
        sources(t, found.standing.edition.microcredit.source, found.notes, *section(t, found.standing)),
    ]
    return Screen(
        PARAGRAPH.join(parts), (*tick_rows(t, found), *choice_rows(t, found), *more_rows(t, found)), toast=toast
    )


def tick_rows(t: Translator, found: Paperwork) -> tuple[Row, ...]:
    of = ref(found.case)
    ticks = [tick(t, found, needed.paper, str(number)) for number, needed in enumerate(found.papers, 1)]
    about = tuple(
        Button(f"ℹ {number}", ShowOwnPaper(of, needed.paper.id)) for number, needed in enumerate(found.papers, 1)
    )
    return (*((each,) for each in ticks), about)


def tick(t: Translator, found: Paperwork, paper: Paper, number: str) -> Button:
    done = paper.id in found.case.ticked
    label = short(f"{'✅' if done else '⬜'} {number}. {t.name(paper.name)}")
    return Button(label, TickPaper(ref(found.case), paper.id, "no" if done else "yes"))


def choice_rows(t: Translator, found: Paperwork) -> tuple[Row, ...]:
    """Only what is still to be asked; banks matter to a going business only."""
    of, answers = ref(found.case), found.answers
    rows = tuple(
        tuple(Button(t.plain(label), AnswerPapers(of, question, value)) for value, label in options)
        for question, options in CHOICES
        if answers.to(question) == "unknown" and (question != "banks" or answers.purpose == "expand")
    )
    return rows or ((Button(t.plain("button.choose_anew"), AnswerPapers(of, "all", "unknown")),),)


def more_rows(t: Translator, found: Paperwork) -> tuple[Row, ...]:
    of = ref(found.case)
    files = [Button(t.plain("button.print"), SendPapers(of))]
    if found.case.ticked:
        files.append(Button(t.plain("button.papers_reset"), ResetTicks(of)))
    status = Button(t.plain("button.status"), ShowStatus(of))
    handed = () if found.case.handed_in else ((Button(t.plain("button.hand_in"), AskDay(of)),),)
    return (tuple(files), *handed, (status, *to_menu(t)))


def own_paper(t: Translator, found: Paperwork, paper: Paper) -> Screen:
    number = next((str(at) for at, each in enumerate(found.papers, 1) if each.paper.id == paper.id), "–")
    text = about_paper(t, found.standing, paper, found.answers)
    back = Button(t.plain("button.papers"), ShowPapers(ref(found.case)))
    return Screen(text, ((tick(t, found, paper, number),), (back, *to_menu(t))))


def ask_reset(t: Translator, found: Held) -> Screen:
    of = ref(found.case)
    yes = Button(t.plain("button.reset_yes"), ResetTicks(of, "yes"))
    no = Button(t.plain("button.no_keep"), ShowPapers(of))
    return Screen(t("applications.ask_reset", name=name(t, found)), ((yes,), (no,)))


def printed(t: Translator, found: Paperwork, file: Document) -> Screen:
    text = PARAGRAPH.join((t("applications.printed", name=name(t, found)), honesty(t, found.standing)))
    back = Button(t.plain("button.papers"), ShowPapers(ref(found.case)))
    return Screen(text, ((back, *to_menu(t)),), document=file)


def ask_delete(t: Translator, found: Held) -> Screen:
    of = ref(found.case)
    yes = Button(t.plain("button.delete_yes"), DeleteApplication(of, "yes"))
    no = Button(t.plain("button.no_keep"), ShowStatus(of))
    return Screen(t("applications.ask_delete", name=name(t, found)), ((yes,), (no,)))


def deleted(t: Translator, found: Held) -> Screen:
    text = t("applications.deleted", name=name(t, found))
    return Screen(text, ((all_button(t),), to_menu(t)))


def which(t: Translator, town: Town, all_held: tuple[Held, ...]) -> Screen:
    """Several applications, and one town."""
    rows = tuple((Button(short(name(t, held)), PutTown(town.id, ref(held.case))),) for held in all_held)
    return Screen(t("applications.which", town=t.name(town.name)), (*rows, to_menu(t)))


def all_button(t: Translator) -> Button:
    return Button(t.plain("button.applications"), ShowApplications())


def town_button(t: Translator, held: Held) -> Button:
    label = t.plain("button.other_town") if held.town else t.plain("button.name_town")
    return Button(label, AskTown("apply"))


def go_private(t: Translator, bot_name: str) -> Screen:
    """What a person is at is nobody else's matter."""
    button = Button(t.plain("button.go_private"), url=f"https://t.me/{bot_name}?start=status")
    return Screen(t("trouble.go_private"), ((button,),), fresh=True)
