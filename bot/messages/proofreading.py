"""What can be wrong with a text, whatever it says. Each rule reads one text, or the texts of one key in all
languages side by side, and yields what it found.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from itertools import combinations
from string import Formatter

from bot.kazakh import CASES
from core.localised import Language

PLAIN = ("button.", "toast.", "commands.", "bot.")
"""Keys of texts that Telegram shows as they stand, without reading HTML."""

_LIMITS = {
    "commands.": 256,
    "bot.name": 64,
    "bot.description": 512,
    "bot.short_description": 120,
    "toast.": 200,
    "button.": 40,  # ours: longer labels are cut on a phone
    "": 4096,
}
_TAG = re.compile(r"<(/?)([a-z-]+)((?: [^<>]*)?)>")
_ATTRIBUTES = {"a": re.compile(r' href="[^"<>]+"'), "blockquote": re.compile(r"( expandable)?")}
_TAGS = frozenset({"b", "i", "u", "s", "code", "a", "blockquote", "tg-spoiler"})
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot);)")
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")
_WORD = re.compile(r"[^\W\d_]+")
_SPACES = re.compile(r"[ \u00a0]{2}|[ \u00a0]\n|\n[ \u00a0]|\n{3}|^\s|\s$|\t")
_STRANGE_MARKS = {"kk": "\"'“”„‘’", "ru": "\"'“”‘’", "en": "\"'«»„"}
_LATIN_ALONE = re.compile(r"(?<![\w-])[aceopxyiABCEHKOPTY](?![\w-])")  # not I, X, M: Roman numerals
_CYRILLIC_ALONE = re.compile(r"(?<![\w-])[асеорхуіһАВСЕНКМОРТХУІ]+(?![\w-])")
_CLOSERS = " »”’)"
_FINAL = re.compile(r"[.!?:;,…]+$")


@dataclass(frozen=True)
class Fault:
    rule: str
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what} [{self.rule}]"


Finding = tuple[str, str]  # rule, what


def of_text(key: str, language: Language, text: str, *, plain: bool = False) -> Iterator[Finding]:
    yield from _placeholders(language, text)
    if not plain and not key.startswith(PLAIN):
        yield from _tags(text)
    elif re.search(r"[<>&]", text):
        yield "plain", "Telegram reads no HTML here, and would show < > &"
    yield from _length(key, text)
    yield from _typography(language, text)
    yield from _letters(language, text)


def of_translations(texts: Mapping[Language, tuple[str, ...]]) -> Iterator[Finding]:
    """One key in all its languages, each with its plural forms. Looks only at differences and likenesses."""
    forms = [form for spelt in texts.values() for form in spelt]
    if _differ(frozenset(names_in(form)) for form in forms):
        yield "placeholders", "not the same placeholders everywhere"
    if _differ(_tag_names(form) for form in forms):
        yield "tags", "not the same tags everywhere"
    if _differ(_final(form) for form in forms):
        yield "punctuation", "the texts end in different marks (a note `punctuation: why` allows it)"
    for (one, its), (other, others) in combinations(texts.items(), 2):
        if set(its) == set(others) and not all(map(without_letters, its)):
            yield "same", f"{one} and {other} are the same text (a note `same: why` allows it)"


def without_letters(text: str) -> bool:
    return not _WORD.search(shown(text))


def names_in(text: str) -> set[str]:
    """Empty for a text with broken braces: that is a fault of its own."""
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        return set()


def shown(text: str) -> str:
    """Without tags and placeholders."""
    return _PLACEHOLDER.sub("", unescape(_TAG.sub("", text)))


def _placeholders(language: Language, text: str) -> Iterator[Finding]:
    try:
        fields = [(name, spec, bang) for _, name, spec, bang in Formatter().parse(text) if name is not None]
    except ValueError as error:
        yield "placeholders", f"broken braces: {error}"
        return
    for name, spec, bang in fields:
        if not name.isidentifier() or bang:
            yield "placeholders", f"not a plain name: {{{name}}}"
        if spec and not (language == "kk" and spec in CASES):
            yield "placeholders", f"{{{name}:{spec}}}: only Kazakh has cases, and they are {', '.join(CASES)}"


def _tags(text: str) -> Iterator[Finding]:
    if _ENTITY.search(text):
        yield "tags", "a bare &: write &amp;"
    if re.search(r"[<>]", _TAG.sub("", text)):
        yield "tags", "a bare < or >: write &lt; or &gt;"
    still_open: list[str] = []
    for closing, name, attributes in _TAG.findall(text):
        if name not in _TAGS or not (closing or _allowed(name, attributes)):
            yield "tags", f"Telegram does not know <{name}{attributes}>"
        elif not closing:
            if "code" in still_open or name in still_open:
                yield "tags", f"<{name}> may not stand inside {' '.join(f'<{tag}>' for tag in still_open)}"
            still_open.append(name)
        elif not still_open or still_open.pop() != name:
            yield "tags", f"</{name}> closes nothing"
            return
    if still_open:
        yield "tags", f"<{still_open[-1]}> is not closed"


def _allowed(name: str, attributes: str) -> bool:
    rule = _ATTRIBUTES.get(name)
    return bool(rule.fullmatch(attributes)) if rule else not attributes


def _tag_names(text: str) -> frozenset[tuple[str, int]]:
    """With how many of each; a link's address may differ, for sites have their own languages."""
    opening = [(name, attributes) for closing, name, attributes in _TAG.findall(text) if not closing]
    return frozenset(Counter(name if name == "a" else name + attributes for name, attributes in opening).items())


