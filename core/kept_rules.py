"""The rules of an edition stay what they were when the first talk or application began under it: an edition is known by
its id alone, in buttons, codes and applications. Words, sources, days in force may change; other rules are an edition
of their own.
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

from core.catalogue import Catalogue
from core.flaws import Flaw, FlawKind
from core.localised import Localised
from core.programmes import Edition
from core.sources import Note, Source
from core.terms import Actor, Reading

STEP = " › "
WORDS = (Localised, Source, Note, Reading, Actor)
Rules = Mapping[str, object]
"""By the way to each of them."""
FILES: Mapping[str, str] = {
    "questions": "{}/questions.yaml",
    "measures": "programmes/{}",  # the rules of one stand in several files
    "papers": "{}.yaml",
    "limits": "{}.yaml",
    "steps": "{}/procedure.yaml",
    "loan": "{}/procedure.yaml",
    "layouts": "{}/codes.yaml",
}
"""Where it is to be mended, by the beginning of the way."""


def changed(before: Catalogue, after: Catalogue) -> Iterator[Flaw]:
    """What of the editions known before would decide otherwise, each told."""
    for old in before.editions:
        new = next((each for each in after.editions if each.id == old.id), None)
        if new is not None:
            for way in others(rules_of(before, old), rules_of(after, new)):
                file = FILES[way.partition(STEP)[0]].format(old.id)
                yield Flaw(file, FlawKind.OTHER_RULES, {"value": way, "edition": old.id})


def others(was: Rules, will_be: Rules) -> list[str]:
    """The ways to rules that are not the same."""
    return [way for way in sorted(was.keys() | will_be.keys()) if was.get(way) != will_be.get(way)]


def rules_of(catalogue: Catalogue, edition: Edition) -> Rules:
    rules, microcredit, course = edition.rules, edition.microcredit, catalogue.courses[edition.id]
    return {
        **{f"questions{STEP}{each.id}": bare(each) for each in rules.questions},
        **{f"measures{STEP}{each.id}": bare((each.planned, each.needs)) for each in rules.measures},
        **{f"papers{STEP}{each.id}": bare((each.id, each.when)) for each in microcredit.papers},
        **{f"limits{STEP}{name}": bare(each) for name, each in microcredit.limits.items()},
        **{f"steps{STEP}{each.id}": bare(each) for each in course.steps},
        **{f"layouts{STEP}{each.number}": bare(each) for each in edition.layouts},
        "questions": [each.id for each in rules.questions],
        "steps": [each.id for each in course.steps],
        "loan": bare(catalogue.loans[edition.id]),
    }


def bare(value: object) -> object:
    """Without words and sources: what decides."""
    if isinstance(value, WORDS):
        return None
    if is_dataclass(value):
        return (type(value).__name__, *(bare(getattr(value, each.name)) for each in fields(value)))
    if isinstance(value, Mapping):
        return {key: bare(each) for key, each in value.items()}
    if isinstance(value, tuple):
        return [found for each in value if (found := bare(each)) is not None]
    return value
