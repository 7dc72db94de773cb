"""Which optional kinds the cluster serves."""

import msgspec
from tests.support.fake_cluster import FakeClock, FakeConnection, an_object

from tonebridge_operator.cluster.discovery import CRD, Discovery
from tonebridge_operator.cluster.store import Ref
from tonebridge_operator.errors import Refused, Unreachable

KEDA = "/apis/keda.sh/v1alpha1"


class Server:
    """Serves groups; each is its resources, or an error."""

    def __init__(self):
        self.groups = {}
        self.discovery = Discovery(FakeConnection(self.answer), FakeClock())

    def answer(self, request):
        found = self.groups.get(request.path)
        if found is None:
            return Refused(request.words, status=404, message="")
        if isinstance(found, Exception):
            return found
        return {"resources": [{"name": name} for name in found]}


def crd(name, version):
    return msgspec.json.encode(an_object(name, version, namespace=""))


async def test_only_what_is_served_is_used():
    server = Server()
    server.groups = {
        KEDA: ["scaledjobs", "scaledobjects"],
        "/apis/monitoring.coreos.com/v1": ["servicemonitors"],
    }

    assert await server.discovery.refresh()
    assert server.discovery.served == {"ScaledObject", "ServiceMonitor"}
    assert not await server.discovery.refresh()


async def test_what_cannot_be_asked_for_is_as_it_was():
    server = Server()
    server.groups = {KEDA: ["scaledobjects"]}
    await server.discovery.refresh()

    for trouble in (Unreachable("get", "reset"), Refused("get", status=503, message="")):
        server.groups = {KEDA: trouble}
        assert not await server.discovery.refresh()

    server.groups = {}
    assert await server.discovery.refresh()
    assert server.discovery.served == frozenset()


async def test_a_crd_of_ours_that_comes_or_goes_is_a_reason_to_ask_again():
    server = Server()
    asked = server.discovery._changed

    server.discovery.seen(crd("widgets.example.org", 5))
    assert not asked.is_set()

    for happens in (
        lambda: server.discovery.seen(crd("scaledobjects.keda.sh", 6)),
        lambda: server.discovery.gone(crd("scaledobjects.keda.sh", 7)),
        lambda: server.discovery.seen(crd("scaledobjects.keda.sh", 8)),
        lambda: server.discovery.listed({Ref(CRD, "", "widgets.example.org")}, 9),
    ):
        happens()
        await server.discovery.changed()
        assert not asked.is_set()


async def test_a_crd_that_is_the_same_is_no_reason():
    server = Server()
    server.discovery.seen(crd("scaledobjects.keda.sh", 6))
    await server.discovery.changed()

    server.discovery.seen(crd("scaledobjects.keda.sh", 6))

    assert not server.discovery._changed.is_set()
