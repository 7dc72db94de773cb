"""A bridge as the API server stores it, read."""

import msgspec

from tonebridge.domain.errors import InvalidField
from tonebridge_operator.api.v1alpha1 import Status, ToneBridge
from tonebridge_operator.desired.bridge import Bridge
from tonebridge_operator.desired.manifest import Body
from tonebridge_operator.observed import value
from tonebridge_operator.problems import RECREATE


def read(body: Body) -> tuple[Bridge, Status]:
    """Return a bridge and the status that was written last.

    Raises:
        InvalidField: it holds what the API server refuses today: it was stored under an older
            schema, or while rules were switched off.
    """
    metadata = body["metadata"]
    try:
        stored = msgspec.convert(body, ToneBridge)
    except msgspec.ValidationError as error:
        reason, _, path = str(error).partition(" - at ")
        field = path.strip("`").removeprefix("$.") or "spec"
        raise InvalidField(field, reason) from None
    allowed = value(metadata, "annotations", default={}).get(RECREATE, "")
    bridge = Bridge(
        name=metadata["name"],
        namespace=metadata["namespace"],
        uid=metadata["uid"],
        generation=metadata.get("generation", 1),
        spec=stored.spec,
        recreate=frozenset(name.strip() for name in allowed.split(",") if name.strip()),
    )
    return bridge, stored.status or Status()
