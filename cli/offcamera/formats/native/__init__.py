"""The native plan format, version 1: its reader, its first plan, and its schema for editors."""

from offcamera.formats.native.first import first_plan
from offcamera.formats.native.read import is_native, load_waivers, looks_like_plan, read_native, read_waivers
from offcamera.formats.native.schema import plan_schema

__all__ = [
    "first_plan",
    "is_native",
    "load_waivers",
    "looks_like_plan",
    "plan_schema",
    "read_native",
    "read_waivers",
]
