"""The key above all keys lies apart from what it opens, and says so where it does not."""

from __future__ import annotations

import base64
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from storage import EnvironmentMasterKey, FileMasterKey, open_storage
from storage.errors import KeyRefused
from tests.storage.conftest import MASTER, Clock


def test_a_file_key_is_made_once_for_its_owner_alone(tmp_path: Path):
    path = tmp_path / "config" / "chartbridge" / "master.key"
    first, second = FileMasterKey.at(path), FileMasterKey.at(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert second.unwrap(first.wrap(b"k" * 32, aad=b"a"), aad=b"a") == b"k" * 32


def test_two_processes_that_start_at_once_share_one_key(tmp_path: Path):
    path = tmp_path / "config" / "master.key"
    with ThreadPoolExecutor(8) as pool:
        keys = list(pool.map(lambda _: FileMasterKey.at(path).material, range(16)))
    assert len(set(keys)) == 1
    assert [each.name for each in path.parent.iterdir()] == ["master.key"]


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644])
def test_a_key_file_that_others_may_read_is_refused(tmp_path: Path, mode: int):
    path = tmp_path / "config" / "master.key"
    FileMasterKey.at(path)
    path.chmod(mode)
    with pytest.raises(KeyRefused, match="Others on this machine may read"):
        FileMasterKey.at(path)


def test_a_key_file_in_a_folder_that_others_may_write_is_refused(tmp_path: Path):
    path = tmp_path / "config" / "master.key"
    FileMasterKey.at(path)
    path.parent.chmod(0o777)
    with pytest.raises(KeyRefused, match="may replace"):
        FileMasterKey.at(path)


def test_a_key_file_inside_the_home_folder_is_refused_even_through_a_link(tmp_path: Path, clock: Clock):
    home = tmp_path / "home"
    inside = FileMasterKey.at(home / "config" / "master.key")
    with pytest.raises(KeyRefused, match="inside the home folder"):
        open_storage(home, master=inside, clock=clock)
    (tmp_path / "elsewhere").symlink_to(home / "config")
    linked = FileMasterKey.at(tmp_path / "elsewhere" / "master.key")
    with pytest.raises(KeyRefused, match="inside the home folder"):
        open_storage(home, master=linked, clock=clock)


def test_a_missing_key_file_is_not_made_anew_where_it_must_be_there(tmp_path: Path):
    with pytest.raises(KeyRefused, match="not there"):
        FileMasterKey.at(tmp_path / "master.key", create=False)


def test_a_file_key_warns_that_it_is_for_one_machine(tmp_path: Path, clock: Clock):
    key = FileMasterKey.at(tmp_path / "config" / "master.key")
    storage = open_storage(tmp_path / "home", master=key, clock=clock)
    assert any("one machine" in warning for warning in storage.warnings)
    storage.close()


@pytest.mark.parametrize("text", ["", "not base64 at all", base64.b64encode(b"short").decode()])
def test_an_environment_key_that_is_not_32_bytes_is_refused_without_being_repeated(text: str):
    with pytest.raises(KeyRefused) as caught:
        EnvironmentMasterKey.of({"CHARTBRIDGE_MASTER_KEY": text})
    assert not text or text not in str(caught.value)


def test_an_environment_without_the_key_is_told_its_name():
    with pytest.raises(KeyRefused, match="CHARTBRIDGE_MASTER_KEY is not set"):
        EnvironmentMasterKey.of({})


def test_a_store_made_with_another_master_key_is_told_at_opening(tmp_path: Path, clock: Clock):
    open_storage(tmp_path / "home", master=MASTER, clock=clock).close()
    other = EnvironmentMasterKey(material=b"o" * 32)
    with pytest.raises(KeyRefused, match="not the key that this store was made with"):
        open_storage(tmp_path / "home", master=other, clock=clock)


def test_no_key_shows_its_bytes_when_printed(tmp_path: Path):
    key = FileMasterKey.at(tmp_path / "config" / "master.key")
    assert repr(key.material) not in repr(key)
    assert "material" not in repr(key)
