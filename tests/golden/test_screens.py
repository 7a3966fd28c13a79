"""Each reviewed screen of the gallery in each language, as a person reads it. `make golden` writes the files anew;
a change of a screen is reviewed as a change of these files.
"""

import re
from pathlib import Path

import pytest

from bot.screen import Button, Screen
from core.localised import LANGUAGES, Language
from tests.house import gallery, shown

HERE = Path(__file__).parent
SCREENS = gallery().reviewed()


def kind_of(name: str) -> str:
    return name.partition("/")[0]


KINDS = sorted({kind_of(name) for name in SCREENS})


def path_of(name: str, language: Language) -> Path:
    return HERE / language / (re.sub(r"[^a-z0-9/]+", "-", name.lower()).strip("-") + ".txt")


def drawn(screen: Screen) -> str:
    parts = [str(screen.text)]
    if screen.toast:
        parts.append(f"(toast: {screen.toast})")
    if screen.picture:
        parts.append(f"(picture: {screen.picture.drawing.title}, {screen.picture.drawing.theme})")
    if screen.document:
        parts.append(f"(file: {screen.document.name})")
    parts += [" ".join(map(key, row)) for row in screen.rows]
    return "\n".join(parts) + "\n"


def key(button: Button) -> str:
    return f"[{button.label}]" if button.url is None else f"[{button.label} → {button.url}]"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_the_screens_are_as_reviewed(kind: str, language: Language, request: pytest.FixtureRequest) -> None:
    now = {path_of(name, language): drawn(shown(name, language)) for name in SCREENS if kind_of(name) == kind}
    if request.config.getoption("--golden"):
        for path, text in now.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    assert [path for path in now if not path.is_file()] == [], "new screens: run make golden and read the files"
    for path, text in now.items():
        assert path.read_text(encoding="utf-8") == text, path.relative_to(HERE)


def test_no_file_is_left_of_a_screen_that_is_no_more(request: pytest.FixtureRequest) -> None:
    known = {path_of(name, language) for name in SCREENS for language in LANGUAGES}
    stray = {path for path in HERE.glob("*/**/*.txt") if path not in known}
    if request.config.getoption("--golden"):
        for path in stray:
            path.unlink()
        return
    assert stray == set()