def _length(key: str, text: str) -> Iterator[Finding]:
    limit = next(limit for prefix, limit in _LIMITS.items() if key.startswith(prefix))
    length = len(unescape(_TAG.sub("", text)).encode("utf-16-le")) // 2  # Telegram counts UTF-16 units
    if length > limit:
        yield "limits", f"{length} characters, at most {limit} are allowed"


def _typography(language: Language, text: str) -> Iterator[Finding]:
    if _SPACES.search(text):
        yield "spaces", "two spaces in a row, a space at an end of a line, a tab, or an empty line too many"
    bare = _TAG.sub("", text)
    strange = sorted(set(_STRANGE_MARKS[language]) & set(unescape(bare)))
    if strange:
        wanted = "“ ” and ’" if language == "en" else "« »"
        yield "quotes", f"{' '.join(strange)} where {wanted} are used"
    for opening, closing in (("«", "»"), ("“", "”")):
        if bare.count(opening) != bare.count(closing):
            yield "quotes", f"{opening}{closing} do not come in pairs"
    if " - " in bare:
        yield "quotes", "a hyphen where a dash is meant"


def _letters(language: Language, text: str) -> Iterator[Finding]:
    if not unicodedata.is_normalized("NFC", text):
        yield "letters", "a letter with its mark apart, such as й in two pieces"
    for word in _WORD.findall(shown(text)):
        alphabets = {unicodedata.name(letter).split()[0] for letter in word}
        if len(alphabets) > 1:
            yield "letters", f"{word} mixes {' and '.join(sorted(alphabets)).title()} letters"
    doubles = _CYRILLIC_ALONE if language == "en" else _LATIN_ALONE
    for word in doubles.findall(shown(text)):
        yield "letters", f"{word} is written in letters of another alphabet"


def foreign(language: Language, text: str) -> bool:
    """A text with words, none of them in the alphabet of its language."""
    alphabet = "LATIN" if language == "en" else "CYRILLIC"
    letters = "".join(_WORD.findall(shown(text)))
    return bool(letters) and not any(unicodedata.name(letter).startswith(alphabet) for letter in letters)


def _final(text: str) -> str:
    found = _FINAL.search(_TAG.sub("", text).rstrip(_CLOSERS))
    return found.group() if found else ""


def _differ(values: Iterable[Hashable]) -> bool:
    return len(set(values)) > 1
