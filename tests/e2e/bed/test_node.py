"""The level 2 bed is a real cluster: pods run, find each other, are measured and scaled."""

import json
import subprocess
from pathlib import Path

import pytest
from tests.cluster import beds, cgroups, folders, images
from tests.cluster.binaries import binary
from tests.cluster.node import Node

NAMESPACE = "bed"
IMAGE = "localhost/tonebridge/bed-test:latest"
DOCKERFILE = """\
ARG BASE_IMAGE=python:3.13-slim-bookworm
FROM ${BASE_IMAGE}
COPY answer.py /answer.py
ENTRYPOINT ["python3", "/answer.py"]
"""
ANSWER = """\
import http.server

class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        total = sum(n * n for n in range(200_000 if self.path == "/work" else 1))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"here")

http.server.ThreadingHTTPServer(("", 8080), Answer).serve_forever()
"""
ASK = """\
import socket, sys, time, urllib.parse, urllib.request
url = urllib.parse.urlsplit(sys.argv[1])
for _ in range(100):  # kube-proxy hears of a ready pod a moment after everyone else
    try:
        socket.create_connection((url.hostname, url.port or 80), timeout=5).close()
        break
    except OSError:
        time.sleep(0.1)
for _ in range(int(sys.argv[2])):
    print(urllib.request.urlopen(url.geturl(), timeout=20).read().decode(), flush=True)
"""
SYSTEM_FOLDERS = (
    "/etc/cni/net.d",
    "/opt/cni",
    "/opt/containerd",
    "/run/containerd",
    "/run/netns",
    "/run/runc",
    "/var/lib/cni",
    "/var/lib/containerd",
    "/var/lib/kubelet",
    "/var/log/containers",
    "/var/log/pods",
)
"""Where a node writes unless it is kept from it."""
RESTRICTED = {
    "runAsNonRoot": True,
    "runAsUser": 65532,
    "seccompProfile": {"type": "RuntimeDefault"},
}
CONFINED = {
    "allowPrivilegeEscalation": False,
    "capabilities": {"drop": ["ALL"]},
    "readOnlyRootFilesystem": True,
}


