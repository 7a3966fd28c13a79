"""The talk about support: one question at a time, with what it is for; and the list of what was answered."""

from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup

from bot.actions.talk import ALL_ANSWERS, AskNext, ListAnswers, ShowMeasure, ShowResult
from bot.i18n import Translator
from bot.screen import Button, Row, Screen
from bot.views.common import PARAGRAPH, to_menu
from bot.views.honesty import force, honesty
from bot.wire import Action
from core.codes import jotted
from core.eligibility import UNSURE, Answers, Judgement, Question
from core.programmes import Standing
from core.services.support import AnswersAnswer, QuestionAnswer
from core.verdicts import Verdict

LINE = Markup("\n")
TOWNS_A_ROW = 3
CHANGES_A_ROW = 5


def letters(standing: Standing, answers: Answers) -> str:
    """As they travel in a button; nothing for nobody's."""
    return jotted(standing.edition.layout, answers) if answers else ""


def in_rows(buttons: Sequence[Button], wide: int) -> tuple[Row, ...]:
    return tuple(tuple(buttons[at : at + wide]) for at in range(0, len(buttons), wide))


def question(t: Translator, found: QuestionAnswer, asked: Question, then: str = "") -> Screen:
    given = found.told.answers
    parts = [LINE.join(said(t, found, asked))]
    if given:
        parts += [progress(t, found.judgements), force(t, found.standing)]
    else:
        parts += [t("talk.how"), honesty(t, found.standing)]
    return Screen(PARAGRAPH.join(parts), question_rows(t, found, asked, then))


def said(t: Translator, found: QuestionAnswer, asked: Question) -> Iterator[Markup]:
    yield t("talk.question", text=t.name(asked.text))
    yield t("talk.why", why=t.name(asked.why))
    if found.towns and not found.told.answers:
        yield t("talk.type_town")
    if asked.id in found.told.answers:
        yield t("talk.answered", answer=answer_name(t, asked, found.told.answers[asked.id]))


def progress(t: Translator, judgements: tuple[Judgement, ...]) -> Markup:
    by = counted(judgements)
    return t("talk.progress", yes=t.number(by[True]), maybe=t.number(by[None]), no=t.number(by[False]))


def counted(judgements: tuple[Judgement, ...]) -> Mapping[Verdict, int]:
    return {verdict: sum(each.verdict is verdict for each in judgements) for verdict in (True, None, False)}


def question_rows(t: Translator, found: QuestionAnswer, asked: Question, then: str) -> tuple[Row, ...]:
    def answered(option: str) -> Action:
        return after(found.standing, {**found.told.answers, asked.id: option}, then)

    options = [(each.id, Button(t.name(each.label), answered(each.id))) for each in asked.options]
    towns = [button for option, button in options if option in found.towns]
    rows: list[Row] = [*in_rows(towns, TOWNS_A_ROW)]
    rows += [(button,) for option, button in options if option not in found.towns]
    unsure = answered(UNSURE)
    rows.append((Button(t.plain("button.dont_know"), unsure), Button(t.plain("button.skip"), unsure)))
    rows += ways_on(t, found, asked, then)
    return (*rows, (*back(t, found, asked, then), *to_menu(t)))


def after(standing: Standing, answers: Answers, then: str) -> Action:
    given = letters(standing, answers)
    return ListAnswers(given) if then == ALL_ANSWERS else AskNext(given, then=then)


def ways_on(t: Translator, found: QuestionAnswer, asked: Question, then: str) -> list[Row]:
    """What there is already: as soon as it says something."""
    given = {key: answer for key, answer in found.told.answers.items() if key != asked.id or then == ALL_ANSWERS}
    if not given:
        return []
    here = letters(found.standing, given)
    answers = Button(t.plain("button.my_answers"), ListAnswers(here))
    if not any(each.verdict is not None for each in found.judgements):
        return [(answers,)]
    return [(Button(t.plain("button.so_far"), ShowResult(here)), answers)]


def back(t: Translator, found: QuestionAnswer, asked: Question, then: str) -> Row:
    """The question before, asked again; from a change, to the list; from the first about a measure, to the measure."""
    given = found.told.answers
    if then == ALL_ANSWERS:
        return (Button(t.plain("button.back"), ListAnswers(letters(found.standing, given))),)
    if found.before is None:
        way = (ShowMeasure(then),) if then else ()
        return tuple(Button(t.plain("button.back"), action) for action in way)
    left = {key: answer for key, answer in given.items() if key not in {found.before, asked.id}}
    return (Button(t.plain("button.back"), AskNext(letters(found.standing, left), found.before, then)),)


def answer_name(t: Translator, asked: Question, given: str) -> str:
    option = asked.option(given)
    return t.name(option.label) if option else t.plain("talk.unsure")


def answers(t: Translator, found: AnswersAnswer, *, more: bool) -> Screen:
    """Each can be changed by its number."""
    given = found.told.answers
    if found.questions:
        lines = [
            t("talk.answer", number=str(at), question=t.name(each.text), answer=answer_name(t, each, given[each.id]))
            for at, each in enumerate(found.questions, 1)
        ]
        parts = [t("talk.answers"), PARAGRAPH.join(lines), t("talk.change")]
    else:
        parts = [t("talk.answers"), t("talk.no_answers")]
    if found.dropped:
        dropped = LINE.join(t("talk.dropped_line", question=t.name(each.text)) for each in found.dropped)
        parts.append(LINE.join((t("talk.dropped"), dropped)))
    parts.append(force(t, found.standing))
    return Screen(PARAGRAPH.join(parts), answers_rows(t, found, more=more))


def answers_rows(t: Translator, found: AnswersAnswer, *, more: bool) -> tuple[Row, ...]:
    here = letters(found.standing, found.told.answers)
    changes = [
        Button(t.plain("button.change_n", n=str(at)), AskNext(here, each.id, ALL_ANSWERS))
        for at, each in enumerate(found.questions, 1)
    ]
    ways = [Button(t.plain("button.result"), ShowResult(here))]
    if more:
        ways.append(Button(t.plain("button.go_on"), AskNext(here)))
    over = Button(t.plain("button.reset"), AskNext())
    return (*in_rows(changes, CHANGES_A_ROW), tuple(ways), (over, *to_menu(t)))
