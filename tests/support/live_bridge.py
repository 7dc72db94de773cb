"""A bridge named demo that a running operator looks after, on a real API server without nodes."""

import json
import threading
import time

from tests.cluster.api import MERGE, POLL_S
from tests.support.bridges import RELEASE
from tests.support.real_bridge import RealCluster

from tonebridge_operator.decision import Surroundings, decide
from tonebridge_operator.desired import Key
from tonebridge_operator.observed import is_going
from tonebridge_operator.stored import read

GROUP_VERSION = "/apis/tonebridge.io/v1alpha1"
WRITES = ("create", "update", "patch", "delete", "deletecollection")
QUIET_S = 3.0
NOT_WORK = ("leases", "events")
"""Writes that are no change of a bridge or its objects."""


class LiveBridge:
    """The bridge, its objects, and what the operator wrote."""

    def __init__(self, plane, namespace):
        self.plane = plane
        self.api = plane.api()
        self.namespace = namespace
        self.path = f"{GROUP_VERSION}/namespaces/{namespace}/tonebridges/demo"
        self.cluster = None

    def create(self, **spec):
        body = {
            "apiVersion": "tonebridge.io/v1alpha1",
            "kind": "ToneBridge",
            "metadata": {"name": "demo"},
            "spec": spec,
        }
        made = self.api.request("POST", self.path.rpartition("/")[0], body)
        assert made.ok, made.message
        self.cluster = RealCluster(self.api, self.namespace, made.body["metadata"]["uid"])

    def edit(self, **spec):
        answer = self.api.request("PATCH", self.path, {"spec": spec}, content_type=MERGE)
        assert answer.ok, answer.message

    def delete(self):
        assert self.api.request("DELETE", self.path).ok

    def stored(self):
        return self.api.request("GET", self.path).body

    def status(self):
        return self.stored().get("status", {})

    def conditions(self):
        return {
            one["type"]: (one["status"], one["reason"])
            for one in self.status().get("conditions", ())
        }

    def get(self, kind, name):
        answer = self.api.request("GET", self.cluster.path(Key(kind, name)))
        return answer.body if answer.ok else None

    def change(self, kind, name, body):
        path = self.cluster.path(Key(kind, name))
        query = {"fieldManager": "somebody-else"}
        answer = self.api.request("PATCH", path, body, content_type=MERGE, query=query)
        assert answer.ok, answer.message

    def remove(self, kind, name):
        assert self.api.request("DELETE", self.cluster.path(Key(kind, name))).ok

    def there(self):
        """Return the objects that are there, but for those on their way out."""
        objects = self.cluster.observed().objects
        return {key for key, body in objects.items() if not is_going(body)}

    def until(self, holds, *, timeout_s=60.0):
        """Wait until something holds, while pods get on; return what it returned.

        Raises:
            TimeoutError: it never did.
        """
        pause = threading.Event()
        end = time.monotonic() + timeout_s
        while time.monotonic() < end:
            if self.cluster is not None:
                self.cluster.run_pods()
            if found := holds():
                return found
            pause.wait(POLL_S)
        message = f"not in {timeout_s:g} s: {json.dumps(self.status())}; {self.writes()[-9:]}"
        raise TimeoutError(message)

    def settled(self, phase="Ready"):
        """Tell whether the status speaks of the spec as it is, and in this phase."""
        stored = self.stored()
        status = stored.get("status", {})
        current = status.get("observedGeneration") == stored["metadata"]["generation"]
        return current and status.get("phase") == phase

    def settle(self, phase="Ready", *, timeout_s=60.0):
        self.until(lambda: self.settled(phase), timeout_s=timeout_s)

    def writes(self, *, with_leases=False):
        """Return what the operator wrote in the namespace, by the API server's audit log."""
        found = []
        for line in self.plane.audit_log.read_bytes().splitlines():
            entry = json.loads(line)
            ref = entry.get("objectRef", {})
            ours = entry["user"]["username"] == "operator"
            if not ours or ref.get("namespace") != self.namespace or entry["verb"] not in WRITES:
                continue
            if ref["resource"] in NOT_WORK and not with_leases:
                continue
            code = entry["responseStatus"]["code"]
            found.append(f"{entry['verb']} {ref['resource']}/{ref.get('name', '')} {code}")
        return found

    def ends_well(self, operator, *, image="r.example/tb:1.0"):
        """Wait for the bridge to be as wished; nothing is missing, left over, or written then."""
        self.settle()
        self.until(self.is_done, timeout_s=30.0)
        assert self.quiet(QUIET_S) == []
        recorded = {(one["kind"], one["name"]) for one in self.status()["inventory"]}
        there = {tuple(key) for key in self.there()}
        assert recorded <= there
        assert {kind for kind, _ in there - recorded} <= {"PersistentVolumeClaim"}
        assert sum(kind == "Job" for kind, _ in recorded) == 1
        assert self.status()["version"]["current"] == image
        assert operator.troubles() == []

    def decided(self):
        """Return what a fresh look at the bridge comes to, and the status that it has."""
        bridge, before = read(self.stored())
        around = Surroundings(release=RELEASE)
        observed = self.cluster.observed()
        return decide(bridge, observed, around, before=before, now="now"), before

    def still_to_do(self):
        """Return the steps that a fresh look finds, and what it finds to be the matter."""
        decision, _ = self.decided()
        return decision.plan.steps, decision.problems

    def is_done(self):
        """Tell whether nothing is left to do, nor to say."""
        decision, before = self.decided()
        return decision.plan.steps == () == decision.problems and decision.status == before

    def events(self):
        """Return the reasons and notes of the operator's Events."""
        path = f"/apis/events.k8s.io/v1/namespaces/{self.namespace}/events"
        items = self.api.request("GET", path).body["items"]
        return [
            (one["reason"], one["note"])
            for one in items
            if one.get("reportingController") == "tonebridge.io/operator"
        ]

    def quiet(self, seconds):
        """Wait for so long and return what was written meanwhile."""
        before = len(self.writes())
        threading.Event().wait(seconds)
        return self.writes()[before:]
