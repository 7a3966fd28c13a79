"""What is said of each bad line after /set, as reviewed. `make golden` writes it anew, for a person to read."""

import pytest
import yaml

from core.localised import LANGUAGES
from tests.bad_command_messages import EXPECTED, HEAD, bad, expected, messages

FEWEST = 60


def test_each_bad_command_has_its_message_in_three_languages(request: pytest.FixtureRequest) -> None:
    now = {text: messages(text) for text in bad()}
    if request.config.getoption("--golden"):
        written = yaml.safe_dump(now, allow_unicode=True, sort_keys=False, width=1000)
        EXPECTED.write_text(HEAD + written, encoding="utf-8")
        expected.cache_clear()
    assert expected() == now
    assert len(now) >= FEWEST
    assert all(len(set(said.values())) == len(LANGUAGES) for said in now.values())
