import pytest

from tonebridge.domain.errors import SettingsInvalid
from tonebridge.settings import RedisSettings
from tonebridge.wiring.redis import queue_url


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


@pytest.mark.parametrize("url", ["", "redis://h:1/zero"])
def test_a_queue_that_cannot_be_told_is_asked_for(url):
    with pytest.raises(SettingsInvalid) as refusal:
        queue_url(RedisSettings(url=url))

    assert refusal.value.setting == "TONEBRIDGE_REDIS__QUEUE_URL"
