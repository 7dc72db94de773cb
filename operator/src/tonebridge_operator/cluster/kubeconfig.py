"""What a person's kubeconfig says besides where the API server is."""

import os
from pathlib import Path

from kubernetes.aio.config import ConfigException, list_kube_config_contexts

FALLBACK = "default"
IN_POD = Path("/var/run/secrets/kubernetes.io/serviceaccount/namespace")


def namespace_of(kubeconfig: str, context: str) -> str:
    """Return the namespace of a context; empty names: the usual file, the current context.

    In a pod without a kubeconfig it is the pod's.
    """
    if not kubeconfig and not context and "KUBERNETES_SERVICE_HOST" in os.environ:
        return IN_POD.read_text(encoding="utf-8") if IN_POD.is_file() else FALLBACK
    try:
        contexts, current = list_kube_config_contexts(kubeconfig or None)  # type: ignore[no-untyped-call]
    except (ConfigException, OSError):
        return FALLBACK
    found = next((one for one in contexts if one["name"] == context), current)
    return str(found["context"].get("namespace") or FALLBACK)
