"""How objects are written: what the API server is asked for, and when it is not."""

import pytest
from tests.support.fake_cluster import FakeClock, FakeConnection

from tonebridge_operator.cluster.limit import Limit
from tonebridge_operator.cluster.objects import Objects, collection
from tonebridge_operator.cluster.store import BRIDGE, BridgeKey, Ref
from tonebridge_operator.desired import Key
from tonebridge_operator.errors import NotLeading, Refused
from tonebridge_operator.plan import Apply, Delete, HandOver

GATEWAY = Key("Deployment", "demo-gateway")
FOLDER = "/apis/apps/v1/namespaces/tone/deployments"
BODY = {"kind": "Deployment", "spec": {"replicas": 2}}


class Server:
    """Answers every request the same way, and notes it."""

    def __init__(self, answer=b"{}"):
        self.leads = True
        self.clock = FakeClock()
        self.connection = FakeConnection(lambda request: answer)
        limit = Limit(100.0, at_once=1, clock=self.clock)
        self.objects = Objects(self.connection, limit, lambda: self.leads)

    def asked(self):
        """Return the last request, in short."""
        request = self.connection.requests[-1]
        return request.method, request.path, dict(request.query), request.body


async def test_an_object_is_applied_with_force_under_our_name():
    server = Server()

    await server.objects.apply("tone", Apply(key=GATEWAY, body=BODY))

    query = {"fieldManager": "tonebridge-operator", "fieldValidation": "Strict", "force": "true"}
    assert server.asked() == ("PATCH", f"{FOLDER}/demo-gateway", query, BODY)


async def test_what_was_drawn_is_posted_so_that_a_second_attempt_fails():
    server = Server()

    await server.objects.apply("tone", Apply(key=GATEWAY, body=BODY, new=True, once=True))

    query = {"fieldManager": "tonebridge-operator", "fieldValidation": "Strict"}
    assert server.asked() == ("POST", FOLDER, query, BODY)


async def test_replicas_are_handed_over_at_what_they_are_by_now():
    server = Server(b'{"spec": {"replicas": 7}}')

    await server.objects.hand_over("tone", HandOver(key=GATEWAY, replicas=5))

    method, _, query, body = server.asked()
    assert (method, query["fieldManager"]) == ("PATCH", "tonebridge-handover")
    assert body["spec"] == {"replicas": 7}
    assert sorted(body) == ["apiVersion", "kind", "metadata", "spec"]


async def test_only_the_object_that_was_seen_is_deleted():
    server = Server()

    await server.objects.delete("tone", Delete(key=GATEWAY, uid="u", resource_version="9"))

    method, path, _, body = server.asked()
    assert (method, path) == ("DELETE", f"{FOLDER}/demo-gateway")
    assert body["preconditions"] == {"uid": "u", "resourceVersion": "9"}


async def test_what_is_gone_need_not_be_deleted_and_is_not_there():
    server = Server(Refused("delete", status=404, message=""))

    await server.objects.delete("tone", Delete(key=GATEWAY, uid="u", resource_version="9"))

    assert await server.objects.get(Ref("Deployment", "tone", "demo-gateway")) is None


async def test_a_status_is_written_only_to_the_bridge_that_was_looked_at():
    server = Server()

    await server.objects.patch_status(BridgeKey("tone", "demo"), "9", {"phase": "Ready"})

    method, path, _, body = server.asked()
    assert method == "PATCH"
    assert path == "/apis/tonebridge.io/v1alpha1/namespaces/tone/tonebridges/demo/status"
    assert body == {"metadata": {"resourceVersion": "9"}, "status": {"phase": "Ready"}}


async def test_without_the_lease_things_are_read_and_never_written():
    server = Server(b'{"spec": {}}')
    server.leads = False
    await server.objects.get(Ref("Deployment", "tone", "demo-gateway"))

    writes = (
        lambda: server.objects.apply("tone", Apply(key=GATEWAY, body=BODY)),
        lambda: server.objects.delete("tone", Delete(key=GATEWAY, uid="", resource_version="")),
        lambda: server.objects.patch_status(BridgeKey("tone", "demo"), "9", {}),
        lambda: server.objects.record({"metadata": {"namespace": "tone"}}),
        lambda: server.objects.hand_over("tone", HandOver(key=GATEWAY, replicas=1)),
    )
    for write in writes:
        with pytest.raises(NotLeading):
            await write()

    assert {one.method for one in server.connection.requests} == {"GET"}


async def test_a_server_that_asks_for_patience_gets_it_from_everybody():
    busy = Refused("patch", status=429, message="", retry_after_s=4.0)
    server = Server(busy)
    for _ in range(2):
        with pytest.raises(Refused):
            await server.objects.apply("tone", Apply(key=GATEWAY, body=BODY))

    assert server.clock.slept == [pytest.approx(4.01)]


def test_a_collection_is_of_one_namespace_or_of_all():
    assert collection("Secret", "tone") == "/api/v1/namespaces/tone/secrets"
    assert collection("Secret", "") == "/api/v1/secrets"
    assert collection(BRIDGE, "") == "/apis/tonebridge.io/v1alpha1/tonebridges"
