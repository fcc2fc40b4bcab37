"""Checksums of open data: those of the standards, and what they tell of a download."""

import json
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from conftest import command, commit
from released import content

from generator.model import Refusal
from generator.opendata import verify
from generator.opendata.checksums import sums
from generator.schema.published import outputs


@pytest.fixture
def downloaded(tmp_path: Path) -> Path:
    """A release as somebody downloaded it."""
    for path, data in content().items():
        (tmp_path / "latest" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "latest" / path).write_bytes(data)
    return tmp_path / "latest"


def test_sm3_is_that_of_the_standard() -> None:
    """GB/T 32905-2016, A.1."""
    assert sums({"abc": b"abc"})["SM3SUMS"] == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0  abc\n"


def test_the_checksums_are_those_of_sha256sum(downloaded: Path) -> None:
    done = subprocess.run(["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=downloaded, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


def test_verify_tells_what_was_done_to_a_download(downloaded: Path) -> None:
    assert verify(downloaded) == (len(content()) - 2, ())
    packed = shutil.make_archive(str(downloaded.parent / "packed"), "zip", downloaded.parent, "latest")
    assert command("verify", packed).returncode == 0
    (downloaded / "items.csv").write_bytes(content()["items.csv"].replace("不予行政处罚".encode(), "不予处理".encode(), 1))
    (downloaded / "rules.json").unlink()
    (downloaded / "more.txt").write_text("多出")
    done = command("verify", downloaded)
    assert done.returncode == 1
    assert done.stdout.decode().splitlines() == [
        "items.csv：内容与公布时不同。", "more.txt：多出的文件，不在校验值之列。", "rules.json：缺少这个文件。",
        f"核对了{len(content()) - 2}个文件，3处不相符。请重新下载。"]
    answer = json.loads(command("verify", downloaded, "--format", "json").stdout)
    outputs().judge("verify", "verify", answer)
    repository = downloaded.parent / "repository"
    repository.mkdir()
    (repository / "README.md").write_text("示例市", encoding="utf-8")
    commit(repository, "2026-10-09T10:00:00+08:00", "first")
    for arguments in (("verify", downloaded, "--root", repository), ("--root", repository, "verify", downloaded)):
        assert json.loads(command(*arguments, "--format", "json").stdout)["as_of"] == "2026-10-09"
    assert [one["path"] for one in answer["mismatches"]] == ["items.csv", "more.txt", "rules.json"]


def test_a_list_that_cannot_be_computed_here_proves_nothing(downloaded: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (downloaded / "items.csv").write_text("改过")
    monkeypatch.setattr("hashlib.algorithms_available", {"sha256"})
    assert [one.path for one in verify(downloaded)[1]] == ["items.csv"]
    (downloaded / "SHA256SUMS").unlink()
    with pytest.raises(Refusal, match="SHA256SUMS"):
        verify(downloaded)


def test_verify_refuses_what_it_cannot_judge(tmp_path: Path, downloaded: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04 nothing")
    for place in ("empty", "broken.zip"):
        assert command("verify", tmp_path / place).returncode == 2, place
    (downloaded / "items.csv").unlink()
    (downloaded / "items.csv").symlink_to("/etc/hostname")
    with pytest.raises(Refusal, match="链接"):
        verify(downloaded)
    with zipfile.ZipFile(tmp_path / "twice.zip", "w") as archive:
        archive.writestr("SHA256SUMS", sums({"items.csv": b"real"})["SHA256SUMS"])
        archive.writestr("items.csv", "forged")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("items.csv", "real")
    with pytest.raises(Refusal, match="同名"):
        verify(tmp_path / "twice.zip")
    with zipfile.ZipFile(tmp_path / "odd.zip", "w") as archive:
        archive.writestr("SHA256SUMS", "不是校验值\n")
    assert [one.what for one in verify(tmp_path / "odd.zip")[1]] == ["有一行不是校验值：不是校验值"]
