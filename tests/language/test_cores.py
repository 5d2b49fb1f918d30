from __future__ import annotations

import os
from pathlib import Path

import pytest

from entente.language import cores as cores_module
from entente.language.cores import cores, limits


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


@pytest.fixture
def member(tmp_path: Path) -> Path:
    return tmp_path / "cgroup"


def test_version_two_with_the_groups_above(tmp_path: Path, member: Path) -> None:
    put(member, "0::/slice/job\n")
    put(tmp_path / "groups/slice/job/cpu.max", "max 100000\n")
    put(tmp_path / "groups/slice/cpu.max", "150000 100000\n")
    assert list(limits(tmp_path / "groups", member)) == [1.5]


def test_version_one(tmp_path: Path, member: Path) -> None:
    put(member, "7:memory:/job\n4:cpu,cpuacct:/job\n")
    for name, quota in (("cpu,cpuacct/job", "300000"), ("cpu,cpuacct", "-1"), ("memory/job", "100000")):
        put(tmp_path / "groups" / name / "cpu.cfs_quota_us", quota)
        put(tmp_path / "groups" / name / "cpu.cfs_period_us", "100000")
    assert list(limits(tmp_path / "groups", member)) == [3.0]


def test_a_container_that_sees_the_path_of_its_host(tmp_path: Path, member: Path) -> None:
    put(member, "0::/docker/4f2a\n")
    put(tmp_path / "groups/cpu.max", "200000 100000\n")
    assert list(limits(tmp_path / "groups", member)) == [2.0]


@pytest.mark.parametrize("text", ["", "max 100000", "100000 0", "a few"])
def test_no_limit(text: str, tmp_path: Path, member: Path) -> None:
    put(member, "0::/\n")
    put(tmp_path / "groups/cpu.max", text)
    assert list(limits(tmp_path / "groups", member)) == []
    assert list(limits(tmp_path / "groups", tmp_path / "none")) == []


@pytest.mark.parametrize(("found", "wanted"), [([0.5], 1), ([1.5], 2), ([9.0, 2.0], 2), ([], 3), ([64.0], 3)])
def test_the_least_counts(found: list[float], wanted: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cores_module, "limits", lambda: iter(found))
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1, 5}, raising=False)
    assert cores() == wanted


def test_this_machine() -> None:
    assert 1 <= cores() <= (os.cpu_count() or 1)
