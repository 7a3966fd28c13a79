"""A process that has imported what a program needs, and forks one whenever it is asked to: to import it takes longer
than most tests that need it. What is born has its own folder, surroundings and output, and ends as any other.
"""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from runpy import run_module

LONGEST = 64 * 1024


@dataclass
class Born:
    """What asyncio.subprocess.Process is for a child of our own."""

    pid: int
    stdout: asyncio.StreamReader
    stderr: asyncio.StreamReader
    ending: asyncio.StreamReader
    returncode: int | None = field(default=None)

    def send_signal(self, how: signal.Signals) -> None:
        with suppress(ProcessLookupError):  # it may have ended meanwhile
            os.kill(self.pid, how)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    async def wait(self) -> int:
        if self.returncode is None:
            self.returncode = int(await self.ending.readline())
        return self.returncode

    async def communicate(self) -> tuple[bytes, bytes]:
        said, logged = await asyncio.gather(self.stdout.read(), self.stderr.read())
        await self.wait()
        await self.ending.read()
        return said, logged


class Nursery:
    """Of the program that `python -m` finds under this name; begun when it is first asked."""

    def __init__(self, program: str, *imported: str) -> None:
        self.program = program
        self.imported = imported
        self.begun: tuple[subprocess.Popen[bytes], socket.socket] | None = None

    def begin(self, surroundings: Mapping[str, str]) -> tuple[subprocess.Popen[bytes], socket.socket]:
        door, inside = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        number = inside.fileno()
        words = (sys.executable, "-m", "tests.nursery", str(number), self.program, *self.imported)
        process = subprocess.Popen(words, env=surroundings, pass_fds=[number], stdout=subprocess.DEVNULL)
        inside.close()
        return process, door

    async def born(self, folder: Path, words: Sequence[str], surroundings: Mapping[str, str]) -> Born:
        self.begun = self.begun or self.begin(surroundings)
        _, door = self.begun
        asked = json.dumps({"folder": str(folder), "words": words, "surroundings": surroundings}).encode()
        pipes = [os.pipe() for _ in range(3)]
        socket.send_fds(door, [asked], [end for _, end in pipes])
        for _, end in pipes:
            os.close(end)
        said, logged, ending = [await read_from(end) for end, _ in pipes]
        return Born(int(await ending.readline()), said, logged, ending)

    def end(self) -> None:
        if self.begun:
            process, door = self.begun
            door.close()
            process.wait()
            self.begun = None


async def read_from(end: int) -> asyncio.StreamReader:
    reader = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(end, "rb", 0))
    return reader


def main() -> None:
    _, number, program, *imported = sys.argv
    for module in imported:
        import_module(module)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for a keeper
    door = socket.socket(fileno=int(number))
    while True:
        asked, ends, _, _ = socket.recv_fds(door, LONGEST, 3)
        if not asked or os.fork() == 0:
            break
        for end in ends:
            os.close(end)
    door.close()
    if asked:
        keep(program, json.loads(asked), *ends)


def keep(program: str, asked: Mapping[str, object], said: int, logged: int, ending: int) -> None:
    """Forks the program and tells its number, and how it ended. Comes back as the program."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    child = os.fork()
    if child == 0:
        os.close(ending)
        be(program, asked, said, logged)
        return
    os.close(said)
    os.close(logged)
    os.write(ending, f"{child}\n".encode())
    os.write(ending, f"{os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])}\n".encode())
    os._exit(0)


def be(program: str, asked: Mapping[str, object], said: int, logged: int) -> None:
    for end, number in ((said, 1), (logged, 2)):
        os.dup2(end, number)
        os.close(end)
    folder, words, surroundings = asked["folder"], asked["words"], asked["surroundings"]
    assert isinstance(folder, str)
    assert isinstance(words, list)
    assert isinstance(surroundings, dict)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(surroundings)
    sys.argv = [program, *words]
    run_module(program, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
