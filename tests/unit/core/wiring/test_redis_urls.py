import pytest

from tonebridge.domain.errors import SettingsInvalid
from tonebridge.settings import RedisSettings
from tonebridge.wiring.redis import open_blocking_redis, open_redis, queue_url


@pytest.mark.parametrize(
    ("settings", "url"),
    [
        (RedisSettings(url="redis://h:1/0"), "redis://h:1/1"),
        (RedisSettings(url="redis://h:1"), "redis://h:1/1"),
        (
            RedisSettings(url="rediss://:pw%2F@h:1/7?ssl_ca_certs=/x"),
            "rediss://:pw%2F@h:1/8?ssl_ca_certs=/x",
        ),
        (RedisSettings(url="redis://h:1/0", queue_url="redis://q:2/3"), "redis://q:2/3"),
    ],
)
def test_the_queue_has_a_database_of_its_own(settings, url):
    assert queue_url(settings) == url


@pytest.mark.parametrize(
    ("url", "setting"),
    [("", "TONEBRIDGE_REDIS__URL"), ("redis://h:1/zero", "TONEBRIDGE_REDIS__QUEUE_URL")],
)
def test_a_queue_that_cannot_be_told_is_asked_for(url, setting):
    with pytest.raises(SettingsInvalid) as refusal:
        queue_url(RedisSettings(url=url))

    assert refusal.value.setting == setting


@pytest.mark.parametrize("opens", [open_redis, open_blocking_redis])
@pytest.mark.parametrize("url", ["", "localhost:6379", "http://h:1"])
def test_an_address_that_is_none_is_refused(opens, url):
    with pytest.raises(SettingsInvalid) as refusal:
        opens(url, timeout_s=1.0)

    assert refusal.value.setting == "TONEBRIDGE_REDIS__URL"
