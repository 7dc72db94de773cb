"""One look after another at a bridge, against an API server in memory."""

import pytest
from tests.support.bridges import RELEASE, reference
from tests.support.fake_cluster import FakeClock, FakeDraws, FakeObjects

from tonebridge_operator.cluster.store import BRIDGE, BridgeKey, Ref, Store
from tonebridge_operator.errors import Interrupted, NotLeading, Refused
from tonebridge_operator.look import Eyes
from tonebridge_operator.reconcile import Outcome, Reconciler

DEMO = BridgeKey("tone", "demo")
ITSELF = Ref(BRIDGE, *DEMO)
SERVICE = Ref("Service", "tone", "demo-gateway")
SECRET = Ref("Secret", "tone", "demo-postgres")
READY = {"observedGeneration": 9, "replicas": 2, "readyReplicas": 2, "updatedReplicas": 2}


class People:
    """Secrets that people made, and what they were told."""

    def __init__(self):
        self.secrets = {}
        self.told = []

    async def of(self, bridge, names):
        return {name: self.secrets[name] for name in names if name in self.secrets}

    def say(self, bridge, kind, reason, action, note):
        self.told.append((kind, reason, note))


class Cluster:
    """A bridge, its objects, and the operator that looks after them."""

    def __init__(self, **spec):
        self.store, self.clock, self.people = Store(), FakeClock(), People()
        self.objects = FakeObjects(self.store)
        eyes = Eyes(
            store=self.store,
            objects=self.objects,
            references=self.people,
            release=RELEASE,
            served=frozenset,
            draws=FakeDraws(),
        )
        self.reconciler = Reconciler(eyes, self.objects, self.people, self.clock)
        self.objects.put(ITSELF, {"metadata": {"uid": "bridge-1"}, "spec": spec})

    async def look(self):
        return await self.reconciler.reconcile(DEMO)

    async def settle(self):
        for _ in range(12):
            self.run_controllers()
            outcome = await self.look()
            if outcome.result == "quiet" and self.status()["phase"] == "Ready":
                self.objects.writes()
                return self
        message = f"not settled: {self.status()}"
        raise AssertionError(message)

    def run_controllers(self):
        for ref, body in list(self.objects.objects.items()):
            status = body.get("status")
            if ref.kind in ("Deployment", "StatefulSet"):
                number = body["spec"].get("replicas", 1)
                counts = dict.fromkeys(("replicas", "readyReplicas", "updatedReplicas"), number)
                status = {**READY, **counts}
            elif ref.kind == "Job":
                status = {"conditions": [{"type": "Complete", "status": "True"}]}
            if status != body.get("status"):
                self.objects.put(ref, {**body, "status": status})

    def status(self):
        return self.objects.objects[ITSELF].get("status") or {}

    def degraded(self):
        found = {one["type"]: one for one in self.status()["conditions"]}["Degraded"]
        return found["status"], found["reason"]

    def change(self, ref, **fields):
        """Have somebody change an object."""
        self.objects.put(ref, {**self.objects.objects[ref], **fields})

    def remove(self, ref):
        body = self.objects.objects.pop(ref)
        self.store.remove(ref, int(body["metadata"]["resourceVersion"]))


class TestABridge:
    async def test_is_recorded_before_anything_is_made_and_then_left_alone(self):
        cluster = Cluster()

        await cluster.look()
        first = cluster.objects.writes()
        await cluster.settle()

        assert first[0] == ("status", BRIDGE, "demo")
        assert len(set(first)) == len(first) > 10
        assert (await cluster.look(), cluster.objects.calls) == (Outcome(result="quiet"), [])

    async def test_that_is_not_there_is_forgotten(self):
        cluster = await Cluster().settle()
        cluster.remove(ITSELF)

        assert (await cluster.look()).result == "gone"
        assert cluster.reconciler.memories == {}

    async def test_that_is_being_deleted_is_left_to_the_cluster(self):
        cluster = await Cluster().settle()
        metadata = cluster.objects.objects[ITSELF]["metadata"]
        cluster.change(ITSELF, metadata={**metadata, "deletionTimestamp": "now"})
        cluster.remove(SERVICE)

        await cluster.look()

        assert cluster.objects.writes() == []

    async def test_whose_deletion_was_not_seen_gets_nothing_made(self):
        cluster = await Cluster().settle()
        cluster.remove(SERVICE)
        del cluster.objects.objects[ITSELF]

        await cluster.look()

        assert cluster.objects.writes() == []

    async def test_that_holds_what_it_may_not_is_told_once_and_not_touched(self):
        cluster = await Cluster().settle()
        cluster.change(ITSELF, spec={"size": "huge"})
        cluster.remove(SERVICE)

        outcomes = [await cluster.look(), await cluster.look()]

        assert [one.result for one in outcomes] == ["held", "held"]
        assert cluster.objects.writes() == [("status", BRIDGE, "demo")]
        assert cluster.degraded() == ("True", "InvalidSpec")
        assert cluster.status()["phase"] == "Degraded"

    async def test_waits_for_a_secret_that_people_make(self):
        external = {"mode": "external", "external": {"secretRef": {"name": "pg"}}}
        cluster = Cluster(postgres=external)

        assert (await cluster.look()).result == "retry"
        assert cluster.degraded() == ("True", "SecretNotFound")

        url = "postgresql://a:s@db.example/tone"
        cluster.people.secrets["pg"] = reference(**{"url": url, "owner-url": url})
        await cluster.settle()


