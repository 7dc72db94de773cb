import msgspec
import pytest

from tonebridge.settings import AuthSettings, Settings, load
from tonebridge_cli.commands.config import complaints, masked_settings


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql://app:s3cret@db/t", "postgresql://app:***@db/t"),
        ("postgresql://app:s3:c@ret@db/t", "postgresql://app:***@db/t"),
        ("postgresql://app@db/t", "postgresql://app@db/t"),
        ("postgresql://[:s3cret@db", "***"),
        ("postgresql://db/t?user=a&password=s3cret", "postgresql://db/t?user=a&password=***"),
        ("", ""),
    ],
)
def test_an_address_is_shown_without_its_password(url, shown):
    settings = load({"TONEBRIDGE_DATABASE__URL": url})

    assert masked_settings(settings)["database"]["url"] == shown


def test_a_password_is_masked_and_what_is_no_secret_is_not():
    mail = masked_settings(
        load({"TONEBRIDGE_MAIL__PASSWORD": "s3cret", "TONEBRIDGE_MAIL__USERNAME": "me"})
    )["mail"]

    assert (mail["password"], mail["username"], mail["port"]) == ("***", "me", 587)


def test_show_masks_in_both_forms(tonebridge, monkeypatch):
    monkeypatch.setenv("TONEBRIDGE_REDIS__URL", "redis://:s3cret@cache:6379/0")

    lines, json = tonebridge("config", "show")[1], tonebridge("config", "show", "--json")[1]

    assert "TONEBRIDGE_REDIS__URL\tredis://:***@cache:6379/0\n" in lines
    assert msgspec.json.decode(json)["redis"]["url"] == "redis://:***@cache:6379/0"


def test_the_defaults_are_right():
    assert complaints(Settings()) == []


def test_each_complaint_names_the_setting(tmp_path):
    (tmp_path / "a.pem").touch()
    settings = load(
        {
            "TONEBRIDGE_DATABASE__URL": "db:5432",
            "TONEBRIDGE_DATABASE__POOL_MIN": "60",
            "TONEBRIDGE_AUTH__KEYS_DIR": str(tmp_path),
            "TONEBRIDGE_GATEWAY__PORT": "8001",
        }
    )

    assert complaints(settings) == [
        "TONEBRIDGE_DATABASE__URL is no address; write postgresql://user:password@host/…",
        "TONEBRIDGE_DATABASE__POOL_MIN is above POOL_MAX: lower it",
        f"TONEBRIDGE_AUTH__KEYS_DIR: {tmp_path} lacks b.pem",
        "gateway.port and the two management ports are not three: change one",
    ]


def test_a_folder_with_both_keys_is_right(tmp_path):
    for name in ("a.pem", "b.pem"):
        (tmp_path / name).touch()

    assert complaints(Settings(auth=AuthSettings(keys_dir=str(tmp_path)))) == []
