"""Nobody looks for circles among many objects while they are made, and afterwards it goes on."""

import gc

import pytest

from core.bulk import in_bulk


def test_one_within_another_ends_with_the_outer_one() -> None:
    assert gc.isenabled()
    with in_bulk():
        with in_bulk():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_what_was_made_in_bulk_is_old_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("core.bulk.gc.get_freeze_count", lambda: 0)
        patch.setattr("core.bulk.MANY", 100)
        with in_bulk():
            made = [[number] for number in range(1000)]
        young = {id(each) for each in gc.get_objects(generation=0)}
    gc.freeze()  # as the tests began
    assert young.isdisjoint(map(id, made))
