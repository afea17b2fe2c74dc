"""OpenStreetMap indoor maps (Simple Indoor Tagging), as GeoJSON and as .osm."""

from offcamera.formats.osm.geojson import read_osm_geojson, sniff_geojson
from offcamera.formats.osm.xml import read_osm_xml, sniff_xml

__all__ = ["read_osm_geojson", "read_osm_xml", "sniff_geojson", "sniff_xml"]
