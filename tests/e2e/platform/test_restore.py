"""A lost volume: nothing is made anew in silence, and a backup brings history back."""

import logging
import time

import pytest
from tests.support.running import eventually

pytestmark = pytest.mark.timeout(1_800)

LOG = logging.getLogger(__name__)
CLAIM = "demo-postgres-data"
CLAIMS = "/api/v1/namespaces/default/persistentvolumeclaims"
LOST = ("True", "DataLost")
LOST_TEXT = "This ledger is wrong. Mend it by 17:15."


def test_a_backup_brings_history_back_after_its_volume_was_lost(platform):
    began = time.monotonic()
    softened = platform.transform(LOST_TEXT)
    platform.await_history(LOST_TEXT)
    before = platform.stored()
    dump = platform.bridge("backup", "demo").split()[1]

    platform.kubectl("delete", "pvc", CLAIM, "--wait=false")
    platform.kubectl("delete", "pod", "demo-postgres-0", "--wait=false")
    eventually(lambda: platform.condition("Degraded") == LOST, within_s=120.0)
    assert not platform.api.request("GET", f"{CLAIMS}/{CLAIM}").ok
    assert platform.transform(LOST_TEXT) == softened

    platform.kubectl("annotate", "tb", "demo", f"tonebridge.io/recreate={CLAIM}")
    platform.settle()
    assert platform.stored() == []
    said = platform.bridge("restore", "demo", "--dump", dump, "--yes")
    platform.kubectl("annotate", "tb", "demo", "tonebridge.io/recreate-")
    LOG.info("lost and restored in %.1f s", time.monotonic() - began)

    assert said == f"restored {dump}\n"
    eventually(lambda: kept(platform, LOST_TEXT), within_s=60.0)
    assert set(before) <= set(platform.stored())
    platform.settle()
    assert platform.transform("Mend the ledger now.") == "Could you please mend the ledger now?"
    platform.await_history("Mend the ledger now.")


def kept(platform, text):
    """Tell whether history has a message; asking may fail while clients connect again."""
    status, answer = platform.ask("GET", "/api/v1/history?q=ledger")
    return status == 200 and [e["source"] for e in answer["items"]] == [text]
