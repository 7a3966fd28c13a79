"""data/endings.yaml → the grammar that names are read with, and the words that stand beside them."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path

from pydantic import TypeAdapter

from core.files.marked import Problems, read_yaml
from core.files.shapes import EndingsFile, KazakhShape, WordsShape
from core.spelling import Grammar, Harmony, RussianRule, words
from core.towns import KINDS, Context

SHAPE = TypeAdapter(EndingsFile)


def read(directory: Path, problems: Problems) -> tuple[Grammar, Context]:
    content = problems.read(read_yaml(directory / "endings.yaml"), SHAPE)
    if content is None:
        return Grammar((), (), ()), dict.fromkeys(KINDS, frozenset())
    rules = tuple(RussianRule(rule.ending, rule.forms) for rule in content.russian.rules)
    grammar = Grammar(tuple(endings(content.kazakh)), rules, content.russian.adjective, content.common)
    possessed = content.kazakh.possessed
    return grammar, {kind: frozenset(skeletons(content.words[kind], possessed)) for kind in KINDS}


def skeletons(shape: WordsShape, endings_possessed: tuple[str, ...]) -> Iterator[str]:
    inflected = map("".join, product(shape.possessed, endings_possessed))
    for word in (*shape.plain, *shape.possessed, *inflected):
        yield from words(word)


def endings(kazakh: KazakhShape) -> Iterator[tuple[str, Harmony]]:
    """A case; or "of that place", one or many, in a case; each perhaps as "mine" or "I am"."""
    harmonies: tuple[Harmony, Harmony] = "back", "front"
    for harmony in harmonies:
        cases, people, plural, own = (
            each.back if harmony == "back" else each.front
            for each in (kazakh.cases, kazakh.people, kazakh.plural, kazakh.own)
        )
        inhabitants = (*people, *map("".join, product(people, plural)))
        belonging = map("".join, product((*cases, *inhabitants), own))
        for ending in (*cases, *own, *inhabitants, *map("".join, product(inhabitants, cases)), *belonging):
            yield ending, harmony
