"""Looking for texts that break the law: draw, judge, make small, keep."""

from __future__ import annotations

import random
import re
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from hypothesis import HealthCheck, Phase, given, seed, settings

from bench.torture.cases import Case
from bench.torture.law import Court, Fault, Verdict
from bench.torture.writers import bodies, case_of

LOST: Final = "words-001"
"""A refusal that blames the program: nothing that is drawn here should get lost."""

_BATCH: Final = 40
_ROUNDS: Final = 12
"""So many times at most a text is made smaller."""
_CANDIDATES: Final = 40


@dataclass(slots=True)
class Kept:
    """The smallest chapter found for a kind of fault, and how often the kind was met."""

    body: str
    fault: Fault
    times: int = 1


@dataclass(slots=True)
class Found:
    """What a hunt has met so far, by kind of fault; `refused` counts codes."""

    chapters: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    kept: dict[str, Kept] = field(default_factory=dict)

    def summary(self) -> str:
        broken = sum(kept.times for kept in self.kept.values())
        rows = [f"{self.chapters} chapters; {broken} break the law, of {len(self.kept)} kinds."]
        rows += [
            f"  refused by check, {code}: {times}" for code, times in self.refused.most_common()
        ]
        for kind, kept in sorted(self.kept.items(), key=lambda row: -row[1].times):
            rows += [
                f"== {kind}, {kept.times} times",
                kept.body.rstrip("\n"),
                f"  {kept.fault.message}",
            ]
        return "\n".join(rows)


def drawn(number: int, count: int) -> list[str]:
    """Bodies of chapters; the same number gives the same ones."""
    found: list[str] = []

    @seed(number)
    @settings(
        max_examples=count,
        phases=[Phase.generate],
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(bodies())
    def keep(body: str) -> None:
        found.append(body)

    keep()
    return list(dict.fromkeys(found))


def judged(cases: Sequence[Case], folder: Path) -> Verdict:
    """The verdict; words that `check` says were lost are broken law here."""
    verdict = Court(folder, most_together=1).judge(cases)
    for name, problems in list(verdict.refused.items()):
        if lost := next((one for one in problems if one.code == LOST), None):
            del verdict.refused[name]
            verdict.broken[name] = [Fault(f"check: {LOST}", lost.message)]
    return verdict


def hunt(minutes: float, number: int, folder: Path, say: Callable[[str], None]) -> Found:
    """Draw batch after batch until the time is up; `folder` gets the smallest text of each kind."""
    end = time.monotonic() + minutes * 60
    found = Found()
    folder.mkdir(parents=True, exist_ok=True)
    numbers = random.Random(number)  # noqa: S311 - the same hunt each time
    while time.monotonic() < end:
        of_batch = numbers.randrange(2**32)
        batch = {f"{of_batch}-{at}": body for at, body in enumerate(drawn(of_batch, _BATCH))}
        _take(batch, found, folder, end)
        say(f"seed {of_batch}: {found.chapters} chapters, {len(found.kept)} kinds of fault")
    return found


def _take(batch: dict[str, str], found: Found, folder: Path, end: float) -> None:
    with tempfile.TemporaryDirectory() as out:
        verdict = judged([case_of(name, body) for name, body in batch.items()], Path(out))
    found.chapters += len(batch)
    found.refused.update(problems[0].code for problems in verdict.refused.values())
    for name, faults in verdict.broken.items():
        body = batch.get(name, "\n\n".join(batch[one] for one in name.split(" + ") if one in batch))
        _keep(body, faults[0], found, folder, end)


def _keep(body: str, fault: Fault, found: Found, folder: Path, end: float) -> None:
    known = found.kept.get(fault.kind)
    if known is not None:
        known.times += 1
        if len(known.body) <= len(body):
            return
    small, said = smallest(body, fault, end)
    if known is None:
        found.kept[fault.kind] = Kept(small, said)
    elif len(small) < len(known.body):
        known.body, known.fault = small, said
    kept = found.kept[fault.kind]
    name = re.sub(r"[^a-z0-9]+", "-", fault.kind.lower()).strip("-")
    (folder / f"{name}.md").write_text(kept.body, encoding="utf-8", newline="")
    (folder / f"{name}.txt").write_text(f"{kept.fault.kind}\n{kept.fault.message}\n", "utf-8")


def smallest(body: str, fault: Fault, end: float) -> tuple[str, Fault]:
    """The body without the blocks and lines that the fault does not need, and what it says then."""
    for _ in range(_ROUNDS):
        bodies_left = list(dict.fromkeys(_smaller(body)))[:_CANDIDATES]
        if not bodies_left or time.monotonic() > end:
            break
        cases = [case_of(str(at), one) for at, one in enumerate(bodies_left)]
        with tempfile.TemporaryDirectory() as out:
            broken = judged(cases, Path(out)).broken
        same = [
            (bodies_left[int(name)], one)
            for name, faults in broken.items()
            for one in faults
            if one.kind == fault.kind and name.isdecimal()
        ]
        if not same:
            break
        body, fault = min(same, key=lambda row: len(row[0]))
    return body, fault


def _smaller(body: str) -> Iterator[str]:
    """The text without some of its parts: halves first, then blocks, then lines, then words."""
    for glue in ("\n\n", "\n", " "):
        parts = body.split(glue)
        if len(parts) < 2:
            continue
        middle = len(parts) // 2
        yield from (glue.join(parts[:middle]), glue.join(parts[middle:]))
        for at in range(len(parts)):
            yield glue.join(parts[:at] + parts[at + 1 :])
