"""Alerts are rules that Prometheus takes, and they tell what they promise to tell."""

import subprocess

import pytest
import yaml
from tests.support.bridges import OPTIONAL, a_bridge, given_for
from tests.support.prometheus import tool

from tonebridge_operator.desired.monitoring import monitors

GATEWAY = 'namespace="tone",service="demo-gateway",pod="a"'
OTHER = 'namespace="tone",service="other-gateway",pod="a"'
WORKER = 'namespace="tone",service="demo-worker",pod="a"'
REQUESTS = "tonebridge_http_requests_total"
BUCKETS = "tonebridge_http_request_duration_seconds_bucket"
DONE = f'{REQUESTS}{{{GATEWAY},status="200"}}'
FAILED = f'{REQUESTS}{{{GATEWAY},status="500"}}'
AFTER = "400m"
"""When it is looked; a sample comes each minute."""

CASES = {
    "all is well": ({DONE: "0+1000x400", FAILED: "0+0x400"}, ()),
    "as many fail as are allowed to": ({DONE: "0+999x400", FAILED: "0+1x400"}, ()),
    "two in a hundred fail": (
        {DONE: "0+980x400", FAILED: "0+20x400"},
        ("ToneBridgeErrorsFast", "ToneBridgeErrorsSlow"),
    ),
    "one in a hundred fails": (
        {DONE: "0+990x400", FAILED: "0+10x400"},
        ("ToneBridgeErrorsSlow",),
    ),
    "failures are over for an hour": (
        {DONE: "0+980x400", FAILED: "0+20x330 6600+0x70"},
        (),
    ),
    "another bridge fails": (
        {
            DONE: "0+1000x400",
            f'{REQUESTS}{{{OTHER},status="200"}}': "0+1x400",
            f'{REQUESTS}{{{OTHER},status="500"}}': "0+1x400",
        },
        (),
    ),
    "two in a hundred are slow": (
        {
            f'{BUCKETS}{{{GATEWAY},le="0.15"}}': "0+98x400",
            f'{BUCKETS}{{{GATEWAY},le="0.25"}}': "0+100x400",
            f'{BUCKETS}{{{GATEWAY},le="+Inf"}}': "0+100x400",
        },
        ("ToneBridgeSlow",),
    ),
    "one in a thousand is slow": (
        {
            f'{BUCKETS}{{{GATEWAY},le="0.15"}}': "0+999x400",
            f'{BUCKETS}{{{GATEWAY},le="0.25"}}': "0+1000x400",
            f'{BUCKETS}{{{GATEWAY},le="+Inf"}}': "0+1000x400",
        },
        (),
    ),
    "history comes late": (
        {f"tonebridge_history_lag_seconds{{{WORKER}}}": "0x390 90x10"},
        ("ToneBridgeHistoryLate",),
    ),
    "history was late a moment": (
        {f"tonebridge_history_lag_seconds{{{WORKER}}}": "0x397 90x3"},
        (),
    ),
    "history was lost": (
        {f'tonebridge_history_dropped_total{{{GATEWAY},reason="stream_full"}}': "0x395 1x5"},
        ("ToneBridgeHistoryLost",),
    ),
    "a job died": (
        {f'tonebridge_jobs_total{{{WORKER},queue="batch",outcome="dead"}}': "0x370 1x30"},
        ("ToneBridgeJobsDead",),
    ),
}


@pytest.fixture(scope="module")
def rules():
    bridge = a_bridge()
    (rule,) = [
        one.body
        for one in monitors(bridge, given_for(bridge, served=OPTIONAL))
        if one.key.kind == "PrometheusRule"
    ]
    return rule["spec"]


@pytest.fixture
def promtool(rules, tmp_path):
    """Run promtool beside the file rules.yaml; return its exit code and what it said."""
    (tmp_path / "rules.yaml").write_text(yaml.safe_dump(rules), encoding="utf-8")

    def run(*words):
        done = subprocess.run(
            [tool("promtool"), *words], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        return done.returncode, done.stdout + done.stderr

    return run


def test_prometheus_takes_every_rule(promtool, rules):
    code, said = promtool("check", "rules", "rules.yaml")

    assert code == 0, said
    assert f"SUCCESS: {len(rules['groups'][0]['rules'])} rules found" in said


@pytest.mark.parametrize("case", CASES)
def test_an_alert_tells_when_and_only_when(promtool, rules, tmp_path, case):
    series, fires = CASES[case]
    alerts = {one["alert"]: one for one in rules["groups"][0]["rules"]}

    def expected(name):
        rule = alerts[name]
        told = {"exp_labels": rule["labels"], "exp_annotations": rule["annotations"]}
        return {
            "eval_time": AFTER,
            "alertname": name,
            "exp_alerts": [told] if name in fires else [],
        }

    test = {
        "interval": "1m",
        "input_series": [{"series": one, "values": values} for one, values in series.items()],
        "alert_rule_test": [expected(name) for name in alerts],
    }
    whole = {"rule_files": ["rules.yaml"], "evaluation_interval": "1m", "tests": [test]}
    (tmp_path / "test.yaml").write_text(yaml.safe_dump(whole), encoding="utf-8")

    code, said = promtool("test", "rules", "test.yaml")

    assert code == 0, said


def test_every_alert_is_tested():
    tested = {name for _, fires in CASES.values() for name in fires}
    bridge = a_bridge()
    rule = list(monitors(bridge, given_for(bridge, served=OPTIONAL)))[-1].body

    assert tested == {one["alert"] for one in rule["spec"]["groups"][0]["rules"]}
