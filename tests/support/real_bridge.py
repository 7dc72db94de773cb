"""Takes the steps that are decided, on a real API server, with pods that only say they run."""

from base64 import b64decode

from tests.cluster.api import MERGE
from tests.support.bridges import RELEASE

from tonebridge_operator.api.v1alpha1 import Status
from tonebridge_operator.decision import Surroundings, decide, to_draw
from tonebridge_operator.desired import Bridge, Key
from tonebridge_operator.desired.kinds import KINDS
from tonebridge_operator.desired.secrets import draw
from tonebridge_operator.observed import Observed
from tonebridge_operator.plan import Apply, Delete, HandOver

OURS = "app.kubernetes.io/managed-by=tonebridge-operator"
MINE, HAND_OVER = "tonebridge-operator", "tonebridge-handover"
APPLY = "application/apply-patch+yaml"
READY = [
    {"type": kind, "status": "True", "lastTransitionTime": "2026-01-01T00:00:00Z"}
    for kind in ("Ready", "ContainersReady", "Initialized", "PodScheduled")
]


class RealCluster:
    """One bridge in one namespace."""

    def __init__(self, api, namespace, uid):
        self.api = api
        self.namespace = namespace
        self.uid = uid
        self.status = Status()
        self.taken = []
        self._drawn = 0

    def bridge(self, spec, **fields):
        return Bridge(name="demo", namespace=self.namespace, uid=self.uid, spec=spec, **fields)

    def folder(self, kind):
        return f"{KINDS[kind].path}/namespaces/{self.namespace}/{KINDS[kind].plural}"

    def path(self, key):
        return f"{self.folder(key.kind)}/{key.name}"

    def get(self, kind, name):
        return self.api.request("GET", self.path(Key(kind, name))).body

    def observed(self):
        objects = {}
        for name, kind in KINDS.items():
            if kind.optional:
                continue
            query = {"labelSelector": OURS}
            listed = self.api.request("GET", self.folder(name), query=query).body["items"]
            for body in listed:
                body |= {"kind": name, "apiVersion": kind.api_version}
                objects[Key(name, body["metadata"]["name"])] = body
        return Observed(objects=objects)

    def reconcile(self, bridge):
        """Look once and take the steps; return them."""
        observed = self.observed()
        around = Surroundings(
            release=RELEASE,
            drawn={
                name: draw(purpose, password=self._password, signing_key=self._password)
                for name, purpose in to_draw(bridge, observed, self.status).items()
            },
        )
        decision = decide(bridge, observed, around, before=self.status, now="2026-01-01T00:00:00Z")
        for step in decision.plan.steps:
            self._take(step)
        self.status = decision.status
        self.taken += decision.plan.steps
        return decision.plan.steps

    def settle(self, bridge, *, rounds=60):
        """Reconcile while pods and Jobs get on, until all is settled and nothing is left to do."""
        for _ in range(rounds):
            steps = self.reconcile(bridge)
            moved = self.run_pods()
            if not steps and not moved and self.status.phase in {"Ready", "Suspended"}:
                return
        message = f"not settled: {self.status}"
        raise AssertionError(message)

    def run_pods(self):
        """Say of each pod that it runs, or that it has done its job; return how many did."""
        pods = f"/api/v1/namespaces/{self.namespace}/pods"
        moved = 0
        for pod in self.api.request("GET", pods).body["items"]:
            done = pod["metadata"]["labels"]["app.kubernetes.io/component"] == "jobs"
            phase = "Succeeded" if done else "Running"
            if pod.get("status", {}).get("phase") in {phase, "Failed"}:
                continue
            status = {"phase": phase} if done else {"phase": phase, "conditions": READY}
            path = f"{pods}/{pod['metadata']['name']}/status"
            self.api.request("PATCH", path, {"status": status}, content_type=MERGE)
            moved += 1
        return moved

    def secret(self, name):
        data = self.get("Secret", name)["data"]
        return {key: b64decode(text).decode() for key, text in data.items()}

    def _take(self, step):
        match step:
            case Apply(once=True, new=True):
                query = {"fieldManager": MINE}
                path = self.folder(step.key.kind)
                answer = self.api.request("POST", path, step.body, query=query)
            case Apply():
                answer = self._apply(step.key, step.body, MINE)
            case HandOver():
                kind = KINDS[step.key.kind].api_version
                body = {
                    "apiVersion": kind,
                    "kind": step.key.kind,
                    "metadata": {"name": step.key.name},
                    "spec": {"replicas": step.replicas},
                }
                answer = self._apply(step.key, body, HAND_OVER)
            case Delete():
                options = {
                    "propagationPolicy": "Background",
                    "preconditions": {"uid": step.uid, "resourceVersion": step.resource_version},
                }
                answer = self.api.request("DELETE", self.path(step.key), options)
        assert answer.ok, f"{step}: {answer.message}"

    def _apply(self, key, body, manager):
        query = {"fieldManager": manager, "force": "true", "fieldValidation": "Strict"}
        return self.api.request("PATCH", self.path(key), body, content_type=APPLY, query=query)

    def _password(self):
        self._drawn += 1
        return f"drawn-{self._drawn}"
