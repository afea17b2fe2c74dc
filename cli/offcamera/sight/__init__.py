"""The kernel: what is seen from where. Pure functions on arrays and polygons; it knows no plan."""
