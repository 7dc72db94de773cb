"""What is kept of the cluster, and what the watches make of it."""

import msgspec
from tests.support.fake_cluster import an_object

from tonebridge_operator.cluster.kept import Kept
from tonebridge_operator.cluster.store import BRIDGE, BridgeKey, Ref, Store
from tonebridge_operator.desired import Key

DEMO = BridgeKey("tone", "demo")
SERVICE = Ref("Service", "tone", "demo-gateway")


def sent(*args, **fields):
    return msgspec.json.encode(an_object(*args, **fields))


def kept(kind="Service", namespace=""):
    store, told = Store(), []
    sink = Kept(store, kind, namespace, lambda bridge, delay_s: told.append(bridge))
    return store, sink, told


class TestAStore:
    def test_finds_the_objects_of_a_bridge_by_owner_and_by_label(self):
        store = Store()
        store.put("Service", sent("demo-gateway", 1, owner="bridge-1", instance="stolen"))
        store.put("Secret", sent("demo-redis", 2))
        store.put("Service", sent("other", 3, instance="other"))
        store.put("Service", sent("demo-gateway", 4, namespace="elsewhere"))

        found = store.objects(DEMO, "bridge-1")

        assert set(found) == {Key("Service", "demo-gateway"), Key("Secret", "demo-redis")}
        assert found[Key("Service", "demo-gateway")]["apiVersion"] == "v1"

    def test_keeps_what_is_newer(self):
        store = Store()
        store.put("Service", sent("demo-gateway", 7, spec={"new": True}))

        assert store.put("Service", sent("demo-gateway", 6)) is None
        assert store.put("Service", sent("demo-gateway", 7)) is None
        assert store.remove(SERVICE, 6) is None
        assert store.get(SERVICE).version == 7

    def test_forgets_all_of_what_it_removes(self):
        store = Store()
        store.put("Service", sent("demo-gateway", 7, owner="bridge-1"))
        size = store.size_bytes

        store.remove(SERVICE, 8)

        assert size > 0
        assert (len(store), store.size_bytes, store.objects(DEMO, "bridge-1")) == (0, 0, {})

    def test_names_every_bridge(self):
        store = Store()
        store.put(BRIDGE, sent("demo", 1))
        store.put("Service", sent("demo-gateway", 2))

        assert list(store.bridges()) == [DEMO]

    def test_drops_a_kind_whose_api_is_gone(self):
        store = Store()
        store.put("Service", sent("demo-gateway", 1))
        store.put("Service", sent("demo-gateway", 2, namespace="elsewhere"))

        store.forget("Service", "tone")
        assert len(store) == 1
        store.forget("Service", "")
        assert len(store) == 0


class TestWhatIsKept:
    def test_has_a_bridge_looked_at_when_an_object_of_it_changes(self):
        _, sink, told = kept()

        assert sink.seen(sent("demo-gateway", 1)) == SERVICE
        sink.seen(sent("demo-gateway", 1))
        sink.gone(sent("demo-gateway", 2))

        assert told == [DEMO, DEMO]

    def test_tells_the_bridge_that_an_object_was_taken_from(self):
        _, sink, told = kept()
        sink.seen(sent("demo-gateway", 1))
        told.clear()

        sink.seen(sent("demo-gateway", 2, instance="other"))

        assert told == [DEMO, BridgeKey("tone", "other")]

    def test_notices_what_a_list_does_not_show(self):
        store, sink, told = kept()
        sink.seen(sent("demo-gateway", 1))
        sink.seen(sent("demo-worker", 2))
        told.clear()

        sink.listed({Ref("Service", "tone", "demo-worker")}, 5)

        assert told == [DEMO]
        assert store.get(SERVICE) is None

    def test_does_not_take_what_was_made_since_the_list_for_deleted(self):
        store, sink, told = kept()
        sink.seen(sent("demo-gateway", 9))
        told.clear()

        sink.listed(set(), 5)

        assert (len(store), told) == (1, [])

    def test_leaves_other_namespaces_to_their_own_lists(self):
        store, sink, _ = kept(namespace="tone")
        sink.seen(sent("demo-gateway", 1, namespace="elsewhere"))

        sink.listed(set(), 5)

        assert len(store) == 1

    def test_looks_at_a_bridge_that_changed_itself(self):
        _, sink, told = kept(BRIDGE)

        sink.seen(sent("demo", 1, instance=""))

        assert told == [DEMO]
