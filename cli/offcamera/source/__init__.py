"""YAML, JSON and TOML with the line and column of every node; the one place that reads hostile text."""

from offcamera.source.pause import collector_paused
from offcamera.source.position import MOST_FAULTS, Source
from offcamera.source.read import Kind, kind_of, read_source
from offcamera.source.scalar import written
from offcamera.source.text import LARGEST, decode_text, read_file

__all__ = [
    "LARGEST",
    "MOST_FAULTS",
    "Kind",
    "Source",
    "collector_paused",
    "decode_text",
    "kind_of",
    "read_file",
    "read_source",
    "written",
]
