import os
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from tonebridge_cli.laptop.files import write_private
from tonebridge_cli.laptop.logs import BoundedLog
from tonebridge_cli.laptop.signing import ensure_signing_keys


class TestABoundedLog:
    def test_keeps_the_newest_lines_in_two_files_of_bounded_size(self, tmp_path):
        log = BoundedLog(tmp_path / "x.log", limit_bytes=30)
        for number in range(10):
            log.write(b"line %03d\n" % number)
        log.close()

        assert (tmp_path / "x.log").read_text() == "line 009\n"
        assert (tmp_path / "x.log.1").read_text() == "line 006\nline 007\nline 008\n"

    def test_goes_on_where_an_earlier_run_ended(self, tmp_path):
        for line in (b"one\n", b"two\n"):
            log = BoundedLog(tmp_path / "x.log")
            log.write(line)
            log.close()

        assert (tmp_path / "x.log").read_text() == "one\ntwo\n"

    def test_loses_what_a_full_disk_does_not_take_and_goes_on(self, tmp_path):
        full = Path("/dev/full")
        if not full.exists():
            pytest.skip("this system has no disk that is always full")
        path = tmp_path / "x.log"
        path.symlink_to(full)
        log = BoundedLog(path, limit_bytes=30)

        log.write(b"lost\n")
        path.unlink()
        log._begin_anew()
        log.write(b"kept\n")
        log.close()

        assert path.read_text() == "kept\n"

    def test_goes_on_where_it_could_not_move_aside(self, tmp_path):
        log = BoundedLog(tmp_path / "x.log", limit_bytes=10)
        log.write(b"first\n")
        (tmp_path / "x.log").rename(tmp_path / "elsewhere")

        log.write(b"second\n")
        log.close()

        assert (tmp_path / "x.log").read_text() == "second\n"

    def test_tells_its_end_without_blank_lines(self, tmp_path):
        log = BoundedLog(tmp_path / "x.log")
        log.write(b"one\n\ntwo\n\xff three\n\n")

        assert log.tail(2) == ["two", "\ufffd three"]
        log.close()


class TestAPrivateFile:
    def test_is_its_owner_s_alone_whatever_the_umask(self, tmp_path):
        before = os.umask(0)
        try:
            write_private(tmp_path / "secret", b"x")
        finally:
            os.umask(before)

        assert oct((tmp_path / "secret").stat().st_mode & 0o777) == "0o600"

    def test_replaces_the_old_one_whole(self, tmp_path):
        (tmp_path / "secret").write_bytes(b"old and long")
        (tmp_path / "secret.new").write_bytes(b"half")

        write_private(tmp_path / "secret", b"new")

        assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {"secret": b"new"}


class TestSigningKeys:
    def test_are_two_different_ed25519_keys(self, tmp_path):
        ensure_signing_keys(tmp_path)

        keys = [
            load_pem_private_key((tmp_path / name).read_bytes(), None).private_bytes_raw()
            for name in ("a.pem", "b.pem")
        ]
        assert (len(keys[0]), keys[0] != keys[1]) == (32, True)

    @pytest.mark.parametrize("name", ["a.pem", "b.pem"])
    def test_stay_what_they_are(self, tmp_path, name):
        ensure_signing_keys(tmp_path)
        before = (tmp_path / name).read_bytes()

        ensure_signing_keys(tmp_path)

        assert (tmp_path / name).read_bytes() == before
