"""How long many sites take, and how much memory: run by hand, asserts nothing.

    python tests/bench/sites.py [COUNT…]

Makes folders of so many sites out of the catalogue, audits each with one process and with one per core, to
the screen's report and to lines, and prints plans per second and the most memory that one process held.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
CATALOGUE = sorted((ROOT / "floorplans").glob("*/site.yaml"))
WAYS = {
    "screen, 1 process": ("--jobs", "1"),
    "screen, every core": ("--jobs", "0"),
    "lines, 1 process": ("--jobs", "1", "-f", "jsonl"),
    "lines, every core": ("--jobs", "0", "-f", "jsonl"),
}


def make_sites(folder: Path, count: int) -> None:
    """So many sites, each with a name of its own, a hundred to a folder."""
    for number in range(count):
        text = CATALOGUE[number % len(CATALOGUE)].read_text(encoding="utf-8")
        named = re.sub(r"^site: *(.*)$", rf'site: "Site {number:05}"', text, count=1, flags=re.MULTILINE)
        file = folder / f"{number // 100:03}" / f"{number:05}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(named, encoding="utf-8")


def audit(folder: Path, words: tuple[str, ...]) -> tuple[float, float, int, int]:
    """Seconds, most memory of any process (MB), exit code, bytes of the report."""
    command = [sys.executable, "-m", "offcamera", "check", str(folder), "--no-config", *words]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "cli"), "OPENBLAS_NUM_THREADS": "1"}
    code = (
        "import resource, subprocess, sys\n"
        "done = subprocess.run(sys.argv[1:], stdout=subprocess.PIPE)\n"
        "most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss\n"
        "print(most, done.returncode, len(done.stdout))\n"
    )
    begun = time.perf_counter()
    shown = subprocess.run(
        [sys.executable, "-c", code, *command], capture_output=True, text=True, env=environment, check=True
    )
    took = time.perf_counter() - begun
    most, left_with, size = map(int, shown.stdout.split())
    return took, most / 1024, left_with, size


def main() -> None:
    """Print the table."""
    counts = [int(word) for word in sys.argv[1:]] or [10, 100, 1000]
    print(f"{len(CATALOGUE)} plans in the catalogue, {os.cpu_count()} cores")
    for count in counts:
        with tempfile.TemporaryDirectory() as place:
            make_sites(Path(place), count)
            for way, words in WAYS.items():
                took, most, left_with, size = audit(Path(place), words)
                rate = count / took
                print(
                    f"{count:>6}  {way:<20} {took:7.1f} s {rate:7.1f} plans/s "
                    f"{most:7.0f} MB  exit {left_with}  {size:>10} bytes"
                )


if __name__ == "__main__":
    main()
