"""The one bridge from a plan to the kernel: every shape of a level is worked out once."""

from offcamera.sight.scene.level import STATEMENTS, LevelScene
from offcamera.sight.scene.scene import Scene

__all__ = ["STATEMENTS", "LevelScene", "Scene"]