@pytest.fixture(scope="module")
def kubectl(node):
    def run(*words, given=None):
        config = f"--kubeconfig={node.control_plane.kubeconfig()}"
        done = subprocess.run(
            [str(binary("kubectl")), config, f"--namespace={NAMESPACE}", *words],
            input=given,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


@pytest.fixture(scope="module")
def answering(node, kubectl, tmp_path_factory):
    """A Deployment behind a Service, from an image built here."""
    context = tmp_path_factory.mktemp("image")
    (context / "Dockerfile").write_text(DOCKERFILE)
    (context / "answer.py").write_text(ANSWER)
    images.base()
    node.load(images.build(context, IMAGE, arguments=(f"BASE_IMAGE={images.BASE}",)))
    for manifest in (namespace(), deployment(), service(), autoscaler()):
        kubectl("apply", "-f", "-", given=json.dumps(manifest))
    kubectl("rollout", "status", "deployment/answer", "--timeout=60s")
    return node


def namespace():
    labels = {"pod-security.kubernetes.io/enforce": "restricted"}
    return {
        "apiVersion": "v1",
        "kind": "Namespace",
        "metadata": {"name": NAMESPACE, "labels": labels},
    }


def pod_spec(name, **container):
    return {
        "automountServiceAccountToken": False,
        "securityContext": RESTRICTED,
        "terminationGracePeriodSeconds": 1,
        "containers": [
            {
                "name": name,
                "image": IMAGE,
                "imagePullPolicy": "IfNotPresent",
                "securityContext": CONFINED,
                **container,
            }
        ],
    }


def deployment():
    container = pod_spec(
        "answer",
        ports=[{"containerPort": 8080}],
        readinessProbe={"httpGet": {"path": "/", "port": 8080}, "periodSeconds": 1},
        resources={"requests": {"cpu": "100m", "memory": "64Mi"}, "limits": {"memory": "64Mi"}},
    )
    return {
        "apiVersion": "apps/v1",
        "kind": "Deployment",
        "metadata": {"name": "answer"},
        "spec": {
            "selector": {"matchLabels": {"app": "answer"}},
            "template": {"metadata": {"labels": {"app": "answer"}}, "spec": container},
        },
    }


def service():
    return {
        "apiVersion": "v1",
        "kind": "Service",
        "metadata": {"name": "answer"},
        "spec": {"selector": {"app": "answer"}, "ports": [{"port": 80, "targetPort": 8080}]},
    }


def autoscaler():
    target = {"apiVersion": "apps/v1", "kind": "Deployment", "name": "answer"}
    utilization = {"type": "Utilization", "averageUtilization": 70}
    return {
        "apiVersion": "autoscaling/v2",
        "kind": "HorizontalPodAutoscaler",
        "metadata": {"name": "answer"},
        "spec": {
            "scaleTargetRef": target,
            "minReplicas": 1,
            "maxReplicas": 3,
            "metrics": [{"type": "Resource", "resource": {"name": "cpu", "target": utilization}}],
        },
    }


def asking(name, address, times=1):
    """A pod that asks an address so often, one request after the other."""
    return {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {"name": name},
        "spec": {
            **pod_spec("ask", command=["python3", "-c", ASK, address, str(times)]),
            "restartPolicy": "Never",
        },
    }


def claim():
    return {
        "apiVersion": "v1",
        "kind": "PersistentVolumeClaim",
        "metadata": {"name": "data"},
        "spec": {
            "accessModes": ["ReadWriteOnce"],
            "resources": {"requests": {"storage": "1Gi"}},
        },
    }


def writing(name):
    """A pod that adds a line to a file on the claimed volume, and prints the file."""
    program = "open('/data/log', 'a').write('line\\n'); print(open('/data/log').read(), end='')"
    mount = {"name": "data", "mountPath": "/data"}
    spec = pod_spec("write", command=["python3", "-c", program], volumeMounts=[mount])
    volume = {"name": "data", "persistentVolumeClaim": {"claimName": "data"}}
    return {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {"name": name},
        "spec": {**spec, "volumes": [volume], "restartPolicy": "Never"},
    }


def finished(node, kubectl, manifest):
    """Run a pod to its end; return how it ended and what it printed."""
    name = manifest["metadata"]["name"]
    kubectl("apply", "-f", "-", given=json.dumps(manifest))
    ended = node.control_plane.api().wait_for(
        f"/api/v1/namespaces/{NAMESPACE}/pods/{name}",
        lambda found: found.body["status"]["phase"] in {"Succeeded", "Failed"},
    )
    return ended.body["status"]["phase"], kubectl("logs", name)


def test_a_pod_reaches_another_by_the_name_of_its_service(answering, kubectl):
    pod = asking("by-name", f"http://answer.{NAMESPACE}.svc.cluster.local")

    assert finished(answering, kubectl, pod) == ("Succeeded", "here\n")


def test_a_pod_reaches_the_api_server_by_its_service(answering, kubectl):
    pod = asking("api-server", "https://kubernetes.default.svc:443/")

    # It refuses the API server's certificate, whose authority the image does not know.
    assert "CERTIFICATE_VERIFY_FAILED" in finished(answering, kubectl, pod)[1]


def test_this_machine_reaches_a_service(answering, kubectl):
    address = kubectl("get", "service", "answer", "-o", "jsonpath={.spec.clusterIP}")

    asked = subprocess.run(
        ["/usr/bin/curl", "--silent", "--max-time", "10", f"http://{address}/"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert asked.stdout == "here"


def test_what_a_pod_writes_on_a_volume_is_there_for_the_next(answering, kubectl):
    answering.offer_volume("data", "1Gi")
    kubectl("apply", "-f", "-", given=json.dumps(claim()))

    first = finished(answering, kubectl, writing("first"))
    second = finished(answering, kubectl, writing("second"))

    assert (first, second) == (("Succeeded", "line\n"), ("Succeeded", "line\nline\n"))


def test_a_command_runs_in_a_pod(answering, kubectl):
    said = kubectl("exec", "deployment/answer", "--", "python3", "-c", "print('inside')")

    assert said == "inside\n"


def test_a_pod_that_asks_for_too_much_is_refused(answering, kubectl):
    greedy = asking("greedy", "http://answer")
    greedy["spec"]["containers"][0]["securityContext"] = {"allowPrivilegeEscalation": True}

    with pytest.raises(AssertionError, match="violates PodSecurity"):
        kubectl("apply", "-f", "-", given=json.dumps(greedy))


def test_the_autoscaler_sees_load_and_adds_a_pod(answering, kubectl):
    load = asking("load", "http://answer/work", times=100_000)
    kubectl("apply", "-f", "-", given=json.dumps(load))

    autoscalers = f"/apis/autoscaling/v2/namespaces/{NAMESPACE}/horizontalpodautoscalers/answer"
    api = answering.control_plane.api()
    api.wait_for(
        autoscalers,
        lambda found: found.body["status"].get("currentReplicas", 0) > 1,
        timeout_s=120,
    )

    answering.wait_for_metrics()
    measured = kubectl("top", "pods", "--no-headers")
    assert "answer-" in measured
    assert kubectl("get", "hpa", "answer", "-o", "jsonpath={.status.currentMetrics}") != ""


def test_a_node_leaves_nothing_behind(answering):
    name = f"{answering.folder.name}-second"
    before = traces()

    with beds.shared_bed(name, Node.start) as folder:
        second = Node(folder)
        api = second.control_plane.api()
        pod = asking("left", "http://nobody.example")
        api.wait_for("/api/v1/namespaces/default/serviceaccounts/default", lambda found: found.ok)
        second.load(images.base())
        pod["spec"]["containers"][0]["image"] = images.BASE
        assert api.request("POST", "/api/v1/namespaces/default/pods", pod).ok
        api.wait_for(
            "/api/v1/namespaces/default/pods/left",
            lambda found: found.body["status"]["phase"] == "Running",
        )
        during = traces()

    assert len(during) > len(before)
    assert traces() == before


def traces():
    """Return what nodes leave on a machine: mounts, interfaces, routes, rules, groups, folders."""
    told = [
        subprocess.run(words, capture_output=True, text=True, check=True).stdout
        for words in (
            ["/usr/bin/findmnt", "--raw", "--noheadings", "--output=TARGET"],
            ["/sbin/ip", "-oneline", "link"],
            ["/sbin/ip", "route"],
            ["/sbin/iptables", "-S"],
            ["/sbin/iptables", "-t", "nat", "-S"],
        )
    ]
    groups = [str(path) for top in cgroups.hierarchies() for path in top.glob("tonebridge*")]
    beds_with_nodes = [str(path) for path in folders.beds().glob("node-*")]
    made = [place for place in SYSTEM_FOLDERS if Path(place).exists()]
    return {*"".join(told).splitlines(), *groups, *beds_with_nodes, *made}
