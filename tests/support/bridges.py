"""Bridges, and a cluster that is a dictionary: it stores, fills in defaults, and runs pods."""

import copy
from base64 import b64decode, b64encode

from hypothesis import strategies as st

from tonebridge_operator.api.v1alpha1 import Spec, Status
from tonebridge_operator.api.v1alpha1.data import (
    Backup,
    CloudNativePG,
    ExternalPostgres,
    ExternalRedis,
    Postgres,
    Redis,
)
from tonebridge_operator.api.v1alpha1.exposure import Ingress, ParentGateway
from tonebridge_operator.api.v1alpha1.processes import (
    Gateway,
    GatewayAutoscaling,
    Resources,
    WorkerAutoscaling,
    Workers,
)
from tonebridge_operator.api.v1alpha1.spec import NetworkPolicy, Observability
from tonebridge_operator.api.v1alpha1.values import SecretRef
from tonebridge_operator.decision import Surroundings, decide, to_draw
from tonebridge_operator.desired import Bridge, Given, Key, Release
from tonebridge_operator.desired.kinds import KINDS
from tonebridge_operator.desired.secrets import draw, names
from tonebridge_operator.desired.sources import needed_references, read_reference
from tonebridge_operator.observed import Observed
from tonebridge_operator.plan import Apply, Delete, HandOver

RELEASE = Release(
    image="r.example/tb:1.0", postgres_image="r.example/pg:1", redis_image="r.example/vk:1"
)
OPTIONAL = frozenset(name for name, kind in KINDS.items() if kind.optional)
URLS = {
    "url": "postgresql://app:s@db.example:6432/tone",
    "owner-url": "postgresql://owner:s@db.example/tone",
}
EXTERNAL = Spec(
    postgres=Postgres(mode="external", external=ExternalPostgres(secret_ref=SecretRef(name="pg"))),
    redis=Redis(mode="external", external=ExternalRedis(secret_ref=SecretRef(name="vk"))),
)


def a_bridge(spec=None, **fields):
    """Return a bridge named demo."""
    found = {"name": "demo", "namespace": "tone", "uid": "bridge-1", **fields}
    return Bridge(spec=spec or Spec(), **found)


def reference(**values):
    return read_reference({key: b64encode(text.encode()).decode() for key, text in values.items()})


def references_for(bridge):
    """Return the Secrets that people would have made."""
    whole = {**URLS, "writer-url": URLS["url"]}
    return {
        name: reference(**{key: whole[key] for key in keys})
        for name, keys in needed_references(bridge).items()
    }


def given_for(bridge, **fields):
    """Return what a render stands on, with everything there."""
    found = {
        "release": RELEASE,
        "served": frozenset(),
        "secrets": {
            name: draw(purpose, password=lambda: "pass-word", signing_key=lambda: "PEM")
            for name, purpose in names(bridge).items()
        },
        "references": references_for(bridge),
        "image": bridge.target_image(RELEASE),
        "database": "volume-1",
        "workers": 1,
    }
    return Given(**{**found, **fields})


class Cluster:
    """Keeps objects as an API server does, and has controllers that finish at once."""

    def __init__(self, *, served=frozenset(), works=True):
        self.objects = {}
        self.served = served
        self.works = works
        self.broken_images = set()
        self.status = Status()
        self.writes = []
        self._count = 0

    def observed(self):
        return Observed(objects=copy.deepcopy(self.objects))

    def surroundings(self, bridge, **fields):
        needed = to_draw(bridge, self.observed(), self.status)
        drawn = {
            name: draw(purpose, password=self._next, signing_key=self._next)
            for name, purpose in needed.items()
        }
        found = {
            "release": RELEASE,
            "served": self.served,
            "drawn": drawn,
            "references": references_for(bridge),
        }
        return Surroundings(**{**found, **fields})

    def decide(self, bridge, **fields):
        around = self.surroundings(bridge, **fields)
        return decide(bridge, self.observed(), around, before=self.status, now=f"t{self._count}")

    def reconcile(self, bridge, *, die_after=None, **fields):
        """Look once and take the steps; with `die_after`, no more writes than that."""
        left = [die_after if die_after is not None else 10_000]
        decision = self.decide(bridge, **fields)
        if decision.record_first and decision.status != self.status:
            if not self._may_write(left):
                return decision
            self.status = decision.status
            self.writes.append("status")
        for step in decision.plan.steps:
            if not self._may_write(left):
                return decision
            self.take(step)
        if decision.status != self.status and self._may_write(left):
            self.status = decision.status
            self.writes.append("status")
        return decision

    def settle(self, bridge, *, rounds=12, **fields):
        """Reconcile and let controllers work until nothing is left to do; return how often."""
        for number in range(rounds):
            before = len(self.writes)
            self.run_controllers()
            self.reconcile(bridge, **fields)
            if len(self.writes) == before:
                return number
        message = f"still writing after {rounds} rounds: {self.writes[-8:]}"
        raise AssertionError(message)

    def take(self, step):
        """Do what a step says."""
        self.writes.append(f"{type(step).__name__} {step.key.kind}/{step.key.name}")
        match step:
            case Apply():
                self._apply(step)
            case HandOver():
                assert self.objects[step.key]["spec"]["replicas"] == step.replicas
                self.objects[step.key]["handed over"] = True
            case Delete():
                assert self.objects[step.key]["metadata"]["uid"] == step.uid
                del self.objects[step.key]

    def _apply(self, step):
        live = self.objects.get(step.key)
        if live is not None and step.once:
            message = f"{step.key} exists already"
            raise AssertionError(message)
        if live is None:
            live = {"metadata": {"uid": self._next(), "generation": 0}}
            self.objects[step.key] = live
        owned_replicas = "replicas" in live.get("spec", {}) and not live.get("handed over")
        changed = merged(live.get("spec"), step.body.get("spec")) != live.get("spec")
        dropped = step.key.kind == "Deployment" and "replicas" not in step.body["spec"]
        for name, value in step.body.items():
            live[name] = merged(live.get(name), value) if name in {"metadata", "spec"} else value
        if dropped and owned_replicas:
            live["spec"]["replicas"] = 1  # what Kubernetes does when the only owner lets go
        if changed:
            live["metadata"]["generation"] += 1
        live["metadata"]["resourceVersion"] = self._next()

    def run_controllers(self):
        """Let pods be ready and Jobs be complete, where they can."""
        for key, body in self.objects.items():
            works = self.works and not any(
                image in str(body.get("spec")) for image in self.broken_images
            )
            match key.kind:
                case "Deployment" | "StatefulSet" if works:
                    number = body["spec"].get("replicas", 1)
                    body["status"] = {
                        "observedGeneration": body["metadata"]["generation"],
                        "replicas": number,
                        "readyReplicas": number,
                        "updatedReplicas": number,
                    }
                case "Job" if works:
                    body["status"] = {"conditions": [{"type": "Complete", "status": "True"}]}
                case "Job" if self.works:
                    failed = {
                        "type": "Failed",
                        "status": "True",
                        "message": "BackoffLimitExceeded",
                    }
                    body["status"] = {"conditions": [failed]}
                case "Cluster":
                    body["status"] = {"readyInstances": 1}

    def secret(self, name):
        return {
            key: b64decode(text).decode()
            for key, text in self.objects[Key("Secret", name)]["data"].items()
        }

    def _may_write(self, left):
        left[0] -= 1
        return left[0] >= 0

    def _next(self):
        self._count += 1
        return f"n{self._count}"


