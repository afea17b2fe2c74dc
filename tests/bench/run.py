"""Measure how fast offcamera is: PYTHONPATH=cli:tests python -m bench.run TABLE …"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from math import inf
from pathlib import Path

from bench.clock import measure, measure_each, pin, run_cold, show, show_machine, yardstick

TABLES: dict[str, Callable[[argparse.Namespace], None]] = {}


def table(function: Callable[[argparse.Namespace], None]) -> Callable[[argparse.Namespace], None]:
    """Enter a function in the list of tables."""
    TABLES[function.__name__] = function
    return function


@table
def mesh(asked: argparse.Namespace) -> None:
    """Time of build_mesh, without and with the open air."""
    from dataclasses import replace

    import numpy as np
    import shapely

    from bench.engine import make_mesh
    from bench.maps import MAPS, THICK, THIN, counts
    from offcamera.sight.scene.shapes import floor_of

    rows = []
    for style, walls in ((THICK, "thick"), (THIN, "thin")):
        for name in asked.maps:
            if name == "hall" and style is THIN:
                continue
            made = MAPS[name](replace(style, entrances=False))
            floor = floor_of(made.level)
            whole = measure(lambda f=floor: make_mesh(f), asked.passes)
            # Throats through thick walls are part of the open air: without it, their doors would be lost.
            bare = measure(lambda f=floor: make_mesh(f, air=False), asked.passes) if style is THIN else None
            faces = np.array(make_mesh(floor).faces, dtype=object)
            geos = measure(lambda f=faces: shapely.constrained_delaunay_triangles(f), asked.passes)
            c = counts(made)
            shares = [bare.middle * 1e3, whole.middle / bare.middle] if bare else ["–", "–"]
            row = [whole.middle * 1e3, whole.best * 1e3, geos.middle * 1e3, whole.middle / geos.middle]
            rows.append([f"{name} {walls}", c["rooms"], c["edges"], *shares, *row])
    heads = ["map", "rooms", "edges", "no air", "× no air", "with air", "best", "GEOS alone", "× GEOS"]
    show("mesh, ms", heads, rows)


@table
def walk(asked: argparse.Namespace) -> None:
    """The walk of the light alone, one camera, and against plain expansion over the same free space."""
    from dataclasses import replace

    from bench.engine import cone_of, make_mesh, plain_terrain, scene_of
    from bench.engine import walk as walk_once
    from bench.maps import MAPS, THICK
    from offcamera.sight.scene.shapes import floor_of
    from offcamera.sight.terrain import lay_out

    stick, rows = yardstick(), []
    for name in asked.maps:
        made = MAPS[name](replace(THICK, entrances=False))
        scene = scene_of(made)
        whole, plain = scene.terrain, plain_terrain(made.free_space())
        bare = lay_out(make_mesh(floor_of(made.level), air=False))
        got = []
        for terrain in (whole, bare, plain):
            cones = [cone_of(c, terrain.mesh, c.range or inf) for c in made.level.cameras[: asked.cameras]]
            got.append(measure_each([lambda c=c, t=terrain: walk_once(t, c) for c in cones], asked.passes))
        wedges = sum(
            len(walk_once(whole, c))
            for c in (cone_of(c, whole.mesh, c.range or inf) for c in made.level.cameras)
        )
        rows.append(
            [
                name,
                got[0].middle * 1e6,
                got[0].share(0.95) * 1e6,
                wedges / len(made.level.cameras),
                got[2].middle * 1e6,
                sum(got[0].all) / sum(got[2].all),
                got[0].middle / stick * 1e4,
            ]
        )
    show(
        "walk of the light, one camera, µs",
        ["map", "median", "p95", "wedges", "plain", "× plain", "cross products"],
        rows,
    )


@table
def query(asked: argparse.Namespace) -> None:
    """The whole query of one camera: field, heights, door states, areas by room."""
    from bench.engine import forget_views, scene_of
    from bench.engine import query as ask
    from bench.maps import MAPS, THICK, THIN

    stick, rows = yardstick(), []
    for style, walls in ((THICK, "thick"), (THIN, "thin")):
        for name in asked.maps:
            if name == "hall" and style is THIN:
                continue
            scene = scene_of(MAPS[name](style))
            cameras = scene.level.cameras[: asked.cameras]
            cases = [lambda c=c, s=scene: (forget_views(s), ask(s, c)) for c in cameras]
            got = measure_each(cases, asked.passes)
            locate = measure_each(
                [lambda c=c, s=scene: (forget_views(s), s.mounting(c)) for c in cameras], asked.passes
            )
            pieces = sum(len(scene.view(c.id).pieces("bare")) for c in cameras) / len(cameras)
            rows.append(
                [
                    f"{name} {walls}",
                    got.middle * 1e3,
                    got.share(0.95) * 1e3,
                    locate.middle * 1e3,
                    (got.middle - locate.middle) * 1e3,
                    pieces,
                    got.middle / stick * 1e4,
                ]
            )
    heads = ["map", "median", "p95", "of it mounting", "the rest", "pieces", "cross products"]
    show("whole query, one camera, ms", heads, rows)


@table
def batch(asked: argparse.Namespace) -> None:
    """All cameras of the big floor as an audit asks: hung together, then asked one after the other."""
    from bench.engine import forget_views, scene_of
    from bench.engine import query as ask
    from bench.maps import big_map

    scene = scene_of(big_map())
    cameras = scene.level.cameras[:: 1 if asked.big else 20]
    stick = yardstick()
    passes = 3 if asked.big else 1
    got = measure(lambda: (forget_views(scene), scene.hang_all(), [ask(scene, c) for c in cameras]), passes)
    hung = measure(
        lambda: (forget_views(scene), scene.hang_all(), [scene.mounting(c) for c in cameras]), passes
    )
    _ = [scene.view(c.id) for c in cameras]
    shapes = measure(lambda: [scene.view(c.id).shape("open") for c in cameras], 1)
    rows = [
        [what, t.middle, t.middle / len(cameras) * 1e6, t.middle / stick]
        for what, t in (("queries", got), ("of it mounting", hung), ("joined shapes, besides", shapes))
    ]
    show(f"{len(cameras)} cameras of big", ["what", "s", "µs each", "yardsticks"], rows)


@table
def rivals(asked: argparse.Namespace) -> None:
    """Ratios to a Python library, to shadow subtraction, and to the slow oracle of the tests."""
    from bench.contest import agree, ask_oracle, race

    print()
    for name in asked.maps:
        agree(name)
    show(
        "walk alone within HFOV and range, µs",
        ["map", "walk", "plain", "pysovist", "× walk", "shadows", "× walk", "prep pysovist, ms"],
        [race(name, asked.passes) for name in asked.maps],
    )
    show(
        "whole query against the oracle at 1,000 places, ms",
        ["map", "query", "oracle", "× query", "places sure", "unlike"],
        [ask_oracle(name, asked.passes) for name in asked.maps if name in ("small", "mid")],
    )


@table
def load(asked: argparse.Namespace) -> None:
    """Native text to a validated plan; the yardstick is libyaml's events alone."""
    from yaml import _yaml

    from bench.maps import THICK, map_of_rooms, native_text, small_map
    from offcamera.formats.native import read_native

    def events(text: str) -> None:
        parser = _yaml.CParser(text)
        while parser.check_event():
            parser.get_event()

    rows = []
    for name, made in (("small", small_map(THICK)), ("500 rooms", map_of_rooms(520, 700))):
        text = native_text(made)
        data = text.encode()
        got, bare = (
            measure(lambda d=data: read_native(d, "plan.yaml"), asked.passes),
            measure(lambda t=text: events(t), asked.passes),
        )
        rows.append(
            [
                name,
                len(data) / 1000,
                got.middle * 1e3,
                got.best * 1e3,
                bare.middle * 1e3,
                got.middle / bare.middle,
                got.middle * 1e3 * 300_000 / len(data),
            ]
        )
    show(
        "native plan to objects, ms",
        ["plan", "kB", "median", "best", "events alone", "× events", "per 300 kB"],
        rows,
    )


