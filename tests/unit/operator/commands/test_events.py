from tests.unit.operator.commands.answers import BRIDGES, INSIDE, PODS, RUNNING, a_bridge, items

EVENTS = f"/api/v1/{INSIDE}/events"
REPLICA_SETS = f"/apis/apps/v1/{INSIDE}/replicasets"


def event(kind, name, note, **fields):
    return {
        "metadata": {"name": f"{name}.1", "creationTimestamp": "2026-01-31T08:00:00Z"},
        "involvedObject": {"kind": kind, "name": name},
        "type": "Normal",
        "reason": "Because",
        "message": note,
        **fields,
    }


def named(name):
    return {"metadata": {"name": name}}


def heard(api, *events):
    api.on(EVENTS, items(*events))
    api.on(f"{BRIDGES}/demo", a_bridge(**RUNNING))
    api.on(PODS, items(named("demo-gateway-x-y")))
    api.on(REPLICA_SETS, items(named("demo-gateway-x")))


def test_a_bridge_is_told_of_with_its_objects_and_their_pods(tonebridge, api):
    heard(
        api,
        event("ToneBridge", "demo", "made", eventTime="2026-01-31T08:00:01.5Z"),
        event("Pod", "demo-gateway-x-y", "pulled", lastTimestamp="2026-01-31T08:00:03Z"),
        event(
            "Deployment",
            "demo-gateway",
            "scaled",
            eventTime="2026-01-31T07:00:00Z",
            series={"count": 3, "lastObservedTime": "2026-01-31T08:00:02.1Z"},
        ),
        event("Pod", "demo-2-gateway-a-b", "of another bridge"),
        event("ToneBridge", "demo-2", "another"),
    )

    assert tonebridge("events", "demo") == (
        0,
        (
            "2026-01-31 08:00:01\tNormal\tBecause\tToneBridge/demo\t1\tmade\n"
            "2026-01-31 08:00:02\tNormal\tBecause\tDeployment/demo-gateway\t3\tscaled\n"
            "2026-01-31 08:00:03\tNormal\tBecause\tPod/demo-gateway-x-y\t1\tpulled\n"
        ),
        "",
    )


def test_without_a_name_all_bridges_are_told_of(tonebridge, api):
    heard(
        api,
        event("ToneBridge", "a", "made"),
        event("ToneBridge", "b", "made"),
        event("Pod", "demo-gateway-x-y", "pulled"),
    )

    lines = tonebridge("events")[1].splitlines()

    assert [line.split("\t")[3] for line in lines] == ["ToneBridge/a", "ToneBridge/b"]


def test_a_program_gets_the_events_as_they_are(printed, api):
    made = event("ToneBridge", "demo", "made")
    heard(api, made)

    assert printed("events", "demo") == [made]


def test_an_unknown_bridge_is_refused(tonebridge, api):
    api.on(EVENTS, items())

    assert tonebridge("events", "demo")[0] == 3