class TestWhatSomebodyChanged:
    async def test_is_put_back_and_told(self):
        cluster = await Cluster().settle()
        cluster.change(SERVICE, spec={"selector": {"mine": "yes"}})

        await cluster.look()

        assert cluster.objects.writes()[0] == ("apply", "Service", "demo-gateway")
        (kind, reason, note) = cluster.people.told[-1]
        assert (kind, reason) == ("Normal", "DriftCorrected")
        assert "Service demo-gateway, changed by somebody" in note

    async def test_is_made_again_when_it_was_deleted(self):
        cluster = await Cluster().settle()
        cluster.remove(SERVICE)

        await cluster.look()

        assert cluster.objects.writes() == [("apply", "Service", "demo-gateway")]
        note = "made Service demo-gateway again, which somebody had deleted"
        assert cluster.people.told[-1] == ("Normal", "DriftCorrected", note)

    async def test_is_not_what_the_bridge_itself_wished_away_and_back(self):
        cluster = await Cluster().settle()
        for enabled in (False, True):
            cluster.change(ITSELF, spec={"postgres": {"backup": {"enabled": enabled}}})
            await cluster.look()

        assert ("apply", "CronJob", "demo-backup") in cluster.objects.writes()
        assert "DriftCorrected" not in {reason for _, reason, _ in cluster.people.told}

    async def test_over_and_over_is_left_alone_for_longer_and_longer(self):
        cluster = await Cluster().settle()
        repaired = 0
        for _ in range(150):
            cluster.change(SERVICE, spec={"selector": {"mine": "yes"}})
            outcome = await cluster.look()
            written = cluster.objects.writes()
            repaired += ("apply", "Service", "demo-gateway") in written
            cluster.clock.time += 0.8

        assert repaired <= 10
        assert outcome.result == "held"
        assert cluster.degraded() == ("True", "DriftConflict")

    async def test_over_and_over_is_forgotten_when_it_ends(self):
        cluster = await Cluster().settle()
        for _ in range(8):
            cluster.change(SERVICE, spec={"selector": {"mine": "yes"}})
            await cluster.look()
        cluster.clock.time += 1_000

        await cluster.look()
        assert (await cluster.look()).result == "quiet"

        assert cluster.degraded() == ("False", "AsExpected")


class TestAnObjectThatTheCacheDoesNotShow:
    async def test_is_asked_for_before_it_is_made(self):
        cluster = await Cluster().settle()
        cluster.store.remove(SERVICE, 10_000)

        assert (await cluster.look()).result == "quiet"

        assert cluster.objects.writes() == []

    async def test_is_left_alone_when_somebody_else_has_its_name(self):
        cluster = Cluster()
        cluster.objects.told = False
        cluster.objects.put(SERVICE, {"spec": {"mine": True}})
        cluster.objects.told = True

        for _ in range(6):
            outcome = await cluster.look()
            cluster.run_controllers()

        assert outcome.result == "retry"
        assert cluster.objects.objects[SERVICE]["spec"] == {"mine": True}
        assert cluster.degraded() == ("True", "NameTaken")

    async def test_is_not_taken_for_lost_data(self):
        cluster = await Cluster().settle()
        cluster.store.remove(SECRET, 10_000)

        assert (await cluster.look()).result == "quiet"

        assert cluster.degraded() == ("False", "AsExpected")

    async def test_is_reported_when_it_is_lost_indeed(self):
        cluster = await Cluster().settle()
        cluster.remove(SECRET)

        assert (await cluster.look()).result == "retry"

        assert cluster.degraded() == ("True", "DataLost")
        assert SECRET not in cluster.objects.objects


