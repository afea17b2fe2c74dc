"""The front door: sets the stage, runs the app, and turns whatever goes wrong into an exit code."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
import traceback

from offcamera.errors import Exit
from offcamera.version import __version__

#: So many new things are made before Python looks for cycles among them.
_NEW_THINGS = 1_000_000


def main() -> None:
    """Run the command line; leaves with one of the exit codes of ``offcamera.errors.Exit``."""
    _prepare()
    try:
        from offcamera.app import app  # noqa: PLC0415  a fault while it is loaded is one of ours too

        app(prog_name="offcamera")
    except KeyboardInterrupt:
        sys.exit(Exit.INTERRUPTED)
    except Exception as error:  # noqa: BLE001  else Python leaves with 1, which means "findings"
        _ask_for_report(error)
        sys.exit(Exit.FAULT)
    finally:
        _flush()
        # The process ends: without this, Python walks once more through all that was made (a fifth of a run).
        gc.freeze()


def _prepare() -> None:
    # One plan keeps one core busy; the threads that OpenBLAS starts cost more than they bring.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # What else is installed may not change how a plan is read, and is not searched for at every start.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # Hardly anything here is in a cycle, and by default Python looks for cycles at every 700 new things.
    gc.set_threshold(_NEW_THINGS)
    for stream in (sys.stdout, sys.stderr):
        # A terminal that knows no Chinese gets escapes instead of a crash.
        with contextlib.suppress(AttributeError):
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # real streams have it


def _ask_for_report(error: Exception) -> None:
    if os.environ.get("OFFCAMERA_DEBUG"):
        traceback.print_exception(error)
    lines = (
        f"offcamera {__version__} has a fault: {type(error).__name__}: {error}",
        "This is not your plan's doing. Please report it, with the command and, if you may, the plan.",
        "OFFCAMERA_DEBUG=1 shows where it happened.",
    )
    sys.stderr.write("\n".join(lines) + "\n")


def _flush() -> None:
    """Flush once here, so that a closed pipe is met quietly and not while Python shuts down."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()
