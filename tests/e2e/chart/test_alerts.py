"""The operator's alerts are rules that Prometheus takes, and they tell what they promise."""

import json
import subprocess

import pytest
from tests.cluster import binaries
from tests.support.helm import called

LEADER = "tonebridge_reconcile_leader"
BRIDGES = "tonebridge_reconcile_bridges"
LOOKS = "tonebridge_reconcile_total"
WAITS = "tonebridge_reconcile_queue_wait_seconds_bucket"
A, B = 'namespace="system",instance="a"', 'namespace="system",instance="b"'
ELSEWHERE = 'namespace="elsewhere",instance="c"'
ONE_LEADS = {f"{LEADER}{{{A}}}": "1x120", f"{LEADER}{{{B}}}": "0x120"}
CASES = {
    "one leads": (ONE_LEADS, []),
    "none is there": ({f"{LEADER}{{{ELSEWHERE}}}": "1x120"}, ["ToneBridgeOperatorAway"]),
    "none leads": (
        {**ONE_LEADS, f"{LEADER}{{{A}}}": "0x120"},
        ["ToneBridgeOperatorNotOneLeads"],
    ),
    "two lead": ({**ONE_LEADS, f"{LEADER}{{{B}}}": "1x120"}, ["ToneBridgeOperatorNotOneLeads"]),
    "another one took over": (
        {f"{LEADER}{{{A}}}": "1x116 0x3", f"{LEADER}{{{B}}}": "0x118 1x1"},
        [],
    ),
    "a bridge is degraded": (
        {**ONE_LEADS, f'{BRIDGES}{{{A},phase="Degraded"}}': "1x120"},
        ["ToneBridgeDegraded"],
    ),
    "a bridge was degraded when another one led": (
        {**ONE_LEADS, f'{BRIDGES}{{{B},phase="Degraded"}}': "1x120"},
        [],
    ),
    "bridges wait": (
        {
            **ONE_LEADS,
            f'{WAITS}{{{A},le="30"}}': "0+9x120",
            f'{WAITS}{{{A},le="60"}}': "0+10x120",
            f'{WAITS}{{{A},le="+Inf"}}': "0+10x120",
        },
        ["ToneBridgeOperatorLate"],
    ),
    "most looks fail": (
        {
            **ONE_LEADS,
            f'{LOOKS}{{{A},result="retry"}}': "0+6x120",
            f'{LOOKS}{{{A},result="quiet"}}': "0+5x120",
        },
        ["ToneBridgeOperatorFails"],
    ),
    "few looks fail": (
        {
            **ONE_LEADS,
            f'{LOOKS}{{{A},result="failed"}}': "0+4x120",
            f'{LOOKS}{{{A},result="changed"}}': "0+5x120",
        },
        [],
    ),
}


@pytest.fixture
def promtool():
    if binaries.absent(("promtool",)):
        pytest.skip("promtool is not there: run `make cluster-parts`")
    return str(binaries.binary("promtool"))


@pytest.mark.parametrize(("series", "expected"), CASES.values(), ids=CASES)
def test_an_alert_is_raised_by_its_cause_alone(helm, promtool, tmp_path, series, expected):
    rule = called(helm.template({"prometheusRule": {"enabled": True}}), "PrometheusRule")
    names = [alert["alert"] for alert in rule["spec"]["groups"][0]["rules"]]
    (tmp_path / "rules.json").write_text(json.dumps(rule["spec"]), encoding="utf-8")
    asked = [f'count(ALERTS{{alertname="{name}",alertstate="firing"}})' for name in names]
    tests = {
        "rule_files": ["rules.json"],
        "evaluation_interval": "1m",
        "tests": [
            {
                "interval": "1m",
                "input_series": [{"series": name, "values": it} for name, it in series.items()],
                "promql_expr_test": [
                    {
                        "expr": expression,
                        "eval_time": "119m",
                        "exp_samples": [{"labels": "{}", "value": 1}] if name in expected else [],
                    }
                    for name, expression in zip(names, asked, strict=True)
                ],
            }
        ],
    }
    (tmp_path / "tests.json").write_text(json.dumps(tests), encoding="utf-8")

    done = subprocess.run(
        [promtool, "test", "rules", "tests.json"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert set(expected) <= set(names)
    assert done.returncode == 0, done.stdout + done.stderr
