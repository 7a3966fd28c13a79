"""questions.yaml → the questions of an edition; and the rules that may be made of their answers."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from pydantic import TypeAdapter

from core.eligibility import UNSURE, Option, Question
from core.files.marked import Page, Place, Problems
from core.files.shapes_rules import OptionShape, QuestionShape, RuleShape
from core.flaws import FlawKind
from core.places import TIERS, Town
from core.rules import Chosen, Joined, NotStated, Number, Opposite, Rule
from core.verdicts import Join

QUESTIONS = TypeAdapter(tuple[QuestionShape, ...])
TOWN_FACTS: Mapping[str, frozenset[str]] = {"tier": frozenset({*TIERS, "none"}), "centre": frozenset({"yes", "no"})}
"""What a town tells besides where it is: its tier, and whether a monotown of high potential lies in its oblast."""


class Vocabulary:
    """What rules may speak of: facts with their values, and which of these are numbers."""

    def __init__(self) -> None:
        self._values: dict[str, set[str] | None] = {fact: set(values) for fact, values in TOWN_FACTS.items()}
        self._numbers: set[str] = set()

    def add(self, shape: QuestionShape, towns: Mapping[str, Town] | None) -> None:
        """Where the towns could not be read, any may be named."""
        options = {each.id for each in shape.options}
        if shape.towns:
            self._values[shape.id] = None if towns is None else options | towns.keys()
        else:
            self._values[shape.id] = options
        if any(each.span for each in shape.options):
            self._numbers.add(shape.id)

    def rule(self, page: Page, place: Place, shape: RuleShape, problems: Problems) -> Rule:
        """Every fault is named; the rule stands in for the right one until they are mended."""
        fact = shape.question or shape.fact
        if fact is None:
            return self._joined(page, place, shape, problems)
        key = "question" if shape.question else "fact"
        values = problems.known(page, (*place, key), fact, self._values)  # None: not known, or anything goes
        for at, wanted in enumerate(shape.in_):
            problems.known(page, (*place, "in", at), wanted, dict.fromkeys(sorted(values)) if values else None)
        limit = shape.at_least if shape.at_most is None else shape.at_most
        if limit is None:
            return Chosen(fact, shape.in_)
        if values is not None and fact not in self._numbers:
            problems.add(page, place, FlawKind.NO_NUMBER, value=fact)
        return Number(fact, "at_least" if shape.at_most is None else "at_most", limit)

    def _joined(self, page: Page, place: Place, shape: RuleShape, problems: Problems) -> Rule:
        if shape.not_ is not None:
            return Opposite(self.rule(page, (*place, "not"), shape.not_, problems))
        if shape.silent:
            return NotStated()
        key: Join = "any" if shape.any_ else "all"
        parts = enumerate(shape.any_ or shape.all_)
        return Joined(key, tuple(self.rule(page, (*place, key, at), part, problems) for at, part in parts))


def read_questions(
    page: Page, towns: Mapping[str, Town] | None, problems: Problems
) -> tuple[tuple[Question, ...], Vocabulary] | None:
    """A question may depend on those before it only: so there is one order in which all can be answered."""
    shapes = problems.read(page, QUESTIONS)
    if shapes is None:
        return None
    problems.once(page, [((at, "id"), shape.id) for at, shape in enumerate(shapes)])
    vocabulary, questions = Vocabulary(), []
    for at, shape in enumerate(shapes):
        asked_if = None
        if shape.asked_if is not None:
            asked_if = vocabulary.rule(page, (at, "asked_if"), shape.asked_if, problems)
        living_in = tuple(towns.values()) if towns and shape.towns else ()
        check_options(page, at, shapes, problems)
        vocabulary.add(shape, towns)
        options = (*town_options(living_in), *(option_of(each) for each in shape.options))
        questions.append(Question(shape.id, shape.text, shape.why, options, asked_if))
    return tuple(questions), vocabulary


def check_options(page: Page, at: int, shapes: Sequence[QuestionShape], problems: Problems) -> None:
    options = shapes[at].options
    problems.once(page, [((at, "options", each, "id"), option.id) for each, option in enumerate(options)])
    earlier = {shape.id for shape in shapes[: at + 1]}
    later = {shape.id: {option.id for option in shape.options} for shape in shapes[at + 1 :]}
    told = {**TOWN_FACTS, **later}
    for position, option in enumerate(options):
        place: Place = (at, "options", position)
        if option.id == UNSURE:
            problems.add(page, (*place, "id"), FlawKind.UNSURE, value=UNSURE)
        for fact, value in option.gives.items():
            way = (*place, "gives", fact)
            if fact in earlier:
                problems.add(page, way, FlawKind.NOT_ASKED_LATER, value=fact)
            elif values := problems.known(page, way, fact, told):
                problems.known(page, way, value, dict.fromkeys(sorted(values)))


def option_of(shape: OptionShape) -> Option:
    span = shape.span.built() if shape.span else None
    return Option(shape.id, shape.label, span, MappingProxyType(shape.gives))


def town_options(towns: Sequence[Town]) -> tuple[Option, ...]:
    """The oblast is that of 2012: the programmes' lists are older than today's borders."""
    centres = {town.oblast_2012.id for town in towns if town.potential.tier == "high"}
    return tuple(
        Option(
            id=town.id,
            label=town.name,
            gives=MappingProxyType(
                {"tier": town.potential.tier, "centre": "yes" if town.oblast_2012.id in centres else "no"}
            ),
        )
        for town in towns
    )