@table
def check(asked: argparse.Namespace) -> None:
    """Whole cold processes; the big site only with --big, as it may take long."""
    from bench.maps import THICK, THIN, big_map, map_of_rooms, native_text, small_map

    python = sys.executable
    bare = run_cold([python, "-c", "pass"], 9)
    rows = [["python -c pass", bare.middle, bare.best, 1.0]]

    def told(name: str, *words: str, passes: int = 9) -> None:
        got = run_cold([python, "-m", "offcamera", *words], passes)
        rows.append([name, got.middle, got.best, got.middle / bare.middle])

    told("--version", "--version")
    told("--help", "--help")
    with tempfile.TemporaryDirectory() as folder:
        sites = {
            "30 rooms, 20 cameras, thin": (small_map(THIN), 7),
            "30 rooms, 20 cameras, thick": (small_map(THICK), 7),
        }
        sites |= {f"{n} rooms, {n} cameras": (map_of_rooms(n, n), 1) for n in asked.sites}
        if asked.big:
            sites["2,000 rooms, 2,000 cameras"] = (big_map(), 1)
        for name, (made, passes) in sites.items():
            file = Path(folder) / f"{made.name}.yaml"
            file.write_text(native_text(made), encoding="utf-8")
            told(name, "check", str(file), passes=passes)
    show("cold processes, s", ["command", "median", "best", "× python"], rows)


