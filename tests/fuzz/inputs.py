"""Throws spoilt and random plans at the whole tool.

    python tests/fuzz/inputs.py --inputs 100000 --seed 1 --jobs 2

Kinds, by turns: `text` (bytes of a file cut, doubled, swapped, flipped), `values` (figures and words of a
small plan replaced, nudged, taken out), `random` (a random well-formed plan written and read), `keys` (a key
taken out of a plan: no outcome may get better). What is accepted is audited and written in every form.

A fault is: an error that is not a clear refusal, a refusal without words or with a place outside the file, a
form that does not come out, more than 10 seconds, or a better outcome. Each is told with its number; run it
again with `--only NUMBER`. Exit code 1 when there is any.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

if __name__ in ("__main__", "__mp_main__"):
    sys.path.insert(0, str(Path(__file__).parents[1]))

from fuzz.spoil import spoil_text, spoil_values
from offcamera.audit import audit_plan
from offcamera.errors import Fault, Refused
from offcamera.findings.report import NotAudited, Report, Run
from offcamera.formats import read_plan
from offcamera.formats.write_native import write_native
from offcamera.model.plan import Plan
from offcamera.report import REPORTERS
from offcamera.report.picture import draw_svg
from offcamera.report.view import View
from offcamera.rules.pack import choose_packs, pack_names
from offcamera.source import read_source

TESTS = Path(__file__).parents[1]
AS_OF = date(2026, 11, 23)
#: No input may take longer (s).
LONGEST = 10.0
#: An input may take so much memory (bytes).
MEMORY = 4 << 30


@dataclass(frozen=True, slots=True)
class Told:
    """What became of one input: its kind, its end in one word, and what was wrong with it if anything."""

    number: int
    kind: str
    end: str
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A file of the corpus."""

    name: str
    data: bytes


@cache
def texts() -> tuple[Text, ...]:
    """Native files: the example sites and the refused plans."""
    files = [*(TESTS.parent / "floorplans").rglob("site.yaml"), *(TESTS / "broken").glob("*.*")]
    kept = [f for f in files if f.suffix in (".yaml", ".json") and f.stat().st_size < 200_000]
    return tuple(Text(f.name, f.read_bytes()) for f in sorted(kept))


@cache
def small_plans() -> tuple[Mapping[str, Any], ...]:
    """The plans of the cases, in plain values."""
    from test_cases import cases

    return tuple(case.plan for case in cases())


@cache
def values() -> tuple[Mapping[str, Any], ...]:
    """Plans in plain values: every small plan, and the example sites."""
    sites = (read_source(t.data, t.name).value for t in texts() if t.name == "site.yaml")
    return (*small_plans(), *(dict(s) for s in sites if isinstance(s, dict)))


# --- one input --------------------------------------------------------------------------------------------


def audit_text(data: bytes, name: str) -> str:
    """Read, audit and write in every form; the end in one word. Raises what the tool should not."""
    try:
        plan = read_plan(name, data)
    except Refused as refused:
        for fault in refused.faults or [Fault("")]:
            check_fault(fault, data)
        check_screen(NotAudited(name, "refused", tuple(refused.faults)))
        return "refused"
    report = audit(plan)
    write_all(report)
    return "audited"


def audit(plan: Plan) -> Report:
    known = [name for name in plan.packs if name in pack_names()]
    return audit_plan(plan, choose_packs(known or ["cn-2023-draft", "eu-edpb"], AS_OF), as_of=AS_OF)


def check_fault(fault: Fault, data: bytes) -> None:
    """A refusal says what is wrong, and where within the file."""
    if not fault.says.strip():
        raise AssertionError("a refusal without words")
    if fault.line > data.count(b"\n") + data.count(b"\r") + 2:
        raise AssertionError(f"line {fault.line} is beyond the file: {fault.says}")


def check_screen(refused: NotAudited) -> None:
    """What a refusal quotes of the file is only text on the screen."""
    run = Run(reports=(), not_audited=(refused,), as_of=AS_OF)
    screen = REPORTERS["terminal"].render(run, View())["report.txt"].decode("utf-8")
    if not screen.replace("\n", "").isprintable():
        raise AssertionError(f"words that steer a screen: {screen!r}")


