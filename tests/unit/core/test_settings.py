import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonebridge.domain.errors import SettingsInvalid
from tonebridge.settings import GatewaySettings, Settings, load


class TestSettings:
    def test_have_a_default_for_every_knob(self):
        assert load({}) == Settings()

    def test_come_from_the_environment_by_section_and_name(self):
        loaded = load({"TONEBRIDGE_GATEWAY__PORT": "9000", "TONEBRIDGE_MAIL__STARTTLS": "false"})

        assert loaded.gateway == GatewaySettings(port=9000)
        assert loaded.mail.starttls is False

    def test_read_lists_as_json(self):
        loaded = load({"TONEBRIDGE_GATEWAY__CORS_ORIGINS": '["https://a.test"]'})

        assert loaded.gateway.cors_origins == ("https://a.test",)

    def test_read_a_file_that_the_environment_overrides(self, tmp_path):
        file = tmp_path / "tonebridge.toml"
        file.write_text("[gateway]\nport = 1\nmanagement_port = 2\n", encoding="utf-8")

        loaded = load({"TONEBRIDGE_CONFIG": str(file), "TONEBRIDGE_GATEWAY__PORT": "3"})

        assert loaded.gateway == GatewaySettings(port=3, management_port=2)

    def test_read_a_secret_from_its_file(self, tmp_path):
        secret = tmp_path / "url"
        secret.write_text("postgresql://app:pw@db/tb\n", encoding="utf-8")

        loaded = load({"TONEBRIDGE_DATABASE__URL_FILE": str(secret)})

        assert loaded.database.url == "postgresql://app:pw@db/tb"

    @pytest.mark.parametrize(
        ("environ", "setting"),
        [
            ({"TONEBRIDGE_GATEWAY__PORT": "99999"}, "TONEBRIDGE_GATEWAY__PORT"),
            ({"TONEBRIDGE_GATEWAY__PORT": "many"}, "TONEBRIDGE_GATEWAY__PORT"),
            ({"TONEBRIDGE_GATEWAY__PROT": "1"}, "TONEBRIDGE_GATEWAY__PROT"),
            ({"TONEBRIDGE_GATEWAY": "1"}, "TONEBRIDGE_GATEWAY"),
            (
                {"TONEBRIDGE_GATEWAY": "1", "TONEBRIDGE_GATEWAY__PORT": "1"},
                "TONEBRIDGE_GATEWAY__PORT",
            ),
            ({"TONEBRIDGE_HISTORY__DURABILITY": "maybe"}, "TONEBRIDGE_HISTORY__DURABILITY"),
            ({"TONEBRIDGE_GATEWAY__CORS_ORIGINS": "[1"}, "TONEBRIDGE_GATEWAY__CORS_ORIGINS"),
            ({"TONEBRIDGE_MAIL__PASSWORD_FILE": "/nowhere"}, "TONEBRIDGE_MAIL__PASSWORD_FILE"),
            ({"TONEBRIDGE_CONFIG": "/nowhere"}, "TONEBRIDGE_CONFIG"),
        ],
    )
    def test_refuse_what_they_cannot_use_and_name_the_variable(self, environ, setting):
        with pytest.raises(SettingsInvalid) as refusal:
            load(environ)

        assert refusal.value.setting == setting

    @given(st.dictionaries(st.text(max_size=20).map("TONEBRIDGE_".__add__), st.text()))
    def test_answer_or_refuse_whatever_the_environment_holds(self, environ):
        environ.pop("TONEBRIDGE_CONFIG", None)
        with contextlib.suppress(SettingsInvalid):
            assert isinstance(load(environ), Settings)
