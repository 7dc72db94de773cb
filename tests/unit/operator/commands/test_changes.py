"""Suspend, resume, backup and restore."""

import pytest
from tests.unit.operator.commands.answers import (
    BRIDGES,
    CRON_JOBS,
    INSIDE,
    JOBS,
    PODS,
    RUNNING,
    a_bridge,
    items,
)

from tonebridge_operator.api.v1alpha1 import Spec
from tonebridge_operator.desired import Bridge, Release, jobs
from tonebridge_operator.offline import assumed

COMPLETE = {"status": {"conditions": [{"type": "Complete", "status": "True"}]}}
FAILED = {"status": {"conditions": [{"type": "Failed", "status": "True", "message": "too often"}]}}
POD = {"containers": [{"image": "pg:1"}]}
SCHEDULE = {
    "metadata": {"name": "demo-backup", "namespace": "tone", "uid": "uid-schedule"},
    "spec": {
        "jobTemplate": {
            "metadata": {"labels": {"tonebridge.io/job": "backup"}},
            "spec": {"backoffLimit": 2, "template": {"spec": POD}},
        }
    },
}
BACKUP_JOB, RESTORE_JOB = "demo-backup-260131090005", "demo-restore-260131090005"
CLAIM = f"/api/v1/{INSIDE}/persistentvolumeclaims/demo-backups"
STATEFUL_SET = f"/apis/apps/v1/{INSIDE}/statefulsets/demo-postgres"


@pytest.fixture
def with_backups(api):
    """A bridge whose backups work, and whose Jobs take two looks."""
    api.on(f"{BRIDGES}/demo", a_bridge(**RUNNING))
    api.on(f"{CRON_JOBS}/demo-backup", SCHEDULE)
    api.on(CLAIM, {})
    api.on(JOBS, items())
    for job in (BACKUP_JOB, RESTORE_JOB):
        api.on(f"{JOBS}/{job}", {}, COMPLETE)
    pods = [{"metadata": {"name": n, "creationTimestamp": t}} for n, t in (("b", "2"), ("a", "1"))]
    api.on(PODS, items(*pods))
    api.on(f"{PODS}/b/log", b"made tonebridge-1.dump\n")
    return api


class TestSuspend:
    @pytest.mark.parametrize(("verb", "suspend"), [("suspend", True), ("resume", False)])
    def test_changes_the_spec_alone(self, tonebridge, api, verb, suspend):
        api.on(f"{BRIDGES}/demo", a_bridge())

        assert tonebridge(verb, "demo")[0] == 0
        assert api.written() == [
            ("PATCH", f"{BRIDGES}/demo", {"spec": {"suspend": suspend}}),
        ]

    def test_says_what_it_means(self, tonebridge, api):
        api.on(f"{BRIDGES}/demo", a_bridge())

        assert tonebridge("suspend", "demo")[1] == (
            "demo is suspended: it goes on running, and nothing of it is changed or repaired.\n"
        )

    def test_refuses_an_unknown_bridge(self, tonebridge, api):
        assert tonebridge("suspend", "demo")[0] == 3
        assert api.written() == []


