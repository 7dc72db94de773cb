"""An API server that answers what it was told to, and remembers what it was asked."""

from datetime import timedelta

import msgspec

from tonebridge_operator.errors import Refused, Unreachable

NAMESPACE = "tone"
INSIDE = f"namespaces/{NAMESPACE}"
BRIDGES = f"/apis/tonebridge.io/v1alpha1/{INSIDE}/tonebridges"
JOBS = f"/apis/batch/v1/{INSIDE}/jobs"
CRON_JOBS = f"/apis/batch/v1/{INSIDE}/cronjobs"
PODS = f"/api/v1/{INSIDE}/pods"


class Answers:
    """What has no answer is not there."""

    def __init__(self):
        self.answers = {}
        self.asked = []
        self.silent = False

    def on(self, path, *bodies, method="GET"):
        """Answer with each body in turn, and with the last one from then on."""
        self.answers[(method, path)] = list(bodies)

    def refuse(self, path, status, message="no", method="GET"):
        self.on(path, Refused(path, status=status, message=message), method=method)

    def written(self):
        return [(one.method, one.path, one.body) for one in self.asked if one.method != "GET"]

    async def send(self, request):
        self.asked.append(request)
        if self.silent:
            raise Unreachable(request.words, "no answer in time")
        bodies = self.answers.get((request.method, request.path), ())
        if not bodies and request.method == "GET":
            raise Refused(request.words, status=404, message="not found")
        body = bodies.pop(0) if len(bodies) > 1 else next(iter(bodies), {})
        if isinstance(body, Refused):
            raise body
        return body if isinstance(body, bytes) else msgspec.json.encode(body)


class PatientClock:
    """Time passes only where somebody waits."""

    def __init__(self, begin):
        self._begin = begin
        self._passed_s = 0.0

    def now(self):
        return self._begin + timedelta(seconds=self._passed_s)

    def monotonic(self):
        return self._passed_s

    async def sleep(self, seconds):
        self._passed_s += seconds


def items(*bodies, more=""):
    return {"metadata": {"continue": more}, "items": list(bodies)}


def a_bridge(name="demo", *, generation=2, spec=None, **status):
    return {
        "apiVersion": "tonebridge.io/v1alpha1",
        "kind": "ToneBridge",
        "metadata": {
            "name": name,
            "namespace": NAMESPACE,
            "uid": f"uid-{name}",
            "generation": generation,
        },
        "spec": spec or {},
        **({"status": status} if status else {}),
    }


def condition(kind, status, message="", reason="Because"):
    return {
        "type": kind,
        "status": status,
        "observedGeneration": 2,
        "lastTransitionTime": "2026-01-31T08:00:00Z",
        "reason": reason,
        "message": message,
    }


RUNNING = {
    "observedGeneration": 2,
    "phase": "Ready",
    "conditions": [condition("Available", "True", "2 of at least 2 gateways answer")],
    "gateway": {"replicas": 2, "ready": 2},
    "workers": {"replicas": 1, "ready": 1},
    "version": {"current": "tonebridge:1", "target": "tonebridge:1"},
    "inventory": [{"kind": "Deployment", "name": "demo-gateway"}],
}
