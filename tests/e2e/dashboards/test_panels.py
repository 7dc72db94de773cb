"""Every panel shows something of a platform that is used, as a real Prometheus answers."""

import math

import pytest
from tests.support.dashboards import asked, ready_to_ask

pytestmark = pytest.mark.services


@pytest.mark.parametrize("query", asked("overview", "gateway", "workers"), ids=str)
def test_a_query_finds_what_it_asks_for(platform, query):
    found = platform.ask(ready_to_ask(query.expression))

    assert found
    assert not any(math.isnan(number) for _, number in found)
