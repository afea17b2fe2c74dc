"""Audits site plans: which cameras see into private rooms, and what the law says about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from offcamera.version import __version__

if TYPE_CHECKING:
    from offcamera.audit import audit_plan
    from offcamera.findings.finding import Finding
    from offcamera.findings.report import Report
    from offcamera.formats import read_plan
    from offcamera.model.plan import Plan

__all__ = ["Finding", "Plan", "Report", "__version__", "audit_plan", "read_plan"]

#: Public name -> module that holds it; loaded when first asked for, so that ``--version`` stays quick.
_HOMES = {
    "Finding": "offcamera.findings.finding",
    "Plan": "offcamera.model.plan",
    "Report": "offcamera.findings.report",
    "audit_plan": "offcamera.audit",
    "read_plan": "offcamera.formats",
}


def __getattr__(name: str) -> object:
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(f"module 'offcamera' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
