"""What is said of each bad file, as reviewed. `make golden` writes the messages anew, for a person to read."""

import pytest
import yaml

from core.localised import LANGUAGES
from tests.bad_messages import EXPECTED, HEAD, expected, files, messages

FEWEST = 60


def test_each_bad_file_has_its_message_in_three_languages(request: pytest.FixtureRequest) -> None:
    now = {name: messages(content) for name, (_, content) in files().items()}
    if request.config.getoption("--golden"):
        written = yaml.safe_dump(now, allow_unicode=True, sort_keys=False, width=1000)
        EXPECTED.write_text(HEAD + written, encoding="utf-8")
        expected.cache_clear()
    assert expected() == now
    assert len(now) >= FEWEST
    assert all(len(set(said.values())) == len(LANGUAGES) for said in now.values())
