"""Settings: what a site's own file says about how its plans are audited."""

from offcamera.settings.find import SettingsBook
from offcamera.settings.keys import KEYS
from offcamera.settings.read import read_settings
from offcamera.settings.settings import Settings

__all__ = ["KEYS", "Settings", "SettingsBook", "read_settings"]