@table
def growth(asked: argparse.Namespace) -> None:
    """How cost grows from 30 to 2,000 rooms: mesh for each room, and one camera."""
    heads = ["asked", "rooms", "mesh, ms", "µs/room", "walk, µs", "mounting, µs", "query, µs"]
    show("growth", heads, [grown(n, asked.passes) for n in (30, 60, 125, 250, 500, 1000, 2000)])


def grown(rooms: int, passes: int) -> list[object]:
    """One row of the table of growth."""
    from bench.engine import cone_of, forget_views, make_mesh, scene_of
    from bench.engine import query as ask
    from bench.engine import walk as walk_once
    from bench.maps import counts, map_of_rooms

    made = map_of_rooms(rooms, 100)
    scene, cameras, real = scene_of(made), made.level.cameras, counts(made)["rooms"]
    whole = measure(lambda: make_mesh(scene.floor), 3)
    cones = [cone_of(c, scene.mesh, c.range or inf) for c in cameras]
    walks = measure_each([lambda c=c: walk_once(scene.terrain, c) for c in cones], passes)
    hung = measure_each([lambda c=c: (forget_views(scene), scene.mounting(c)) for c in cameras], passes)
    asks = measure_each([lambda c=c: (forget_views(scene), ask(scene, c)) for c in cameras], passes)
    each = [t.middle * 1e6 for t in (walks, hung, asks)]
    return [rooms, real, whole.middle * 1e3, whole.middle / real * 1e6, *each]


@table
def signs(asked: argparse.Namespace) -> None:
    """The walk, the proof and the evidence for every camera, with fifty signs; how it grows with the map."""
    from bench.maps import MAPS, counts
    from bench.walks import SIGNS, hang_signs, prove_all

    rows: list[list[object]] = []
    for name in (n for n in asked.maps if n != "hall"):
        made = MAPS[name]()
        plan, cameras = hang_signs(made), made.level.cameras
        some = cameras if asked.big else cameras[: asked.cameras]
        for before in (False, True):
            laid, proved, answers = prove_all(plan, some, before=before)
            told = ", ".join(f"{n} {answer}" for answer, n in sorted(answers.items()))
            each = proved / len(some) * 1e3
            rows.append(
                [
                    name,
                    "before" if before else "on",
                    counts(made)["rooms"],
                    len(some),
                    laid,
                    proved,
                    each,
                    told,
                ]
            )
    heads = ["map", "met", "rooms", "cameras", "floor, s", "proof, s", "ms each", "answers"]
    show(f"signs and walks, {SIGNS} signs", heads, rows)


def main() -> None:
    """Print the tables that are asked for."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("tables", nargs="+", choices=[*TABLES, "all"])
    words.add_argument("--maps", nargs="+", default=["small", "mid", "big", "hall"])
    words.add_argument("--passes", type=int, default=5)
    words.add_argument("--cameras", type=int, default=200, help="at most so many of each map")
    words.add_argument("--sites", type=int, nargs="*", default=[125], help="further sites to check, by rooms")
    words.add_argument("--big", action="store_true", help="check the site of 2,000 rooms and 2,000 cameras")
    asked = words.parse_args()
    pin()
    show_machine()
    for name in TABLES if "all" in asked.tables else asked.tables:
        TABLES[name](asked)


if __name__ == "__main__":
    main()
