"""What every mapping of the plan format has in common."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class Entry(BaseModel):
    """A mapping of the file: unknown keys are faults, and nothing changes once it is read."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


def key(says: str) -> Any:
    """A key that may be left out, with what it means to the person who writes it."""
    return Field(default=None, description=says)


def needed(says: str) -> Any:
    """A key that must be there, with what it means to the person who writes it."""
    return Field(description=says)
