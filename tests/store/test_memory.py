import ctypes
import sys
from unittest.mock import Mock

import pytest

from core.store.memory import one_heap


def test_all_threads_share_one_heap_where_there_is_a_way_to_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    system = Mock(spec=["mallopt"])
    monkeypatch.setattr(ctypes, "CDLL", lambda _: system)
    one_heap()
    system.mallopt.assert_called_once_with(-8, 1)
    monkeypatch.setattr(ctypes, "CDLL", lambda _: Mock(spec=[]))
    one_heap()
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ctypes, "CDLL", None)
    one_heap()
