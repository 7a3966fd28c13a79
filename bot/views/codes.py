"""What a code holds: the verdicts of then, the answers, the edition and the calendar; and what is different now."""

from collections.abc import Iterator, Mapping

from markupsafe import Markup

from bot.actions.talk import AskNext, ListAnswers, ShowResult
from bot.i18n import Translator, key
from bot.screen import Button, Screen
from bot.views.common import PARAGRAPH, to_menu
from bot.views.evidence import SIGNS
from bot.views.honesty import force, honesty
from bot.views.talk import LINE, letters
from bot.views.towns import said_back
from bot.views.verdicts import HEADINGS, ORDER, named
from core.codes import Damage, Turned
from core.eligibility import Rulebook
from core.programmes import Standing
from core.services.support import CodeAnswer, Damaged
from core.verdicts import Verdict

WORDS: Mapping[Verdict, str] = {True: key("verdict.yes"), None: key("verdict.maybe"), False: key("verdict.no")}
DAMAGES: Mapping[Damage, str] = {
    "empty": key("code.empty"),
    "letter": key("code.letter"),
    "unknown": key("code.unknown"),
    "short": key("code.short"),
    "long": key("code.long"),
    "mistyped": key("code.mistyped"),
}


def code(t: Translator, found: CodeAnswer) -> Screen:
    parts = [
        t("code.title", code=found.code),
        honesty(t, found.standing),
        LINE.join(made(t, found)),
        *verdicts(t, found),
        LINE.join(answers(t, found)),
        LINE.join(different(t, found)),
    ]
    here = letters(found.standing, found.now.answers)
    ways = (
        Button(t.plain("button.result_now"), ShowResult(here)),
        Button(t.plain("button.my_answers"), ListAnswers(here)),
    )
    return Screen(PARAGRAPH.join(parts), (ways, to_menu(t)))


def made(t: Translator, found: CodeAnswer) -> Iterator[Markup]:
    """By which rules; the numbers are marks to compare, and nothing more."""
    yield t("code.edition", edition=t.name(found.edition.title))
    yield t("code.was_in_force") if found.then.in_force else t("code.had_lapsed")
    yield t("code.marks", rules=str(found.then.rules), calendar=str(found.then.calendar))


def verdicts(t: Translator, found: CodeAnswer) -> Iterator[Markup]:
    for verdict in ORDER:
        names = [measure_name(t, found, each) for each, was in found.then.verdicts.items() if was is verdict]
        if names:
            lines = (t("code.verdict", sign=SIGNS[verdict], name=name) for name in names)
            yield LINE.join((t(HEADINGS[verdict]), *lines))


def measure_name(t: Translator, found: CodeAnswer, measure_id: str) -> str:
    """As it is called now, or was in the edition of then."""
    books: tuple[Rulebook, ...] = (found.standing.edition.rules, found.edition.rules)
    measure = next((each for book in books if (each := book.measure(measure_id))), None)
    return named(t, measure) if measure else t.plain("code.no_name", id=measure_id)


def answers(t: Translator, found: CodeAnswer) -> Iterator[Markup]:
    yield t("code.answers")
    if not found.then.answers:
        yield t("code.no_answers")
    for question_id, given in found.then.answers.items():
        yield t("code.answer", **answered(t, found, question_id, given))


def answered(t: Translator, found: CodeAnswer, question_id: str, given: str) -> dict[str, str]:
    question = found.edition.rules.question(question_id)
    if question is None:
        return {"question": t.plain("code.no_name", id=question_id), "answer": given}
    option = question.option(given)
    answer = t.name(option.label) if option else t.plain("code.no_name", id=given)
    return {"question": t.name(question.text), "answer": answer}


def different(t: Translator, found: CodeAnswer) -> Iterator[Markup]:
    since = found.since
    yield t("code.since")
    if since.nothing and not (found.another_edition or found.amended):
        yield t("code.the_same")
        return
    if found.another_edition:
        yield t("code.another_edition", edition=t.name(found.standing.edition.title))
    elif since.rules or found.amended:
        yield t("code.other_rules")
    if since.calendar:
        yield t("code.other_calendar")
    if since.in_force:
        yield t("code.now_in_force") if found.now.in_force else t("code.now_lapsed")
    for question_id in since.dropped:
        yield t("code.dropped", question=answered(t, found, question_id, "")["question"])
    yield from (turned(t, found, each) for each in since.turned)


def turned(t: Translator, found: CodeAnswer, each: Turned) -> Markup:
    name = measure_name(t, found, each.measure)
    if not each.stays:
        return t("code.no_more", name=name)
    if not each.was:
        return t("code.new", name=name, now=t.plain(WORDS[each.now]))
    return t("code.turned", name=name, then=t.plain(WORDS[each.then]), now=t.plain(WORDS[each.now]))


def damaged(t: Translator, fault: Damaged, typed: str, standing: Standing) -> Screen:
    """What is wrong with it, and what to do; nobody is blamed."""
    said = t(DAMAGES[fault.damage], at=fault.at)
    parts = [
        t("code.damaged", typed=said_back(typed)) if typed.strip() else Markup(""),
        said,
        t("code.form"),
        force(t, standing),
    ]
    start = Button(t.plain("button.support"), AskNext())
    return Screen(PARAGRAPH.join(filter(None, parts)), ((start,), to_menu(t)))