def write_all(report: Report) -> None:
    run = Run(reports=(report,), as_of=AS_OF)
    for reporter in REPORTERS.values():
        if not all(reporter.render(run, View()).values()) and reporter.name not in ("github", "csv"):
            raise AssertionError(f"{reporter.name} is empty")
    REPORTERS["terminal"].render(run, View(language="zh", encoding="ascii", verbose=True))
    draw_svg(report)


def try_text(chance: random.Random) -> str:
    text = chance.choice(texts())
    return audit_text(spoil_text(text.data, chance), text.name)


def try_values(chance: random.Random) -> str:
    plan = chance.choice(small_plans() if chance.random() < 0.9 else values())
    return audit_text(json.dumps(spoil_values(plan, chance)).encode("utf-8", "surrogatepass"), "plan.json")


def try_random(chance: random.Random) -> str:
    data = random_native(chance)
    end = audit_text(data, "plan.yaml")
    if end != "audited":
        raise AssertionError("a well-formed plan is refused")
    return end


def random_native(chance: random.Random) -> bytes:
    from sight.fuzz_oracle import plan_of
    from sight.random_signs import random_signs

    seed = chance.randrange(10**6)
    plan = plan_of(seed) if chance.random() < 0.5 else random_signs(seed)
    return write_native(plan).encode()


def try_keys(chance: random.Random) -> str:
    """One key out of a plan, or of a random one: nothing gets better."""
    from test_silence import audit as audit_values
    from test_silence import betters, facts_of, keys_of

    if chance.random() < 0.7:
        plan: Any = chance.choice(values())
    else:
        plan = read_source(random_native(chance), "plan.yaml").value
    paths = list(keys_of(plan))
    before = facts_of(audit_values(plan))
    found = [
        line for path in chance.sample(paths, min(4, len(paths))) for line in betters(plan, before, path)
    ]
    if found:
        raise AssertionError(f"better: {found[0]}")
    return "as bad"


KINDS: Mapping[str, Callable[[random.Random], str]] = {
    "text": try_text,
    "values": try_values,
    "random": try_random,
    "keys": try_keys,
}
#: The kinds in turn: the quick ones more often.
TURNS = ("text", "values", "text", "values", "text", "values", "text", "values", "random", "keys")


def try_input(seed: int, number: int) -> Told:
    """Make one input, and see what becomes of it; never raises."""
    kind = TURNS[number % len(TURNS)]
    began = time.perf_counter()
    try:
        end, fault = KINDS[kind](random.Random(f"{seed}/{number}")), ""
    except BaseException as error:  # whatever happened is what is looked for
        if isinstance(error, KeyboardInterrupt):
            raise
        at = traceback.extract_tb(error.__traceback__)[-1]
        end, fault = "crash", f"{type(error).__name__}: {error} ({Path(at.filename).name}:{at.lineno})"[:300]
    took = time.perf_counter() - began
    if took > LONGEST and not fault:
        fault = f"took {took:.0f} s"
    return Told(number, kind, end, fault)


# --- many -------------------------------------------------------------------------------------------------


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _try_some(span: tuple[int, int, int]) -> list[Told]:
    seed, first, last = span
    return [try_input(seed, number) for number in range(first, last)]


def try_inputs(seed: int, count: int, jobs: int) -> Iterator[Told]:
    """Many inputs, over several processes."""
    spans = [(seed, a, min(count, a + 50)) for a in range(0, count, 50)]
    if jobs < 2:
        for span in spans:
            yield from _try_some(span)
        return
    context = multiprocessing.get_context("spawn")
    with context.Pool(jobs, initializer=_limit_memory, maxtasksperchild=100) as pool:
        for some in pool.imap_unordered(_try_some, spans):
            yield from some


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--inputs", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--only", type=int, help="one input by its number, with where it breaks")
    wish = parser.parse_args()
    if wish.only is not None:
        print(KINDS[TURNS[wish.only % len(TURNS)]](random.Random(f"{wish.seed}/{wish.only}")))
        return 0
    began, ends, faults = time.perf_counter(), Counter[str](), []
    for told in try_inputs(wish.seed, wish.inputs, wish.jobs):
        ends[f"{told.kind} {told.end}"] += 1
        if told.fault:
            faults.append(told)
            print(f"{told.number} {told.kind}: {told.fault}", flush=True)
    print(", ".join(f"{n} {end}" for end, n in sorted(ends.items())))
    print(f"{sum(ends.values())} inputs, {len(faults)} faults; {time.perf_counter() - began:.0f} s")
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
