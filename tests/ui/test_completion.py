"""预算完成: what the page shows against each of the three bases."""

from __future__ import annotations

import pytest

from lib.checking import checked


@pytest.mark.parametrize(("against", "shown"), [("年初预算", True), ("上年决算", False)])
def test_completion_as_the_text_states_it_is_shown_where_it_can_be_stated(show, lake, sample, against, shown):
    lake.publish(checked(sample))
    app = show("completion", against=against, deviation_as="表")
    assert not app.exception
    titles = {metric.label for metric in app.metric}
    assert f"比{against}增减" in titles
    assert ("文中完成率" in titles) is shown
    columns = {column for frame in app.dataframe for column in frame.value.columns}
    assert ("文中完成率（%）" in columns) is shown
    assert "增减（万元）" in columns
