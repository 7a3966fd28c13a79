"""/set: figures typed line by line. What is unclear is asked, one question after the other; the text and the answers
stand in the dialogue, and are read anew each time. What is doubtful goes on only with a reason.
"""

from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Literal

from bot.actions.figures import AnswerFigures, OverruleDoubts, SetFigures, TellFigures
from bot.handlers import words
from bot.handlers.common import asked
from bot.handlers.power import behind_doors
from bot.handlers.proposals import put_forward
from bot.screen import Screen
from bot.turn import Turn
from bot.views import figures as view
from bot.wire import Unreadable
from core.access import Permission
from core.catalogue import Unknown
from core.drafts import Answers, Question, What, says_why
from core.faults import kept
from core.services.people import Dialogue

WAITING = "figures"
MARK = 8
Stage = Literal["lines", "question", "doubts", "reason", "done"]


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody has said so far. `update` is the one that brought it here."""

    text: str = ""
    answers: Answers = field(default_factory=dict)
    reason: str = ""
    stage: Stage = "lines"
    update: int = 0

    @property
    def mark(self) -> str:
        """By which buttons know it."""
        return sha256(repr((self.text, sorted(self.answers.items()))).encode()).hexdigest()[:MARK]

    def packed(self) -> dict[str, object]:
        answers = [[where, what, answer] for (where, what), answer in self.answers.items()]
        return {
            "text": self.text,
            "answers": answers,
            "reason": self.reason,
            "stage": self.stage,
            "update": self.update,
        }


def unpacked(dialogue: Dialogue) -> Told:
    data = dialogue.data
    answers: dict[tuple[str, What], str] = {(where, what): answer for where, what, answer in data["answers"]}
    return Told(data["text"], answers, data["reason"], data["stage"], data["update"])


@behind_doors
async def set_(turn: Turn, action: SetFigures) -> Screen:
    await entitled(turn)
    if not action.text:
        await keep(turn, Told())
        return view.how(turn.t)
    return await settled(turn, Told(action.text))


async def entitled(turn: Turn) -> None:
    """Before anything is asked. Who may not is told so by the service, which puts it on record."""
    if not turn.may(Permission.DRAFT):
        await turn.house.imports.dry_run(turn.sender.id, (), turn.cause)


async def settled(turn: Turn, told: Told, remark: str = "") -> Screen:
    """What is wrong, else what is unclear, else what is odd, else what it would change."""
    drafts = turn.house.drafts
    draft = drafts.typed(told.text, told.answers)
    if draft.faults:
        await keep(turn, Told())
        return view.faulty(turn.t, draft.faults)
    if draft.questions:
        await keep(turn, replace(told, stage="question"))
        first, left = draft.questions[0], len(draft.questions)
        line = drafts.line(told.text, first)
        return view.question(turn.t, first, line, left, told.mark, drafts.towns, drafts.methodology, remark)
    doubts = drafts.doubts(draft.figures)
    if doubts and not told.reason:
        if told.stage == "reason":
            await keep(turn, told)
            return view.ask_reason(turn.t, doubts, drafts.towns, drafts.methodology, remark)
        await keep(turn, replace(told, stage="doubts"))
        return view.doubtful(turn.t, doubts, drafts.towns, drafts.methodology, OverruleDoubts(told.mark))
    await keep(turn, replace(told, stage="done"))
    return await put_forward(turn, draft.figures, reason=told.reason, overruled=tuple(map(kept, doubts)))


async def keep(turn: Turn, told: Told) -> None:
    """From here on typed words are an answer to what is asked."""
    if turn.chat is not None:
        data = replace(told, update=turn.cause.update_id).packed()
        await turn.house.people.begin_dialogue(turn.chat.id, turn.sender.id, WAITING, data, turn.cause)


async def current(turn: Turn) -> Told:
    dialogue = await asked(turn, WAITING)
    if dialogue is None:
        raise Unknown("figures that were told")
    return unpacked(dialogue)


@behind_doors
async def answer(turn: Turn, action: AnswerFigures) -> Screen:
    told = await current(turn)
    if told.update == turn.cause.update_id:  # delivered again
        return await settled(turn, told)
    question = open_question(turn, told)
    if action.draft != told.mark or question is None:
        raise Unknown("a question that is open")
    if not 0 <= action.pick < len(question.candidates):
        raise Unreadable(f"no candidate {action.pick}")
    return await settled(turn, answered(told, question, question.candidates[action.pick]))


def open_question(turn: Turn, told: Told) -> Question | None:
    questions = turn.house.drafts.typed(told.text, told.answers).questions if told.stage == "question" else ()
    return questions[0] if questions else None


def answered(told: Told, question: Question, answer: str) -> Told:
    return replace(told, answers={**told.answers, (question.where, question.what): answer})


@behind_doors
async def overrule(turn: Turn, action: OverruleDoubts) -> Screen:
    told = await current(turn)
    if action.draft != told.mark or told.stage not in {"doubts", "reason"}:
        raise Unknown("doubts about this")
    return await settled(turn, replace(told, stage="reason"))


@behind_doors
async def typed(turn: Turn, action: TellFigures) -> Screen:
    told = await current(turn)
    if told.update == turn.cause.update_id:  # delivered again
        return await settled(turn, told)
    if told.stage == "reason":
        if not says_why(action.text):
            return await settled(turn, told, turn.t("set.reason_short"))
        return await settled(turn, replace(told, reason=action.text))
    question = open_question(turn, told)
    if question is None:
        return await settled(turn, Told(action.text))
    given = turn.house.drafts.answer(question, action.text)
    if given is None:
        return await settled(turn, told, view.not_understood(turn.t, question.what, action.text))
    further = answered(told, question, given)
    spoilt = turn.house.drafts.spoilt(question, further.text, further.answers)
    return await (settled(turn, told, view.wrong(turn.t, spoilt)) if spoilt else settled(turn, further))


async def meant(turn: Turn, text: str) -> TellFigures | None:
    """While something is asked, what is typed is its answer, but for the name of another room. Once all is said, only a
    further /set begins anew.
    """
    dialogue = await asked(turn, WAITING)
    if dialogue is None or not turn.private:
        return None
    stage = unpacked(dialogue).stage
    if stage == "done" or words.room(text) is not None:
        return None
    about_figures = stage in {"question", "reason"} or any(letter.isdigit() for letter in text)
    return TellFigures(text) if about_figures else None
