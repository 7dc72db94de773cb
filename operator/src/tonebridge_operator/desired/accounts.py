"""As whom the pods run: an account that may do nothing."""

from tonebridge_operator.desired.bridge import Bridge
from tonebridge_operator.desired.manifest import Manifest, Wave


def account(bridge: Bridge) -> Manifest:
    """Return the ServiceAccount of every pod: no pod of a bridge talks to the API server."""
    body = bridge.object("ServiceAccount", bridge.name, "platform")
    return Manifest(wave=Wave.FOUNDATION, body={**body, "automountServiceAccountToken": False})
