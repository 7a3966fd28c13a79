"""Which question comes next: the one that can settle most of what is still open."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from core.eligibility import Answers, Measure, Option, Question, Rulebook, Told, missing, states_of, told, verdict_of

Open = Mapping[str, tuple[Measure, ...]]
"""Question → the measures it may still turn."""


@dataclass(frozen=True, slots=True)
class Weight:
    question: Question
    settles: int  # measures that one of its answers would settle
    on_average: Fraction  # over its answers
    turns: int  # measures it may turn, alone or with others

    @property
    def order(self) -> tuple[int, Fraction, int]:
        return self.settles, self.on_average, self.turns


def next_question(rules: Rulebook, answers: Answers) -> Question | None:
    """None: nothing that can still be asked would turn a verdict. The same answers bring the same question; of two
    that are worth the same, the first in the list.
    """
    found = told(rules, answers)
    still_open = open_measures(rules, found)
    ready = ready_in(rules, still_open, found)
    weights = [weighed(rules, each, still_open, found) for each in rules.questions if each.id in ready]
    return max(weights, key=lambda weight: weight.order).question if weights else None


def next_for(rules: Rulebook, measure: Measure, answers: Answers) -> Question | None:
    """The first that may still turn this one measure, for whoever wants nothing else; what was skipped is left."""
    found = told(rules, answers)
    wanted = missing(rules, states_of(measure, found.facts), found)
    left = (each for each in rules.questions if each.id in wanted and each.id not in found.answers)
    return next((each for each in left if each.concerns(found.facts)), None)


def in_order(rules: Rulebook, answers: Answers) -> tuple[str, ...]:
    """The questions answered, as they were asked; those answered out of turn come last."""
    given: dict[str, str] = {}
    while (question := next_question(rules, given)) and question.id in answers:
        given[question.id] = answers[question.id]
    return (*given, *(each for each in answers if each not in given))


def askable(rules: Rulebook, answers: Answers) -> tuple[Question, ...]:
    """What concerns this person, in order: asked already, or worth asking now. For the list of answers to change."""
    found = told(rules, answers)
    ready = ready_in(rules, open_measures(rules, found), found)
    return tuple(each for each in rules.questions if each.id in found.answers or each.id in ready)


def open_measures(rules: Rulebook, found: Told) -> Open:
    turned: dict[str, tuple[Measure, ...]] = {}
    for measure in rules.measures:
        for question_id in missing(rules, states_of(measure, found.facts), found):
            if question_id not in found.answers:
                turned[question_id] = (*turned.get(question_id, ()), measure)
    return turned


def ready_in(rules: Rulebook, still_open: Open, found: Told) -> frozenset[str]:
    wanted = (question for question in rules.questions if question.id in still_open)
    return frozenset[str]().union(*(first_of(rules, question, found) for question in wanted))


def first_of(rules: Rulebook, question: Question, found: Told) -> frozenset[str]:
    """The question itself; or what is asked before it: what may answer it too, and what tells whether it concerns the
    person. Where they skipped the latter, nothing: whoever does not know the one is not bothered with the other.
    """
    gates = question.asked_if.asks(found.facts) if question.asked_if else frozenset[str]()
    before = frozenset[str]().union(*(rules.tellers(fact) for fact in (question.id, *gates))) - {question.id}
    left = (each for each in rules.questions if each.id in before and each.id not in found.answers)
    earlier = frozenset[str]().union(*(first_of(rules, each, found) for each in left))
    return earlier or (frozenset({question.id}) if question.concerns(found.facts) else frozenset())


def weighed(rules: Rulebook, question: Question, still_open: Open, found: Told) -> Weight:
    concerned = still_open.get(question.id, ())
    outcomes = [told(rules, {**found.answers, question.id: option.id}) for option in telling(rules, question)]
    settled = [
        {measure.id for measure in concerned if verdict_of(states_of(measure, outcome.facts)) is not None}
        for outcome in outcomes
    ]
    return Weight(
        question=question,
        settles=len(set[str]().union(*settled)),
        on_average=Fraction(sum(map(len, settled)), len(outcomes)),
        turns=len(concerned),
    )


def telling(rules: Rulebook, question: Question) -> tuple[Option, ...]:
    """One of those options between which no rule makes a difference: of 27 towns, one of each kind."""
    of_conditions = (condition.rule for measure in rules.measures for condition in measure.conditions)
    of_questions = (each.asked_if for each in rules.questions if each.asked_if)
    named = {option for rule in (*of_conditions, *of_questions) for fact, option in rule.names if fact == question.id}
    kinds: dict[object, Option] = {}
    for option in question.options:
        gives = tuple(sorted((option.gives or {}).items()))
        kinds.setdefault((option.id if option.id in named else None, option.span, gives), option)
    return tuple(kinds.values())
