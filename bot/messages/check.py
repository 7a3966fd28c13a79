"""Everything that is wrong with locales/, given what the code asks for."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError

from bot.messages import catalogues, proofreading
from bot.messages.catalogues import forms_of, key_of
from bot.messages.keys import Found, Wanted
from bot.messages.proofreading import Fault
from core.localised import LANGUAGES, Language

_KEY = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)+")
_EXCUSE = re.compile(r"(same|punctuation): \S")
_FOREIGN = "none of its words is in the alphabet of the language (a note `same: why` allows it)"

Catalogues = Mapping[Language, Catalog]


def faults(found: Found, locales: Path) -> list[Fault]:
    wanted = found.wanted()
    read: dict[Language, Catalog] = {}
    complaints = [Fault("keys", place, "a key is put together here") for place in found.put_together]
    for language in LANGUAGES:
        try:
            read[language] = catalogues.read(catalogues.path_of(locales, language), language)
        except (OSError, UnicodeDecodeError, PoFileError) as error:
            complaints.append(Fault("unreadable", str(language), str(error)))
    complaints += _of_code(found, read)
    for language, catalogue in read.items():
        complaints += _of_catalogue(language, catalogue, wanted)
    complaints += _of_texts(read)
    return complaints or list(_out_of_step(locales, read, wanted))


def _of_code(found: Found, read: Catalogues) -> Iterator[Fault]:
    plural = {use.key for use in found.uses if use.plural}
    for use in found.uses:
        where = f"{use.place} {use.key}"
        if not _KEY.fullmatch(use.key):
            yield Fault("keys", where, "a key looks like this: page.sentence")
        if use.key in plural and not use.plural:
            yield Fault("keys", where, "elsewhere this text is asked for with a number")
        expected = _names(use.key, read)
        if use.values is not None and expected is not None and use.values - {"n"} != expected - {"n"}:
            given, wanted = (", ".join(sorted(names)) or "nothing" for names in (use.values, expected))
            yield Fault("placeholders", where, f"is given {given}, the texts have {wanted}")


def _names(key: str, read: Catalogues) -> set[str] | None:
    """None while nobody has written the text."""
    messages = [message for catalogue in read.values() if (message := catalogue.get(key)) is not None]
    texts = [form for message in messages for form in forms_of(message) if form]
    return set().union(*map(proofreading.names_in, texts)) if texts else None


def _of_catalogue(language: Language, catalogue: Catalog, wanted: dict[str, Wanted]) -> Iterator[Fault]:
    messages = {key_of(message): message for message in catalogue if message.id}
    for key in sorted(wanted.keys() - messages.keys()):
        yield Fault("missing", f"{language} {key}", "is asked for and not there: run `make messages`")
    for message in catalogue.obsolete.values():
        yield Fault("obsolete", f"{language} {key_of(message)}", "is struck out: run `make messages`")
    for key, message in messages.items():
        where = f"{language} {key}"
        if key not in wanted:
            yield Fault("unused", where, "nothing asks for it: run `make messages`")
        elif message.pluralizable != wanted[key].plural:
            yield Fault("plural", where, f"the code asks {'with' if wanted[key].plural else 'without'} a number")
        if message.fuzzy:
            yield Fault("fuzzy", where, "nobody has confirmed the text")
        if not all(forms_of(message)):
            yield Fault("missing", where, "is not translated")
        for form in filter(None, forms_of(message)):
            for rule, what in proofreading.of_text(key, language, form, plain=key in wanted and wanted[key].plain):
                yield Fault(rule, where, what)


def _of_texts(read: Catalogues) -> Iterator[Fault]:
    """Compares the languages, text by text."""
    keys = {key_of(message) for catalogue in read.values() for message in catalogue if message.id}
    for key in sorted(keys):
        messages = {language: message for language, catalogue in read.items() if (message := catalogue.get(key))}
        excused = {rule for message in messages.values() for rule in _excuses(message)}
        texts = {language: forms for language, message in messages.items() if all(forms := forms_of(message))}
        for rule, what in proofreading.of_translations(texts):
            if rule not in excused:
                yield Fault(rule, key, what)
        for language, forms in texts.items():
            if "same" not in excused and any(proofreading.foreign(language, form) for form in forms):
                yield Fault("foreign", f"{language} {key}", _FOREIGN)


def _excuses(message: Message) -> Iterator[str]:
    for note in message.user_comments:
        if match := _EXCUSE.match(note):
            yield match.group(1)


def _out_of_step(locales: Path, read: Catalogues, wanted: dict[str, Wanted]) -> Iterator[Fault]:
    """Looked at last, when `make messages` would change the shape of the files and nothing else."""
    expected = {catalogues.path_of(locales, one): catalogues.renewed(read[one], wanted) for one in read}
    expected[locales / "messages.pot"] = catalogues.template(wanted)
    for path, content in expected.items():
        if not path.exists() or path.read_bytes() != content:
            yield Fault("shape", path.relative_to(locales).as_posix(), "is out of date: run `make messages`")
