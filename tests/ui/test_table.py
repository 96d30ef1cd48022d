"""Tables on the screen: an amount that is not 0 never reads so."""

from __future__ import annotations

import pytest

from lib.ui import table


@pytest.mark.parametrize(
    ("values", "decimals"),
    [((1950.53, 0, None), 2), ((3.2, 0.005), 2), ((3.2, 0.0014), 3), ((0.00002, 1), 4), ((), 2), ((0,), 2)],
)
def test_decimals_show_that_the_smallest_amount_is_not_nothing(values, decimals):
    assert table._decimals(values) == decimals
