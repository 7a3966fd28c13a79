from pathlib import Path

import pytest

from bot.settings import NAMES, BadSettings, Settings, read

TOKEN = "123456789:" + "A" * 35
ROOT = Path(__file__).parents[2]


NO_FILE = Path("no such file")


def settings(dotenv: Path = NO_FILE, /, **environment: str) -> Settings:
    return read(environment, dotenv)


def test_without_anything_the_sandbox_starts() -> None:
    assert settings().sandbox
    assert settings().database == "sqlite:///var/sandbox.sqlite3"


def test_real_people_have_a_database_of_their_own() -> None:
    assert settings(BOT_TOKEN=TOKEN).database == "sqlite:///var/monoqala.sqlite3"
    assert settings(DATABASE_URL="postgresql://h/d").database == "postgresql://h/d"


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    dotenv = tmp_path / ".env"
    dotenv.write_text(f'# ours\nBOT_TOKEN="{TOKEN}"\nSANDBOX_PORT=9000\nWEBHOOK_SECRET=\n')
    both = settings(dotenv, SANDBOX_PORT="9001")
    assert both.bot_token is not None
    assert both.bot_token.get_secret_value() == TOKEN
    assert both.sandbox_port == 9001
    assert both.webhook_secret is None


def test_owners_are_numbers_in_any_list() -> None:
    assert settings(OWNER_IDS="1, 2 3").owner_ids == (1, 2, 3)


def test_levels_may_be_written_small() -> None:
    assert settings(LOG_LEVEL="debug").level == "DEBUG"
    assert settings().level == "WARNING"
    assert settings(BOT_TOKEN=TOKEN).level == "INFO"


def test_listen_is_a_host_and_a_port() -> None:
    assert settings(WEBHOOK_LISTEN="[::1]:8443").listen == ("::1", 8443)


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        ({"BOT_TOKEN": "abc"}, "BOT_TOKEN is not a token"),
        ({"BOT_TOKN": TOKEN}, "BOT_TOKN in the environment is not a setting; did you mean BOT_TOKEN"),
        ({"DATABASE_URI": "x"}, "did you mean DATABASE_URL"),
        ({"bot_token": TOKEN}, "did you mean BOT_TOKEN"),
        ({"WEBHOOK_URL": "https://x.kz"}, "WEBHOOK_URL is set but BOT_TOKEN is not"),
        ({"WEBHOOK_URL": "x.kz", "BOT_TOKEN": TOKEN}, "WEBHOOK_URL is not a whole address"),
        ({"WEBHOOK_URL": "http://x.kz", "BOT_TOKEN": TOKEN}, "must begin with https"),
        ({"BOT_API_URL": "http://h?x=1"}, "BOT_API_URL is not a whole address"),
        ({"WEBHOOK_LISTEN": "8080"}, "WEBHOOK_LISTEN is not host:port"),
        ({"WEBHOOK_SECRET": "ә"}, "WEBHOOK_SECRET may hold"),
        ({"DATABASE_URL": "mysql://h"}, "DATABASE_URL begins neither"),
        ({"OWNER_IDS": "me"}, "OWNER_IDS holds the Telegram ids of people, separated by commas"),
        ({"OWNER_IDS": "-5"}, "OWNER_IDS holds the Telegram ids of people"),
        ({"SECOND_PUBLISHER": "maybe"}, "SECOND_PUBLISHER is neither yes nor no"),
        ({"SANDBOX_PORT": "0"}, "SANDBOX_PORT is not a port, a number from 1 to 65535"),
        ({"SANDBOX_PORT": "x"}, "SANDBOX_PORT is not a port, a number from 1 to 65535"),
        ({"LOG_LEVEL": "LOUD"}, "LOG_LEVEL is none of DEBUG, INFO, WARNING, ERROR"),
    ],
)
def test_a_bad_setting_is_one_line_that_says_what_to_change(environment: dict[str, str], message: str) -> None:
    with pytest.raises(BadSettings) as caught:
        settings(**environment)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_secrets_are_never_repeated() -> None:
    with pytest.raises(BadSettings) as caught:
        settings(BOT_TOKEN="123:secretsecret")
    assert "secretsecret" not in str(caught.value)
    assert TOKEN not in repr(settings(BOT_TOKEN=TOKEN))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("BOT_TOKN=1", "line 1: BOT_TOKN is not a setting; did you mean BOT_TOKEN"),
        ("\nCOLOUR=red", "line 2: COLOUR is not a setting; see the README"),
        ("BOT_TOKEN", "line 1: write NAME=value"),
        ("what is this = = 'x", "line 1: write NAME=value"),
    ],
)
def test_a_bad_line_in_the_file_is_named(tmp_path: Path, content: str, message: str) -> None:
    dotenv = tmp_path / ".env"
    dotenv.write_text(content)
    with pytest.raises(BadSettings, match=message.replace("?", r"\?")):
        settings(dotenv)


def test_a_file_that_is_no_utf8_is_named(tmp_path: Path) -> None:
    dotenv = tmp_path / ".env"
    dotenv.write_bytes("BOT_TOKEN=".encode("utf-16"))
    with pytest.raises(BadSettings, match="save it as UTF-8"):
        settings(dotenv)


@pytest.mark.parametrize("name", ["HOME", "PATH", "DATABASE", "TOKEN", "PGPORT", "LOGNAME", "WEBHOOK"])
def test_a_stranger_in_the_environment_is_left_alone(name: str) -> None:
    assert settings(**{name: "x"}).sandbox


def table() -> dict[str, tuple[str, str]]:
    """Of each setting in the README: what holds without it, and what it does."""
    lines = [line.split("|") for line in (ROOT / "README.md").read_text().splitlines() if line.startswith("| `")]
    cells = [[cell.strip() for cell in line] for line in lines]
    return {line[1].strip("`"): (line[2], line[3]) for line in cells if line[1].strip("`").isupper()}


def test_the_readme_lists_every_setting_in_its_own_words() -> None:
    said = {name: Settings.model_fields[field].description for name, field in NAMES.items()}
    assert {name: what for name, (_, what) in table().items()} == said


def test_the_readme_knows_what_holds_without_a_setting() -> None:
    fixed = {name: Settings.model_fields[field].default for name, field in NAMES.items()}
    shown = {name: without for name, (without, _) in table().items() if without.startswith("`")}
    assert shown == {name: f"`{default}`" for name, default in fixed.items() if default not in {None, ()}}


def test_the_example_file_names_every_setting() -> None:
    written = (ROOT / ".env.example").read_text()
    assert [name for name in NAMES if f"{name}=" not in written] == []


def test_what_is_secret_is_known_to_the_log() -> None:
    known = settings(BOT_TOKEN=TOKEN, DATABASE_URL="postgresql://u:hidden@h/d", WEBHOOK_SECRET="s3cret").secrets
    assert known == (TOKEN, "s3cret", "hidden")
    derived = settings(BOT_TOKEN=TOKEN)
    assert derived.hook_secret in derived.secrets
    assert derived.hook_secret != settings(BOT_TOKEN=TOKEN[:-1] + "B").hook_secret
