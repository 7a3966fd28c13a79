"""What a resident could get: measures, the questions that decide them, and the verdict on each with its reasons.

"No" needs a condition that is known not to be met. Whatever was not asked, not answered, or is not stated in the
sources leaves a verdict open.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from core.localised import Localised
from core.places import Tier
from core.rules import Condition, Facts, Known, Rule
from core.scales import Interval
from core.sources import Note, Source
from core.verdicts import Verdict, all_of, any_of

UNSURE = "unsure"
"""The answer of whoever does not know, or skips: asked, and nothing learnt."""
Answers = Mapping[str, str]
"""Question → option, or UNSURE."""


@dataclass(frozen=True, slots=True)
class Option:
    id: str
    label: Localised
    span: Interval | None = None  # of the number it stands for
    gives: Mapping[str, str] | None = None  # what else is known with it: fact, or later question → option

    @property
    def known(self) -> Known:
        return Known(self.id, self.span)


@dataclass(frozen=True, slots=True)
class Question:
    id: str
    text: Localised
    why: Localised  # half a sentence: why it is asked
    options: tuple[Option, ...]
    asked_if: Rule | None = None  # None: it concerns everybody

    def option(self, option_id: str) -> Option | None:
        return next((each for each in self.options if each.id == option_id), None)

    def concerns(self, facts: Facts) -> Verdict:
        return True if self.asked_if is None else self.asked_if.met(facts)


@dataclass(frozen=True, slots=True)
class Hint:
    """Something to know about a measure; for some people only, where it has a rule."""

    note: Note
    when: Rule | None = None


Need = tuple[Condition, ...]
"""Alternatives: one of them is enough."""


@dataclass(frozen=True, slots=True)
class Measure:
    id: str
    group: str
    name: Localised
    what: Localised  # one sentence: what it was
    could: Localised  # "Under the Programme you could …"
    planned: bool  # the source only means to look into it, and sets no procedure
    needs: tuple[Need, ...]
    sources: tuple[Source, ...]
    terms: tuple[Note, ...]  # sums, time limits, who gives it: as far as stated
    not_stated: tuple[Localised, ...]
    unchecked: tuple[Localised, ...]  # what others decide, and we cannot know
    steps: tuple[Localised, ...]  # what to do next
    hints: tuple[Hint, ...] = ()

    @property
    def conditions(self) -> tuple[Condition, ...]:
        return tuple(condition for need in self.needs for condition in need)

    def hints_for(self, facts: Facts) -> tuple[Note, ...]:
        """Left out is only what surely does not concern the person."""
        return tuple(hint.note for hint in self.hints if hint.when is None or hint.when.met(facts) is not False)


@dataclass(frozen=True, slots=True)
class Group:
    id: str
    title: Localised


@dataclass(frozen=True, slots=True)
class Rulebook:
    """The rules of one edition of a programme, in the order in which they are shown."""

    questions: tuple[Question, ...]
    groups: tuple[Group, ...]
    measures: tuple[Measure, ...]
    prospects: Mapping[Tier, tuple[Note, ...]]  # what a town may count on
    version: str

    _questions: Mapping[str, Question] = field(init=False, repr=False, compare=False)
    _tellers: Mapping[str, frozenset[str]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Looked up a thousand times for one answer."""
        tellers = {question.id: {question.id} for question in self.questions}
        for question in self.questions:
            for fact in {fact for option in question.options for fact in option.gives or ()}:
                tellers.setdefault(fact, set()).add(question.id)
        object.__setattr__(self, "_questions", {question.id: question for question in self.questions})
        object.__setattr__(self, "_tellers", {fact: frozenset(each) for fact, each in tellers.items()})

    def question(self, question_id: str) -> Question | None:
        return self._questions.get(question_id)

    def measure(self, measure_id: str) -> Measure | None:
        return next((each for each in self.measures if each.id == measure_id), None)

    def tellers(self, fact: str) -> frozenset[str]:
        """The questions an answer to which makes the fact known."""
        return self._tellers[fact]


def version_of(questions: Iterable[Question], measures: Iterable[Measure]) -> str:
    """The same as long as the same answers bring the same verdicts by the same rules, however they are worded."""
    asked = [
        (each.id, each.asked_if, [(one.id, one.span, sorted((one.gives or {}).items())) for one in each.options])
        for each in questions
    ]
    judged = [
        (each.id, [[(one.id, one.rule, sorted(changed(one))) for one in need] for need in each.needs])
        for each in measures
    ]
    return hashlib.sha256(repr((asked, judged)).encode()).hexdigest()[:12]


def changed(condition: Condition) -> Iterable[tuple[str, str]]:
    return condition.change.answers.items() if condition.change else ()


