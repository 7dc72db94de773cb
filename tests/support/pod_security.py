"""The pod security standard `restricted` (Kubernetes 1.36), as far as pods here can break it."""

VOLUMES = {
    "configMap",
    "csi",
    "downwardAPI",
    "emptyDir",
    "ephemeral",
    "persistentVolumeClaim",
    "projected",
    "secret",
}


def pod_specs(body):
    """Return the pod spec in an object, in a list; empty if it has none."""
    match body["kind"]:
        case "Deployment" | "StatefulSet" | "Job":
            return [body["spec"]["template"]["spec"]]
        case "CronJob":
            return [body["spec"]["jobTemplate"]["spec"]["template"]["spec"]]
        case _:
            return []


def violations(pod):
    """Return what the standard forbids, in words; nothing: the pod is admitted."""
    found = [
        f"{field} is set" for field in ("hostNetwork", "hostPID", "hostIPC") if pod.get(field)
    ]
    whole = pod.get("securityContext", {})
    for volume in pod.get("volumes", ()):
        (kind,) = set(volume) - {"name"}
        if kind not in VOLUMES:
            found.append(f"volume {volume['name']} is a {kind}")
    if whole.get("sysctls"):
        found.append("sysctls are set")
    for container in [*pod["containers"], *pod.get("initContainers", ())]:
        own = {**whole, **container.get("securityContext", {})}
        name = container["name"]
        found += [f"{name} {what}" for what in _forbidden(own)]
        if any(port.get("hostPort") for port in container.get("ports", ())):
            found.append(f"{name} has a host port")
    return found


def _forbidden(context):
    """Yield what a container's security context must not say, the pod's merged into it."""
    capabilities = context.get("capabilities", {})
    if context.get("allowPrivilegeEscalation") is not False:
        yield "may escalate privileges"
    if context.get("privileged"):
        yield "is privileged"
    if "ALL" not in capabilities.get("drop", ()):
        yield "keeps capabilities"
    if set(capabilities.get("add", ())) - {"NET_BIND_SERVICE"}:
        yield "adds capabilities"
    if not context.get("runAsNonRoot") or context.get("runAsUser") == 0:
        yield "may run as root"
    if context.get("seccompProfile", {}).get("type") not in {"RuntimeDefault", "Localhost"}:
        yield "has no seccomp profile"
