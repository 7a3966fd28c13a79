"""What everybody would do first: pandas reads the file, unchecked, and puts it into a table of a new SQLite database.

python -m tests.bench.by_pandas FILE
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any


def most_memory() -> float:
    """Resident, in MB, since the process began."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def main(file: str, folder: str) -> None:
    import pandas as pd
    import sqlalchemy

    read: Any = pd.read_excel if file.endswith("xlsx") else pd.read_csv
    named = {} if file.endswith("xlsx") else {"sep": ";"}
    began = process_time()
    engine = sqlalchemy.create_engine(f"sqlite:///{folder}/new.sqlite3")
    read(file, **named).to_sql("figures", engine, index=False)
    print("in all", process_time() - began, most_memory(), sep="\t")


if __name__ == "__main__":
    with TemporaryDirectory() as new:
        main(sys.argv[1], new)
