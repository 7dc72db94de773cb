"""Secrets that people made: read once, and again when they have changed."""

from base64 import b64encode

import msgspec
import pytest
from tests.support.fake_cluster import an_object

from tonebridge_operator.cluster.references import References
from tonebridge_operator.cluster.store import BridgeKey, Ref
from tonebridge_operator.errors import Refused

DEMO, OTHER = BridgeKey("tone", "demo"), BridgeKey("tone", "other")
PG = Ref("Secret", "tone", "pg")


def secret(version, url="postgresql://a@db/tone"):
    body = an_object("pg", version, data={"url": b64encode(url.encode()).decode()})
    return msgspec.json.encode(body)


class Server:
    """One Secret, and how often it was read."""

    def __init__(self, data):
        self.data = data
        self.reads = 0
        self.during = lambda: None

    async def get(self, ref):
        assert ref == PG
        self.reads += 1
        data = self.data
        self.during()
        if isinstance(data, Exception):
            raise data
        return data


def known(data):
    server, told = Server(data), []
    return References(server, told.append), server, told


async def test_a_secret_is_read_once_for_all_bridges():
    references, server, _ = known(secret(5))

    found = [await references.of(DEMO, ["pg"]), await references.of(OTHER, ["pg"])]

    assert found[0] == found[1]
    assert found[0]["pg"].keys == {"url"}
    assert server.reads == 1


async def test_a_secret_that_changed_is_read_again_by_the_bridges_that_name_it():
    references, server, told = known(secret(5))
    before = (await references.of(DEMO, ["pg"]))["pg"].digest
    server.data = secret(6, url="postgresql://b@db/tone")

    references.seen(secret(6))

    assert told == [DEMO]
    assert (await references.of(DEMO, ["pg"]))["pg"].digest != before


async def test_what_was_known_already_is_no_news():
    references, server, told = known(secret(5))
    await references.of(DEMO, ["pg"])

    references.seen(secret(5))
    references.listed({PG}, 9)
    references.seen(msgspec.json.encode(an_object("unrelated", 7)))

    assert told == []
    await references.of(DEMO, ["pg"])
    assert server.reads == 1


async def test_a_secret_that_is_missing_is_waited_for():
    references, server, told = known(None)

    assert await references.of(DEMO, ["pg"]) == {}
    server.data = secret(5)
    references.seen(server.data)

    assert told == [DEMO]
    assert set(await references.of(DEMO, ["pg"])) == {"pg"}


@pytest.mark.parametrize("how", ["told", "not listed"])
async def test_a_secret_that_was_deleted_is_missed(how):
    references, server, told = known(secret(5))
    await references.of(DEMO, ["pg"])
    server.data = None

    if how == "told":
        references.gone(secret(8))
    else:
        references.listed(set(), 8)

    assert told == [DEMO]
    assert await references.of(DEMO, ["pg"]) == {}


async def test_a_change_while_it_is_read_is_not_overlooked():
    references, server, _ = known(secret(5))
    server.during = lambda: references.seen(secret(6))

    await references.of(DEMO, ["pg"])
    server.during = lambda: None
    await references.of(DEMO, ["pg"])

    assert server.reads == 2


async def test_one_that_could_not_be_read_is_asked_for_again():
    references, server, _ = known(Refused("get secrets", status=500, message=""))
    with pytest.raises(Refused):
        await references.of(DEMO, ["pg"])
    server.data = secret(5)

    assert set(await references.of(DEMO, ["pg"])) == {"pg"}


async def test_one_that_no_bridge_names_any_more_is_forgotten():
    references, _, told = known(secret(5))
    await references.of(DEMO, ["pg"])
    await references.of(DEMO, [])

    references.seen(secret(6))

    assert told == []
