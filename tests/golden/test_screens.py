"""Each reviewed screen of the gallery in each language, as a person reads it. `make golden` writes the files anew;
a change of a screen is reviewed as a change of these files.
"""

import re
from pathlib import Path

import pytest

from bot.screen import Button, Screen
from core.localised import LANGUAGES, Language
from tests.house import gallery

HERE = Path(__file__).parent
SCREENS = gallery().reviewed()


def path_of(name: str, language: Language) -> Path:
    return HERE / language / (re.sub(r"[^a-z0-9/]+", "-", name.lower()).strip("-") + ".txt")


def drawn(screen: Screen) -> str:
    parts = [str(screen.text)]
    if screen.toast:
        parts.append(f"(toast: {screen.toast})")
    if screen.document:
        parts.append(f"(file: {screen.document.name})")
    parts += [" ".join(map(key, row)) for row in screen.rows]
    return "\n".join(parts) + "\n"


def key(button: Button) -> str:
    return f"[{button.label}]" if button.url is None else f"[{button.label} → {button.url}]"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_is_as_reviewed(name: str, language: Language, request: pytest.FixtureRequest) -> None:
    path = path_of(name, language)
    now = drawn(SCREENS[name](gallery().translators[language]))
    if request.config.getoption("--golden"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(now, encoding="utf-8")
    assert path.is_file(), "a new screen: run make golden and read the file"
    assert path.read_text(encoding="utf-8") == now


def test_no_file_is_left_of_a_screen_that_is_no_more(request: pytest.FixtureRequest) -> None:
    known = {path_of(name, language) for name in SCREENS for language in LANGUAGES}
    stray = {path for path in HERE.glob("*/**/*.txt") if path not in known}
    if request.config.getoption("--golden"):
        for path in stray:
            path.unlink()
        return
    assert stray == set()
