"""A name or a sentence in the three languages of the bot. None may be missing: the languages are equal."""

from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, StringConstraints

Language = Literal["kk", "ru", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class Localised(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    kk: Text
    ru: Text
    en: Text

    def into(self, language: Language) -> str:
        text: str = getattr(self, language)
        return text
