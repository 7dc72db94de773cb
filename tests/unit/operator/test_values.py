"""Small things: quantities, versions, digests, secrets of other people."""

from decimal import Decimal

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st
from tests.support.bridges import a_bridge, reference

from tonebridge_operator.api.v1alpha1 import Spec
from tonebridge_operator.api.v1alpha1.data import Postgres
from tonebridge_operator.desired import secrets
from tonebridge_operator.desired.bridge import version_label
from tonebridge_operator.desired.manifest import APPLIED, digest, sealed
from tonebridge_operator.desired.quantity import amount, same, share


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1", 1),
        (2, 2),
        ("500m", Decimal("0.5")),
        (".5", Decimal("0.5")),
        ("1Ki", 1024),
        ("1.5Gi", 1_610_612_736),
        ("2Ei", 2 * 1024**6),
        ("1k", 1000),
        ("3M", 3_000_000),
        ("1e3", 1000),
        ("5u", Decimal("0.000005")),
    ],
)
def test_a_quantity_is_read(written, meant):
    assert amount(written) == meant


@pytest.mark.parametrize("written", ["", "1 Gi", "Gi", "1KiB", "1.2.3", "one"])
def test_what_is_no_quantity_is_refused(written):
    with pytest.raises(ValueError, match="is no quantity"):
        amount(written)


@for_all(st.integers(1, 4000))
def test_the_same_amount_is_the_same_however_it_is_written(number):
    assert same(f"{number}", f"{number * 1000}m")
    assert same(f"{number}Mi", f"{number * 1024}Ki")
    assert not same(f"{number}", f"{number + 1}")


def test_what_is_no_amount_is_the_same_only_as_itself():
    assert same("auto", "auto")
    assert not same("auto", "1")
    assert share("512Mi", 1, 4) == 128 * 1024 * 1024


@pytest.mark.parametrize(
    ("image", "label"),
    [
        ("tonebridge:1.4.2", "1.4.2"),
        ("r.example:5000/tonebridge:1.4.2", "1.4.2"),
        ("r.example/tonebridge:1.4@sha256:" + "ab" * 32, "1.4"),
        ("r.example/tonebridge@sha256:" + "ab" * 32, "abababababab"),
        ("r.example:5000/tonebridge", digest("r.example:5000/tonebridge", 12)),
        ("tonebridge:" + "x" * 64, digest("tonebridge:" + "x" * 64, 12)),
        ("tonebridge:1.4-", digest("tonebridge:1.4-", 12)),
    ],
)
def test_an_image_is_told_by_its_tag_or_else_its_digest(image, label):
    assert version_label(image) == label


def test_a_seal_tells_what_was_sealed_whatever_the_order():
    one = sealed({"metadata": {"name": "a", "annotations": {"b": "c"}}, "data": {"x": 1, "y": 2}})
    other = sealed(
        {"data": {"y": 2, "x": 1}, "metadata": {"annotations": {"b": "c"}, "name": "a"}}
    )
    changed = sealed({"metadata": {"name": "a", "annotations": {"b": "c"}}, "data": {"x": 1}})

    assert one == other
    assert one["metadata"]["annotations"]["b"] == "c"
    assert one["metadata"]["annotations"][APPLIED] != changed["metadata"]["annotations"][APPLIED]


class TestASecretOfOtherPeople:
    def test_says_its_keys_and_ports(self):
        found = reference(
            **{
                "url": "postgresql://a:b@one.example:6432,two.example/db?sslmode=require",
                "owner-url": "postgres://o:p@[::1]:7000/db",
                "queue-url": "rediss://:s@vk.example/1",
                "note": "mine",
            }
        )

        assert found.keys == {"url", "owner-url", "queue-url"}
        assert found.ports == (5432, 6379, 6432, 7000)

    def test_changes_only_with_what_pods_read(self):
        one = reference(url="redis://a", note="1")

        assert one == reference(url="redis://a", note="2")
        assert one.digest != reference(url="redis://b").digest


class TestASecretOfOurs:
    def test_holds_addresses_made_of_what_was_drawn(self):
        drawn = {f"{role}-password": f"{role}1" for role in ("admin", "owner", "app", "writer")}
        host = "demo-postgres.tone.svc:5432/tonebridge"

        assert secrets.content(a_bridge(), "demo-postgres", {**drawn, "url": "old"}) == {
            **drawn,
            "url": f"postgresql://tonebridge_app:app1@{host}",
            "owner-url": f"postgresql://tonebridge_owner:owner1@{host}",
            "writer-url": f"postgresql://tonebridge_writer:writer1@{host}",
        }

    def test_leads_to_the_primary_where_cloudnativepg_runs_it(self):
        bridge = a_bridge(Spec(postgres=Postgres(mode="cnpg")))

        assert secrets.database_host(bridge) == "demo-postgres-rw.tone.svc"

    def test_draws_each_value_once(self):
        numbers = iter(range(9))

        drawn = secrets.draw("postgres", password=lambda: f"p{next(numbers)}", signing_key=str)

        assert sorted(drawn.values()) == ["p0", "p1", "p2", "p3"]
        assert secrets.draw("signing-keys", password=str, signing_key=lambda: "PEM") == {
            "a.pem": "PEM",
            "b.pem": "PEM",
        }