@dataclass(frozen=True, slots=True)
class Told:
    """The answers that count, and what is known by them."""

    answers: Answers
    facts: Facts


def told(rules: Rulebook, answers: Answers) -> Told:
    """Dropped is what no longer applies: questions that do not concern the person, or follow from another answer,
    and options this edition does not have.
    """
    facts: dict[str, Known] = {}
    kept: dict[str, str] = {}
    for question in rules.questions:
        given = answers.get(question.id)
        if given is None or question.id in facts or question.concerns(facts) is False:
            continue
        option = question.option(given)
        if option is not None:
            facts[question.id] = option.known
            facts.update(given_by(rules, option))
        if option is not None or given == UNSURE:
            kept[question.id] = given
    return Told(kept, facts)


def given_by(rules: Rulebook, option: Option) -> Facts:
    found: dict[str, Known] = {}
    for fact, value in (option.gives or {}).items():
        question = rules.question(fact)
        follows = question.option(value) if question else None
        found[fact] = follows.known if follows else Known(value)
    return found


@dataclass(frozen=True, slots=True)
class Reason:
    condition: Condition
    met: Verdict

    @property
    def says(self) -> Localised:
        return self.condition.says(self.met)


@dataclass(frozen=True, slots=True)
class NeedState:
    reasons: tuple[Reason, ...]  # more than one: alternatives
    met: Verdict


@dataclass(frozen=True, slots=True)
class Path:
    """It becomes possible if … `verdict` is what the same rules say then: yes, or no longer no."""

    changes: tuple[Condition, ...]
    answers: Answers
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Judgement:
    measure: Measure
    needs: tuple[NeedState, ...]
    verdict: Verdict
    missing: tuple[str, ...]  # questions that may still turn it, in their order; also those skipped
    path: Path | None  # of a no only

    @property
    def deciding(self) -> tuple[Reason, ...]:
        """What makes it so: the conditions not met, those not known, or all that are met."""
        needs = (need for need in self.needs if need.met is self.verdict)
        return tuple(each for need in needs for each in need.reasons if each.met is self.verdict)

    @property
    def says(self) -> Localised:
        """The verdict in one sentence: what one could do, or the first thing that stands in the way or is not known."""
        return self.measure.could if self.verdict else self.deciding[0].says


def weighed(measure: Measure, met: Mapping[str, Verdict]) -> tuple[NeedState, ...]:
    states = []
    for need in measure.needs:
        reasons = tuple(Reason(condition, met[condition.id]) for condition in need)
        states.append(NeedState(reasons, any_of(reason.met for reason in reasons)))
    return tuple(states)


def verdict_of(needs: Iterable[NeedState]) -> Verdict:
    return all_of(need.met for need in needs)


def states_of(measure: Measure, facts: Facts) -> tuple[NeedState, ...]:
    return weighed(measure, {condition.id: condition.rule.met(facts) for condition in measure.conditions})


def judged(rules: Rulebook, measure: Measure, answers: Answers) -> Judgement:
    found = told(rules, answers)
    needs = states_of(measure, found.facts)
    verdict = verdict_of(needs)
    path = path_from(rules, measure, found.answers) if verdict is False else None
    return Judgement(measure, needs, verdict, missing(rules, needs, found), path)


def judge(rules: Rulebook, answers: Answers) -> tuple[Judgement, ...]:
    return tuple(judged(rules, measure, answers) for measure in rules.measures)


def missing(rules: Rulebook, needs: tuple[NeedState, ...], found: Told) -> tuple[str, ...]:
    if verdict_of(needs) is not None:
        return ()
    open_rules = (each.condition.rule for need in needs if need.met is None for each in need.reasons)
    facts = frozenset[str]().union(*(rule.asks(found.facts) for rule in open_rules if rule.met(found.facts) is None))
    asked = frozenset[str]().union(*(rules.tellers(fact) for fact in facts))
    return tuple(
        each.id
        for each in rules.questions
        if each.id in asked and each.id not in found.facts and each.concerns(found.facts) is not False
    )


def path_from(rules: Rulebook, measure: Measure, answers: Answers) -> Path | None:
    """By the same rules: change what can be changed about each condition not met, and judge again."""
    changes: list[Condition] = []
    while True:
        needs = states_of(measure, told(rules, answers).facts)
        refused = [need for need in needs if need.met is False]
        if not refused:
            return Path(tuple(changes), told(rules, answers).answers, verdict_of(needs))
        for need in refused:
            way = next((each.condition for each in need.reasons if each.condition.change), None)
            if way is None or way.change is None or way in changes:
                return None
            changes.append(way)
            answers = {**answers, **way.change.answers}
