"""The plan that ``offcamera init`` writes: small, complete, every key explained."""

from __future__ import annotations

from importlib.resources import files


def first_plan() -> str:
    """A first plan to edit, as YAML text that reads without fault."""
    return files("offcamera.formats.native").joinpath("first_plan.yaml").read_text("utf-8")
