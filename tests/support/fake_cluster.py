"""A cluster in memory: a clock that never waits, and an API server that answers at once."""

import asyncio
from datetime import UTC, datetime, timedelta

import msgspec
from tests.support.bridges import merged

from tonebridge_operator.cluster.store import BRIDGE, Ref
from tonebridge_operator.errors import NotLeading, Refused

EPOCH = datetime(2026, 1, 1, tzinfo=UTC)


class FakeClock:
    """Sleeping takes no time, and moves the clock."""

    def __init__(self):
        self.time = 1000.0
        self.slept = []

    def now(self):
        return EPOCH + timedelta(seconds=self.time)

    def monotonic(self):
        return self.time

    async def sleep(self, seconds):
        self.slept.append(seconds)
        self.time += seconds
        await asyncio.sleep(0)


class FakeDraws:
    """What it draws can be told apart, and guessed."""

    def __init__(self):
        self.count = 0

    def password(self):
        self.count += 1
        return f"drawn-{self.count}"

    def signing_key(self):
        return self.password()


class FakeObjects:
    """Keeps objects as an API server does; refuses what it is told to."""

    def __init__(self, store):
        self.store = store
        self.objects = {}
        self.calls = []
        self.refusals = {}
        """Status by method and kind, such as `{("apply", "Service"): 403}`."""
        self.leads = True
        self.told = True
        """Whether what is written reaches the store by a watch."""
        self._version = 100

    async def get(self, ref):
        self.calls.append(("get", ref.kind, ref.name))
        self._refuse("get", ref.kind)
        body = self.objects.get(ref)
        return None if body is None else msgspec.json.encode(body)

    async def apply(self, namespace, step):
        ref = Ref(step.key.kind, namespace, step.key.name)
        self._write("apply", ref)
        if step.once and step.new and ref in self.objects:
            raise Refused("post", status=409, message="already exists")
        return self.put(ref, merged(self.objects.get(ref, {}), step.body))

    async def hand_over(self, namespace, step):
        ref = Ref(step.key.kind, namespace, step.key.name)
        self._write("hand_over", ref)
        return self.put(ref, self.objects[ref])

    async def delete(self, namespace, step):
        ref = Ref(step.key.kind, namespace, step.key.name)
        self._write("delete", ref)
        body = self.objects.pop(ref)
        self.store.remove(ref, int(body["metadata"]["resourceVersion"]))

    async def patch_status(self, bridge, version, status):
        ref = Ref(BRIDGE, *bridge)
        self._write("status", ref)
        body = self.objects[ref]
        if body["metadata"]["resourceVersion"] != version:
            raise Refused("patch", status=409, message="it has changed")
        return self.put(ref, {**body, "status": status})

    def put(self, ref, body):
        """Store an object as the API server would, and return it as it sends it."""
        self._version += 1
        known = self.objects.get(ref, {}).get("metadata", {})
        head = {"name": ref.name, "namespace": ref.namespace}
        metadata = {
            "uid": f"uid-{self._version}",
            "generation": 1,
            **head,
            **body.get("metadata", {}),
            **({"uid": known["uid"]} if known else {}),
            "resourceVersion": str(self._version),
        }
        self.objects[ref] = {**body, "metadata": metadata}
        data = msgspec.json.encode(self.objects[ref])
        if self.told:
            self.store.put(ref.kind, data)
        return data

    def _write(self, method, ref):
        if not self.leads:
            raise NotLeading
        self.calls.append((method, ref.kind, ref.name))
        self._refuse(method, ref.kind)

    def _refuse(self, method, kind):
        status = self.refusals.get((method, kind))
        if status:
            raise Refused(f"{method} {kind}", status=status, message=f"no {kind}")

    def writes(self):
        """Return what was written, and forget it."""
        found = [call for call in self.calls if call[0] != "get"]
        self.calls.clear()
        return found


class FakeConnection:
    """Answers requests by a function; a watch by a list of lines."""

    def __init__(self, answer=None):
        self.requests = []
        self._answer = answer
        self.watches = []
        """What the next watches say: lines, and at the end perhaps an error to raise."""

    async def send(self, request, *, timeout_s=5.0):
        self.requests.append(request)
        answer = self._answer(request)
        if isinstance(answer, Exception):
            raise answer
        return answer if isinstance(answer, bytes) else msgspec.json.encode(answer)

    async def lines(self, request):
        self.requests.append(request)
        for line in self.watches.pop(0):
            if isinstance(line, BaseException):
                raise line
            yield line if isinstance(line, bytes) else msgspec.json.encode(line)


def an_object(name, version, *, namespace="tone", instance="demo", uid="", owner=None, **more):
    """Return an object of a bridge, as the API server sends it."""
    labels = {
        "app.kubernetes.io/managed-by": "tonebridge-operator",
        "app.kubernetes.io/instance": instance,
    }
    metadata = {
        "name": name,
        "namespace": namespace,
        "resourceVersion": str(version),
        "labels": labels,
        "uid": uid or f"uid-of-{name}",
    }
    if owner:
        metadata["ownerReferences"] = [{"kind": "ToneBridge", "name": "demo", "uid": owner}]
    return {"metadata": metadata, **more}
