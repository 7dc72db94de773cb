from tonebridge.language.lexicon_check import installed

HEAD = 'licence = "Apache-2.0"\nsource = "own"\n'


def test_the_installed_files_are_right(tonebridge):
    assert tonebridge("lexicon", "check") == (0, f"{len(installed())} data files are right.\n", "")


def test_an_edited_file_is_checked_in_place_of_the_installed_one(tonebridge, tmp_path):
    (tmp_path / "en_caps.toml").write_text(HEAD + "a = 1\na = 2\n")

    code, out, err = tonebridge("lexicon", "check", str(tmp_path))

    assert (code, out.split(":")[0]) == (3, "en_caps.toml")
    assert "1 of the data files' entries" in err


def test_a_file_that_is_not_utf_8_is_refused(tonebridge, tmp_path):
    (tmp_path / "en_caps.toml").write_bytes(b"\xff")

    code, _, err = tonebridge("lexicon", "check", str(tmp_path))

    assert (code, "utf-8" in err) == (3, True)
