"""A running operator keeps a bridge as its spec says, on a real API server."""

from tonebridge_operator.desired import Key

QUIET_S = 4.0


def test_a_bridge_comes_up_and_then_nothing_is_written(live, operator):
    live.create()

    live.settle()

    live.until(live.is_done)
    recorded = {Key(one["kind"], one["name"]) for one in live.status()["inventory"]}
    assert recorded == live.there()
    assert live.writes()[0] == "patch tonebridges/demo 200"
    assert live.quiet(QUIET_S) == []
    assert operator.troubles() == []


def test_a_changed_spec_is_brought_about_and_strays_are_deleted(live, operator):
    live.create()
    live.settle()

    live.edit(
        image="r.example/tb:2.0",
        postgres={"backup": {"enabled": False}},
        gateway={"replicas": 3, "autoscaling": {"enabled": False}},
    )
    live.settle()

    gateway = live.get("Deployment", "demo-gateway")
    assert gateway["spec"]["replicas"] == 3
    assert gateway["spec"]["template"]["spec"]["containers"][0]["image"] == "r.example/tb:2.0"
    assert live.get("HorizontalPodAutoscaler", "demo-gateway") is None
    assert live.get("CronJob", "demo-backup") is None
    assert live.get("PersistentVolumeClaim", "demo-backups") is not None
    live.until(lambda: sum(key.kind == "Job" for key in live.there()) == 1)
    assert live.still_to_do() == ((), ())


def test_what_somebody_edits_is_put_back_and_told(live, operator):
    live.create()
    live.settle()
    selector = {"app.kubernetes.io/component": "worker"}

    live.change(
        "Service",
        "demo-gateway",
        {"metadata": {"labels": {"team": "words"}}, "spec": {"selector": selector}},
    )

    def restored():
        found = live.get("Service", "demo-gateway")["spec"]["selector"]
        return found["app.kubernetes.io/component"] == "gateway"

    live.until(restored, timeout_s=10.0)
    assert live.get("Service", "demo-gateway")["metadata"]["labels"]["team"] == "words"
    live.until(live.events, timeout_s=10.0)
    note = (
        "put back spec.selector.app.kubernetes.io/component of Service demo-gateway, "
        "changed by somebody-else"
    )
    assert ("DriftCorrected", note) in live.events()


def test_what_is_not_ours_is_left_alone(live, operator):
    live.create()
    live.settle()

    live.change("Deployment", "demo-gateway", {"metadata": {"annotations": {"team": "words"}}})
    live.change("Deployment", "demo-gateway", {"spec": {"replicas": 7}})

    assert set(live.quiet(QUIET_S)) <= {"patch tonebridges/demo 200"}
    assert live.get("Deployment", "demo-gateway")["spec"]["replicas"] == 7


def test_a_deleted_object_comes_back(live, operator):
    live.create()
    live.settle()
    made = [key for key in live.there() if key.kind not in ("PersistentVolumeClaim", "Secret")]
    before = {key: live.get(*key)["metadata"]["uid"] for key in made if key.kind != "Job"}

    for key in before:
        live.remove(*key)

    def all_new():
        found = {key: live.get(*key) for key in before}
        return all(one and one["metadata"]["uid"] != before[key] for key, one in found.items())

    live.until(all_new, timeout_s=30.0)
    live.settle()
    assert live.still_to_do() == ((), ())


def test_lost_data_is_reported_and_not_made_anew(live, operator):
    live.create()
    live.settle()

    live.remove("Secret", "demo-postgres")
    live.until(lambda: live.conditions()["Degraded"] == ("True", "DataLost"), timeout_s=10.0)

    assert live.get("Secret", "demo-postgres") is None
    assert live.quiet(QUIET_S) == []
    annotation = {"metadata": {"annotations": {"tonebridge.io/recreate": "demo-postgres"}}}
    live.api.request("PATCH", live.path, annotation, content_type="application/merge-patch+json")
    live.settle()
    assert live.get("Secret", "demo-postgres") is not None


def test_a_suspended_bridge_is_left_alone_until_it_is_resumed(live, operator):
    live.create()
    live.settle()
    live.edit(suspend=True)
    live.settle("Suspended")

    live.remove("Service", "demo-gateway")
    live.edit(size="medium")
    live.settle("Suspended")
    written = live.quiet(QUIET_S)

    assert written == []
    assert live.get("Service", "demo-gateway") is None
    live.edit(suspend=False)
    live.settle()
    assert live.get("Service", "demo-gateway") is not None
    assert live.still_to_do() == ((), ())


def test_a_bridge_deleted_while_no_operator_runs_takes_its_objects_with_it(live, operators):
    first = operators().start()
    live.create(deletionPolicy="Delete")
    live.settle()
    assert first.stop() == 0

    live.delete()
    live.until(lambda: not live.there(), timeout_s=60.0)

    second = operators().start()
    assert live.quiet(QUIET_S) == []
    assert second.troubles() == []


def test_a_bridge_of_the_same_name_waits_for_what_the_last_one_left(live, operator):
    live.create()
    live.settle()
    kept = live.get("PersistentVolumeClaim", "demo-postgres-data")["metadata"]["uid"]

    live.delete()
    live.create()
    live.settle(timeout_s=120.0)  # the collector learns of a new CRD after 30 s

    assert live.get("PersistentVolumeClaim", "demo-postgres-data")["metadata"]["uid"] == kept
    assert live.still_to_do() == ((), ())


def test_a_name_that_is_taken_is_told_and_left_alone(live, operator):
    path = f"/api/v1/namespaces/{live.namespace}/services"
    body = {
        "apiVersion": "v1",
        "kind": "Service",
        "metadata": {"name": "demo-gateway"},
        "spec": {"ports": [{"port": 1}]},
    }
    assert live.api.request("POST", path, body).ok

    live.create()
    live.until(lambda: live.conditions().get("Degraded") == ("True", "NameTaken"))

    found = live.api.request("GET", f"{path}/demo-gateway").body
    assert found["spec"]["ports"][0]["port"] == 1
    assert "ownerReferences" not in found["metadata"]


def test_a_secret_that_is_missing_is_told_and_found_when_it_comes(live, operator):
    live.create(
        postgres={"mode": "external", "external": {"secretRef": {"name": "pg"}}},
    )
    live.until(lambda: live.conditions().get("Degraded") == ("True", "SecretNotFound"))
    url = "postgresql://app:s@db.example:6432/tone"
    secret = {
        "apiVersion": "v1",
        "kind": "Secret",
        "metadata": {"name": "pg"},
        "stringData": {"url": url, "owner-url": url},
    }
    path = f"/api/v1/namespaces/{live.namespace}/secrets"

    assert live.api.request("POST", path, secret).ok

    live.settle()
    content = "tonebridge.io/content"
    template = live.get("Deployment", "demo-gateway")["spec"]["template"]["metadata"]
    secret["stringData"]["url"] = url.replace("app:s", "app:t")
    patch = {"stringData": secret["stringData"]}
    merge = "application/merge-patch+json"
    assert live.api.request("PATCH", f"{path}/pg", patch, content_type=merge).ok

    def rolled():
        now = live.get("Deployment", "demo-gateway")["spec"]["template"]["metadata"]
        return now["annotations"][content] != template["annotations"][content]

    live.until(rolled, timeout_s=10.0)
