"""wishes.yaml → what people say when they wish for something that an edition may have."""

from pydantic import TypeAdapter

from core.eligibility import Rulebook
from core.files.marked import Page, Problems
from core.files.shapes_rules import WishShape
from core.wishes import Wish, phrase_of

WISHES = TypeAdapter(tuple[WishShape, ...])


def read_wishes(page: Page, rules: Rulebook, problems: Problems) -> tuple[Wish, ...]:
    shapes = problems.read(page, WISHES) or ()
    if not rules.measures:
        return ()  # what they lead to could not be read, which is problem enough
    measures = {each.id: each for each in rules.measures}
    options = {each.id: {option.id: option for option in each.options} for each in rules.questions}
    for at, shape in enumerate(shapes):
        for each, wanted in enumerate(shape.measures):
            problems.known(page, (at, "measures", each), wanted, measures)
        for question, option in shape.answers.items():
            known = problems.known(page, (at, "answers", question), question, options)
            problems.known(page, (at, "answers", question), option, known)
    return tuple(
        Wish(
            phrases=tuple(phrase_of(text) for texts in (shape.kk, shape.ru, shape.en) for text in texts),
            measures=shape.measures,
            answers=shape.answers,
        )
        for shape in shapes
    )