class TestARefusal:
    async def test_for_good_is_told_and_not_tried_again_until_the_bridge_is_edited(self):
        cluster = Cluster()
        cluster.objects.refusals["apply", "Service"] = 422

        results = [(await cluster.look()).result for _ in range(3)]
        tried = cluster.objects.writes().count(("apply", "Service", "demo-postgres"))

        assert results == ["held", "held", "held"]
        assert tried == 1
        assert cluster.degraded() == ("True", "Refused")
        assert ("Warning", "Refused") in {one[:2] for one in cluster.people.told}

    async def test_of_a_right_holds_nothing_else_back_and_ends_when_it_is_granted(self):
        cluster = Cluster()
        cluster.objects.refusals["apply", "Service"] = 403

        assert (await cluster.look()).result == "retry"
        assert cluster.degraded() == ("True", "Forbidden")
        assert Ref("StatefulSet", "tone", "demo-postgres") in cluster.objects.objects

        cluster.objects.refusals.clear()
        await cluster.settle()
        assert cluster.degraded() == ("False", "AsExpected")

    async def test_of_reading_one_kind_holds_that_object_alone(self):
        cluster = Cluster()
        cluster.objects.refusals["get", "NetworkPolicy"] = 403

        await cluster.look()

        kinds = {ref.kind for ref in cluster.objects.objects}
        assert "NetworkPolicy" not in kinds
        assert "Service" in kinds
        assert cluster.degraded() == ("True", "Forbidden")

    async def test_by_a_server_in_trouble_ends_the_look(self):
        cluster = Cluster()
        cluster.objects.refusals["apply", "ServiceAccount"] = 503

        with pytest.raises(Interrupted) as caught:
            await cluster.look()

        assert caught.value.cause.status == 503
        cluster.objects.refusals.clear()
        await cluster.settle()

    async def test_before_anything_was_done_says_so(self):
        cluster = Cluster()
        cluster.objects.refusals["status", BRIDGE] = 500

        with pytest.raises(Refused):
            await cluster.look()

    async def test_of_a_hand_over_keeps_the_replicas(self):
        fixed = {"replicas": 5, "autoscaling": {"enabled": False}}
        cluster = await Cluster(gateway=fixed).settle()
        cluster.objects.refusals["hand_over", "Deployment"] = 403
        cluster.change(ITSELF, spec={})

        await cluster.look()

        gateway = Ref("Deployment", "tone", "demo-gateway")
        assert ("apply", "Deployment", "demo-gateway") not in cluster.objects.writes()
        assert cluster.objects.objects[gateway]["spec"]["replicas"] == 5


class TestABridgeThatWasEditedMeanwhile:
    async def test_is_looked_at_anew(self):
        cluster = await Cluster().settle()
        cluster.objects.told = False
        cluster.change(ITSELF, spec={"suspend": True})
        cluster.objects.told = True
        cluster.run_controllers()
        cluster.change(
            Ref("Deployment", "tone", "demo-gateway"), status={**READY, "readyReplicas": 1}
        )

        with pytest.raises(Refused) as caught:
            await cluster.look()
        await cluster.look()

        assert caught.value.status == 409
        assert cluster.status()["phase"] == "Suspended"


async def test_an_operator_that_does_not_lead_writes_nothing():
    cluster = Cluster()
    cluster.objects.leads = False

    with pytest.raises(NotLeading):
        await cluster.look()

    assert cluster.objects.writes() == []
    assert set(cluster.objects.objects) == {ITSELF}


async def test_drawn_values_are_kept_when_the_answer_was_lost():
    cluster = Cluster()
    cluster.objects.told = False
    await cluster.look()
    kept = cluster.objects.objects[SECRET]["data"]
    cluster.objects.told = True
    cluster.objects.put(ITSELF, cluster.objects.objects[ITSELF])
    cluster.store.remove(SECRET, 10_000)

    await cluster.settle()

    assert cluster.objects.objects[SECRET]["data"] == kept
