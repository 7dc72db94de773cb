"""Reads and writes objects, one at a time; nothing is written unless this operator leads."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Final

import msgspec
from msgspec import Struct

from tonebridge_operator.api.crd import GROUP, PLURAL, VERSION
from tonebridge_operator.cluster.connection import Connection, Query, Request
from tonebridge_operator.cluster.limit import Limit
from tonebridge_operator.cluster.store import BRIDGE, BridgeKey, Ref
from tonebridge_operator.desired.bridge import OPERATOR
from tonebridge_operator.desired.kinds import KINDS
from tonebridge_operator.desired.manifest import Body
from tonebridge_operator.errors import NotLeading, Refused
from tonebridge_operator.measures import REQUESTS
from tonebridge_operator.plan import Apply, Delete, HandOver

HAND_OVER: Final = "tonebridge-handover"
"""Field manager that holds `spec.replicas` until an autoscaler has written it."""
APPLY = "application/apply-patch+yaml"
MERGE = "application/merge-patch+json"
EVENTS = "/apis/events.k8s.io/v1"


def collection(kind: str, namespace: str) -> str:
    """Return the path of a kind, in one namespace or, where that is empty, in all."""
    inside = f"/namespaces/{namespace}" if namespace else ""
    if kind == BRIDGE:
        return f"/apis/{GROUP}/{VERSION}{inside}/{PLURAL}"
    return f"{KINDS[kind].path}{inside}/{KINDS[kind].plural}"


class _Scale(Struct):
    replicas: int | None = None


class _Scaled(Struct):
    spec: _Scale


class Objects:
    """The objects of the cluster, as the operator may change them."""

    def __init__(self, connection: Connection, limit: Limit, leads: Callable[[], bool]) -> None:
        self._connection = connection
        self._limit = limit
        self._leads = leads

    async def get(self, ref: Ref) -> bytes | None:
        """Return an object as it is now, or None.

        Raises:
            Refused: not allowed, or the server is in trouble.
            Unreachable: no answer.
        """
        try:
            return await self._ask(ref.kind, Request(path=_path(ref)))
        except Refused as error:
            if error.status == HTTPStatus.NOT_FOUND:
                return None
            raise

    async def apply(self, namespace: str, step: Apply) -> bytes:
        """Have an object be as it should, and return what it is then.

        Raises:
            NotLeading: another operator may be at work.
            Refused: not allowed, not valid, or it exists although it was to be new.
            Unreachable: no answer; it may have been done.
        """
        if step.once and step.new:
            path = collection(step.key.kind, namespace)
            request = Request(method="POST", path=path, query=_by(OPERATOR), body=step.body)
            return await self._write(step.key.kind, request)
        ref = Ref(step.key.kind, namespace, step.key.name)
        return await self._apply(ref, step.body, OPERATOR)

    async def hand_over(self, namespace: str, step: HandOver) -> bytes:
        """Have `spec.replicas` owned by the manager for hand-overs, at what it is now.

        What an autoscaler did in the meantime stands: the number is read just before.

        Raises:
            NotLeading, Refused, Unreachable: as `apply`.
        """
        ref = Ref(step.key.kind, namespace, step.key.name)
        live = await self.get(ref)
        now = None if live is None else msgspec.json.decode(live, type=_Scaled).spec.replicas
        body: Body = {
            "apiVersion": KINDS[step.key.kind].api_version,
            "kind": step.key.kind,
            "metadata": {"name": step.key.name, "namespace": namespace},
            "spec": {"replicas": step.replicas if now is None else now},
        }
        return await self._apply(ref, body, HAND_OVER)

    async def delete(self, namespace: str, step: Delete) -> None:
        """Delete an object, if it is still the one that was seen; that it is gone is fine.

        Raises:
            NotLeading, Refused, Unreachable: as `apply`; 409: it has changed.
        """
        ref = Ref(step.key.kind, namespace, step.key.name)
        options = {
            "propagationPolicy": "Background",
            "preconditions": {"uid": step.uid, "resourceVersion": step.resource_version},
        }
        try:
            request = Request(method="DELETE", path=_path(ref), body=options)
            await self._write(ref.kind, request)
        except Refused as error:
            if error.status != HTTPStatus.NOT_FOUND:
                raise

    async def patch_status(self, bridge: BridgeKey, version: str, status: object) -> bytes:
        """Write a bridge's status, if the bridge is still at this version, and return it.

        Raises:
            NotLeading, Refused, Unreachable: as `apply`; 409: it has changed.
        """
        path = f"{_path(Ref(BRIDGE, *bridge))}/status"
        body = {"metadata": {"resourceVersion": version}, "status": status}
        query = (("fieldManager", OPERATOR),)
        request = Request(method="PATCH", path=path, query=query, body=body, content_type=MERGE)
        return await self._write(BRIDGE, request)

    async def record(self, event: Body) -> None:
        """Store an Event; one of this name is replaced in its `series` and `note`.

        Raises:
            NotLeading, Refused, Unreachable: as `apply`.
        """
        metadata = event["metadata"]
        path = f"{EVENTS}/namespaces/{metadata['namespace']}/events"
        if "series" not in event:
            await self._write("Event", Request(method="POST", path=path, body=event))
            return
        path, patch = f"{path}/{metadata['name']}", {"series": event["series"]}
        request = Request(method="PATCH", path=path, body=patch, content_type=MERGE)
        await self._write("Event", request)

    async def _apply(self, ref: Ref, body: Body, manager: str) -> bytes:
        query = (*_by(manager), ("force", "true"))
        path = _path(ref)
        request = Request(method="PATCH", path=path, query=query, body=body, content_type=APPLY)
        return await self._write(ref.kind, request)

    async def _write(self, kind: str, request: Request) -> bytes:
        return await self._ask(kind, request, fenced=True)

    async def _ask(self, kind: str, request: Request, *, fenced: bool = False) -> bytes:
        code = 0
        async with self._limit.permit():
            if fenced and not self._leads():
                raise NotLeading
            try:
                answer = await self._connection.send(request)
                code = HTTPStatus.OK
            except Refused as error:
                code = error.status
                if error.retry_after_s:
                    self._limit.pause(error.retry_after_s)
                raise
            finally:
                REQUESTS.labels(request.method, kind, str(int(code))).inc()
        return answer


def _by(manager: str) -> Query:
    """Return the query of a write that knows every field of its object."""
    return (("fieldManager", manager), ("fieldValidation", "Strict"))


def _path(ref: Ref) -> str:
    return f"{collection(ref.kind, ref.namespace)}/{ref.name}"
