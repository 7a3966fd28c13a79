"""python -m bot.messages update | check"""

import argparse
import sys
from pathlib import Path

from bot.messages import catalogues, check, keys

HOME = Path(__file__).parents[2]


def main(arguments: list[str] | None = None, home: Path = HOME) -> int:
    parser = argparse.ArgumentParser(prog="python -m bot.messages", description="Keeps locales/ in step with the code.")
    parser.add_argument("what", choices=("update", "check"))
    what = parser.parse_args(arguments).what
    found = keys.find(home / "bot")
    if what == "update":
        lines = [str(change) for change in catalogues.update(home / "locales", found.wanted())]
    else:
        lines = [str(fault) for fault in check.faults(found, home / "locales")]
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    return 1 if what == "check" and lines else 0


if __name__ == "__main__":
    sys.exit(main())
