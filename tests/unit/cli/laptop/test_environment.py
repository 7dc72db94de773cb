from tonebridge.settings import load
from tonebridge_cli.laptop.environment import (
    Places,
    administration_environment,
    door_environment,
)

EMBEDDED = Places(
    port=8000,
    gateway_management_port=1,
    worker_management_port=2,
    keys_dir="/keys",
    app_url="postgresql://app@h/t",
    writer_url="postgresql://writer@h/t",
    owner_url="postgresql://owner@h/t",
    redis_url="redis://h",
)
EXTERNAL = Places(
    port=8000,
    gateway_management_port=1,
    worker_management_port=2,
    keys_dir=None,
    app_url=None,
    writer_url=None,
    owner_url=None,
    redis_url=None,
)


def test_migrations_get_the_owner_and_the_doors_do_not():
    administration = load(administration_environment({}, EMBEDDED)).database
    door = load(door_environment({}, EMBEDDED)).database

    assert (administration.owner_url, door.owner_url) == ("postgresql://owner@h/t", "")
    assert (door.url, door.writer_url) == ("postgresql://app@h/t", "postgresql://writer@h/t")


def test_an_owner_that_stands_in_a_file_is_kept_from_the_doors_too():
    environ = {
        "TONEBRIDGE_DATABASE__OWNER_URL_FILE": "/run/secrets/owner",
        "TONEBRIDGE_DATABASE__URL": "postgresql://mine@h/t",
    }

    assert sorted(door_environment(environ, EXTERNAL)) == [
        "TONEBRIDGE_AUTH__REGISTRATION",
        "TONEBRIDGE_DATABASE__URL",
        "TONEBRIDGE_GATEWAY__MANAGEMENT_PORT",
        "TONEBRIDGE_GATEWAY__PORT",
        "TONEBRIDGE_WORKER__MANAGEMENT_PORT",
    ]


def test_what_a_person_set_is_kept():
    environ = {"TONEBRIDGE_AUTH__REGISTRATION": "closed", "TONEBRIDGE_LOG__LEVEL": "debug"}

    settings = load(door_environment(environ, EMBEDDED))

    assert (settings.auth.registration, settings.log.level) == ("closed", "debug")


def test_registration_is_open_on_a_laptop():
    assert load(door_environment({}, EMBEDDED)).auth.registration == "open"


def test_what_commands_read_is_no_setting_of_a_process():
    environ = {"TONEBRIDGE_URL": "x", "TONEBRIDGE_API_KEY": "y", "TONEBRIDGE_DATA": "z"}

    assert load(door_environment(environ, EMBEDDED)).gateway.port == 8000
