"""data/care.yaml → what people write when it is very hard."""

from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, TypeAdapter

from core.care import NEEDS, Ear, Need, NotAPhrase, Phrase, phrase
from core.files.marked import Problems, read_yaml
from core.files.shapes import every
from core.localised import LANGUAGES, Language, Text

FILE: TypeAdapter[dict[Need, dict[Language, tuple[str, ...]]]] = TypeAdapter(
    Annotated[
        dict[Need, Annotated[dict[Language, tuple[Text, ...]], AfterValidator(every(LANGUAGES))]],
        AfterValidator(every(NEEDS)),
    ]
)


def read_ear(directory: Path, problems: Problems) -> Ear:
    page = read_yaml(directory / "care.yaml")
    content = problems.read(page, FILE) or {}
    phrases: dict[tuple[Need, Language], list[Phrase]] = {}
    for need, spoken in content.items():
        for language, texts in spoken.items():
            known = phrases[need, language] = []
            for at, text in enumerate(texts):
                try:
                    known.append(phrase(text))
                except NotAPhrase as fault:
                    problems.add(page, (need, language, at), fault.kind, **fault.facts)
    return Ear(phrases)
