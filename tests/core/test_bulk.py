"""Nobody looks for circles among many objects while they are made, and afterwards it goes on."""

import gc

from core.bulk import in_bulk


def test_one_within_another_ends_with_the_outer_one() -> None:
    assert gc.isenabled()
    with in_bulk():
        with in_bulk():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()
