"""From command to prompt, beside an empty Python."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median


def seconds(*command: str) -> float:
    """Give how long a whole process takes."""
    began = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - began


def measure() -> Iterator[tuple[str, str, str, str]]:
    """Measure `heard --help` and `heard check` against `python -c pass`."""
    heard = str(Path(sys.executable).with_name("heard"))
    for words in (("--help",), ("check",)):
        seconds(heard, *words)
        pairs = [(seconds(heard, *words), seconds(sys.executable, "-c", "pass")) for _ in range(7)]
        ours, bare = median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)
        yield (f"heard {' '.join(words)}", f"{ours:.2f} s", f"{bare:.2f} s, python -c pass",
               f"{median(pair[0] / pair[1] for pair in pairs):.1f}")