def merged(live, wanted):
    """Return what a server-side apply leaves: wanted fields as wanted, others as they were."""
    if isinstance(live, dict) and isinstance(wanted, dict):
        return {**live, **{name: merged(live.get(name), value) for name, value in wanted.items()}}
    return copy.deepcopy(wanted)


def _resources():
    return st.builds(
        Resources,
        cpu=st.sampled_from([None, "500m", 2, "0.5"]),
        memory=st.sampled_from([None, "512Mi", "1Gi", "700M"]),
    )


def _gateways():
    bounds = st.tuples(st.integers(1, 100), st.integers(1, 100)).map(sorted)
    scaled = bounds.map(lambda b: GatewayAutoscaling(min_replicas=b[0], max_replicas=b[1]))
    fixed = st.just(GatewayAutoscaling(enabled=False))
    return st.one_of(
        st.builds(Gateway, autoscaling=scaled, resources=_resources()),
        st.builds(Gateway, autoscaling=fixed, replicas=st.integers(0, 100)),
    )


def _workers():
    bounds = st.tuples(st.integers(1, 100), st.integers(1, 100)).map(sorted)
    scaled = bounds.map(lambda b: WorkerAutoscaling(min_replicas=b[0], max_replicas=b[1]))
    fixed = st.just(WorkerAutoscaling(enabled=False))
    return st.one_of(
        st.builds(Workers, autoscaling=scaled, concurrency=st.integers(1, 64)),
        st.builds(Workers, autoscaling=fixed, replicas=st.integers(0, 100)),
    )


def _ingresses():
    hosts = st.sampled_from([("a.example",), ("a.example", "b.example")])
    return st.one_of(
        st.just(Ingress()),
        st.builds(
            Ingress,
            kind=st.just("Ingress"),
            hosts=hosts,
            tls_secret_name=st.sampled_from([None, "tls"]),
        ),
        st.builds(
            Ingress,
            kind=st.just("HTTPRoute"),
            hosts=hosts,
            gateway=st.just(ParentGateway(name="front")),
        ),
    )


SPECS = st.builds(
    Spec,
    size=st.sampled_from(["small", "medium", "large", "xlarge"]),
    image=st.sampled_from(["", "r.example/tb:2.0", "r.example/tb@sha256:" + "a" * 64]),
    deletion_policy=st.sampled_from(["Retain", "Delete"]),
    gateway=_gateways(),
    workers=_workers(),
    postgres=st.sampled_from(
        [
            Postgres(),
            Postgres(backup=Backup(enabled=False), storage="20Gi", storage_class_name="fast"),
            Postgres(mode="cnpg", cnpg=CloudNativePG(instances=3)),
            EXTERNAL.postgres,
        ]
    ),
    redis=st.sampled_from([Redis(), EXTERNAL.redis]),
    ingress=_ingresses(),
    network_policy=st.builds(NetworkPolicy, enabled=st.booleans()),
    observability=st.builds(Observability, service_monitor=st.sampled_from(["auto", "disabled"])),
)
"""Specs that the API server accepts."""
