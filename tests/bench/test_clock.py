"""What a command costs, also when it leaves processes behind."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from bench.clock import CommandError, Cost, middle, timed
from bench.peers import PEERS, filled, programs, there

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the bench needs Linux")

ORPHAN = """
import os, sys, time
if os.fork() == 0:
    held = bytearray(80_000_000)
    until = time.process_time() + 0.3
    while time.process_time() < until:
        pass
"""


def run(text: str, folder: Path) -> Cost:
    return timed([sys.executable, "-c", text], os.environ, folder / "said.txt")


def test_a_process_that_outlives_the_command_is_counted(tmp_path: Path) -> None:
    cost = run(ORPHAN, tmp_path)
    assert cost.cpu_s >= 0.3
    assert cost.peak_mib > 80


def test_a_sleeping_command_takes_time_and_no_processor(tmp_path: Path) -> None:
    cost = run("import time; time.sleep(0.3)", tmp_path)
    assert cost.wall_s >= 0.3
    assert cost.cpu_s < cost.wall_s


def test_a_command_that_fails_is_no_measurement(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="waarom niet"):
        run("raise SystemExit('waarom niet')", tmp_path)


def test_the_middle_is_no_average_and_memory_is_the_most() -> None:
    costs = [Cost(1, 4, 100), Cost(2, 5, 300), Cost(90, 6, 200)]
    assert middle(costs) == Cost(2, 5, 300)


def test_a_peer_needs_all_its_programs() -> None:
    typst = PEERS[0]
    assert programs(typst, "", {"pandoc": "/p/pandoc"}.get) is None
    found = programs(typst, "", {"pandoc": "/p/pandoc", "typst": "/p/typst"}.get)
    assert found is not None
    assert filled(typst.make[1], found)[:2] == ["/p/typst", "compile"]


def test_a_peer_is_timed_in_one_way() -> None:
    names = [peer.name for peer in there("/p/python", lambda name: f"/p/{name}")]
    assert sorted(names) == sorted({peer.name for peer in PEERS})
    assert there("", lambda _: None) == {}