class TestBackup:
    def test_starts_the_job_of_the_schedule_and_tells_what_it_logged(
        self, tonebridge, with_backups
    ):
        code, out, err = tonebridge("backup", "demo")

        assert (code, out) == (0, "made tonebridge-1.dump\n")
        assert err.splitlines()[-1] == f"{BACKUP_JOB} is done."
        assert with_backups.written() == [
            (
                "POST",
                JOBS,
                {
                    "apiVersion": "batch/v1",
                    "kind": "Job",
                    "metadata": {
                        "name": BACKUP_JOB,
                        "namespace": "tone",
                        "labels": {"tonebridge.io/job": "backup"},
                        "annotations": {"cronjob.kubernetes.io/instantiate": "manual"},
                        "ownerReferences": [
                            {
                                "apiVersion": "batch/v1",
                                "kind": "CronJob",
                                "name": "demo-backup",
                                "uid": "uid-schedule",
                                "controller": True,
                            }
                        ],
                    },
                    "spec": SCHEDULE["spec"]["jobTemplate"]["spec"],
                },
            )
        ]

    def test_that_fails_says_why(self, tonebridge, with_backups):
        with_backups.on(f"{JOBS}/{BACKUP_JOB}", FAILED)
        with_backups.on(f"{PODS}/b/log", b"no space left\n")

        code, out, err = tonebridge("backup", "demo")

        assert (code, out) == (3, "")
        assert err.splitlines()[-1] == (
            f"tonebridge: {BACKUP_JOB} failed: no space left; too often"
        )

    def test_succeeds_where_the_log_may_not_be_read(self, tonebridge, with_backups):
        with_backups.refuse(f"{PODS}/b/log", 403)

        assert tonebridge("backup", "demo")[:2] == (0, "")

    def test_that_is_deleted_meanwhile_has_failed(self, tonebridge, with_backups):
        with_backups.refuse(f"{JOBS}/{BACKUP_JOB}", 404)

        assert "it was deleted" in tonebridge("backup", "demo")[2]

    def test_waits_no_longer_than_it_may(self, tonebridge, with_backups, clock):
        with_backups.on(f"{JOBS}/{BACKUP_JOB}", {})

        code, _, err = tonebridge("backup", "demo", "--timeout-s", "30")

        assert (code, clock.monotonic()) == (4, 30)
        assert "is not done after 30 s and goes on: `kubectl describe -n tone job/" in err

    def test_need_not_be_waited_for(self, tonebridge, with_backups, clock):
        assert tonebridge("backup", "demo", "--no-wait") == (
            0,
            "",
            f"{BACKUP_JOB} was started. `kubectl logs -n tone -f job/{BACKUP_JOB}` follows it.\n",
        )
        assert clock.monotonic() == 0

    def test_needs_a_schedule(self, tonebridge, with_backups):
        with_backups.refuse(f"{CRON_JOBS}/demo-backup", 404)

        code, _, err = tonebridge("backup", "demo")

        assert code == 3
        assert "the CronJob demo-backup is not there" in err


class TestRestore:
    def test_starts_the_operators_own_job(self, tonebridge, with_backups):
        assert tonebridge("restore", "demo", "--dump", "a.dump", "--yes")[0] == 0

        bridge = Bridge(name="demo", namespace="tone", uid="uid-demo", generation=2, spec=Spec())
        release = Release(image="", postgres_image="pg:1", redis_image="")
        wanted = jobs.restore(
            bridge, assumed(bridge, release), dump="a.dump", request="260131090005"
        )
        assert with_backups.written() == [("POST", JOBS, wanted)]
        assert wanted["spec"]["template"]["spec"]["containers"][0]["image"] == "pg:1"

    def test_asks_before_anything_is_lost(self, tonebridge, with_backups):
        code, _, err = tonebridge("restore", "demo")

        assert code == 2
        assert "say --yes to replace the database" in err
        assert with_backups.asked == []

    def test_knows_the_image_of_the_server_where_backups_are_off(self, tonebridge, with_backups):
        with_backups.refuse(f"{CRON_JOBS}/demo-backup", 404)
        server = {"spec": {"template": {"spec": {"containers": [{"image": "pg:2"}]}}}}
        with_backups.on(STATEFUL_SET, server)

        assert tonebridge("restore", "demo", "--yes")[0] == 0
        ((_, _, body),) = with_backups.written()
        assert body["spec"]["template"]["spec"]["containers"][0]["image"] == "pg:2"

    def test_does_not_guess_an_image(self, tonebridge, with_backups):
        with_backups.refuse(f"{CRON_JOBS}/demo-backup", 404)

        assert "set postgres.image" in tonebridge("restore", "demo", "--yes")[2]
        assert with_backups.written() == []

    def test_leaves_databases_of_others_alone(self, tonebridge, with_backups):
        external = {"mode": "external", "external": {"secretRef": {"name": "pg"}}}
        with_backups.on(f"{BRIDGES}/demo", a_bridge(spec={"postgres": external}))

        assert tonebridge("restore", "demo", "--yes")[::2] == (
            3,
            "tonebridge: the database of demo is run by somebody else: restore it there\n",
        )

    def test_needs_dumps(self, tonebridge, with_backups):
        with_backups.refuse(CLAIM, 404)

        assert "demo has no volume demo-backups" in tonebridge("restore", "demo", "--yes")[2]

    def test_waits_for_no_second_one_beside_it(self, tonebridge, with_backups):
        done = {"metadata": {"name": "demo-restore-1"}, **COMPLETE}
        with_backups.on(JOBS, items(done, {"metadata": {"name": "demo-restore-2"}}))

        assert (
            "the restore demo-restore-2 is still running"
            in (tonebridge("restore", "demo", "--yes")[2])
        )
        assert with_backups.written() == []
