"""A hotel floor built by hand, with what an audit of it might have found."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from offcamera.errors import Fault
from offcamera.findings.clause import Clause, Pack
from offcamera.findings.evidence import Assumption, Condition, Evidence, Reason, Reliance
from offcamera.findings.finding import Finding, Touch, finding_id
from offcamera.findings.outcome import Outcome, Severity
from offcamera.findings.report import CaptureShape, NotAudited, Report, Run, Tally
from offcamera.model.camera import Camera, Optics
from offcamera.model.place import Place, Ref
from offcamera.model.plan import Level, Plan
from offcamera.model.sign import Sign
from offcamera.model.space import Obstacle, Opening, Room, Wall, Zone
from offcamera.model.use import Reading

AS_OF = date(2026, 11, 23)
FAIL, IF, UNKNOWN, PASS = Outcome.FAIL, Outcome.CONDITIONAL, Outcome.UNKNOWN, Outcome.PASS
ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE


def rect(x: float, y: float, w: float, h: float) -> tuple[tuple[float, float], ...]:
    return ((x, y), (x + w, y), (x + w, y + h), (x, y + h))


def known(*uses: str) -> Reading:
    return Reading("known", uses, "lexicon:en:test")


def guest_rooms() -> list[Room]:
    north = [
        Room(id=f"2{n:02}", label=f"2{n:02}", polygon=rect(4 * i, 7.8, 4, 5.6), reading=known("guest-room"))
        for i, n in enumerate(range(1, 17, 2))
    ]
    south = [
        Room(id=f"2{n:02}", label=f"2{n:02}", polygon=rect(4 * i, 0, 4, 5.6), reading=known("guest-room"))
        for i, n in enumerate(range(2, 13, 2))
    ]
    return north + south


def rooms() -> tuple[Room, ...]:
    return (
        *guest_rooms(),
        Room(id="corr-2", label="Corridor", polygon=rect(0, 5.8, 32, 1.8), reading=known("corridor")),
        Room(id="chg-2", label="Staff changing", polygon=rect(24, 0, 3, 3.7), reading=known("changing")),
        Room(id="wc-2", label="Men's WC", polygon=rect(27, 0, 2.5, 3.7), reading=known("toilet")),
        Room(
            id="r-3", label="R-3", polygon=rect(29.5, 0, 2.5, 3.7), reading=Reading("unknown", (), "no-word")
        ),
        Room(
            id="lobby-2",
            label="Lift lobby and waiting area",
            polygon=rect(24, 3.7, 8, 1.9),
            reading=known("lobby"),
        ),
        Room(
            id="ter",
            label="Roof terrace",
            polygon=rect(32.3, 5.8, 5, 7.6),
            reading=known("outdoor"),
            outdoor=True,
        ),
    )


def openings() -> tuple[Opening, ...]:
    doors = [
        Opening(
            id=f"d-{r.id}",
            kind="door",
            line=_door_line(r),
            head=2.1,
            self_closing=r.id in {"201", "203", "205", "202", "204", "206"},
        )
        for r in guest_rooms()
    ]
    windows = [
        Opening(id=f"w-{r.id}", kind="window", line=_window_line(r), sill=0.9, head=2.1, glazing="clear")
        for r in guest_rooms()
    ]
    return (
        *doors,
        *windows,
        Opening(id="d-chg", kind="door", line=((25, 3.7), (25.9, 3.7)), head=2.1),
        Opening(id="d-wc", kind="door", line=((28, 3.7), (28.9, 3.7)), head=2.1, self_closing=True),
        Opening(id="d-r3", kind="door", line=((30, 3.7), (30.9, 3.7)), head=2.1),
        Opening(
            id="w-wc",
            kind="window",
            line=((27.6, 0), (28.8, 0)),
            sill=1.5,
            head=2.1,
            glazing="frosted",
            fixed=True,
        ),
        Opening(id="p-lobby", kind="passage", line=((26, 5.6), (30, 5.6))),
        Opening(
            id="d-ter", kind="door", line=((32, 6.0), (32, 7.4)), head=2.1, glazing="clear", entrance=True
        ),
    )


def _door_line(room: Room):
    x, y = room.polygon[0]
    return ((x + 0.4, y), (x + 1.3, y)) if y > 6 else ((x + 0.4, y + 5.6), (x + 1.3, y + 5.6))


def _window_line(room: Room):
    x, y = room.polygon[0]
    return ((x + 1, y + 5.6), (x + 3, y + 5.6)) if y > 6 else ((x + 1, y), (x + 3, y))


def cameras() -> tuple[Camera, ...]:
    dome = Optics(horizontal=100, vertical=55)
    return (
        Camera(
            id="C1",
            at=(0.2, 6.7),
            height=2.7,
            heading=90,
            tilt=15,
            optics=dome,
            resolution=(1920, 1080),
            place=at(40),
        ),
        Camera(
            id="C2",
            at=(16, 7.5),
            height=2.7,
            heading=180,
            tilt=20,
            optics=dome,
            resolution=(1920, 1080),
            place=at(44),
        ),
        Camera(id="C3", at=(31.8, 5.4), height=2.7, heading=250, tilt=15, optics=dome, place=at(48)),
        Camera(
            id="C4",
            at=(24.2, 0.2),
            height=2.5,
            heading=45,
            tilt=20,
            optics=dome,
            resolution=(2560, 1440),
            place=at(58),
        ),
        Camera(id="C5", at=(28, 4.6), kind="panoramic", place=at(62)),
        Camera(id="C6", at=(36.9, 13.0), height=3.2, heading=215, tilt=15, optics=dome, place=at(66)),
    )


def level() -> Level:
    return Level(
        id="2",
        name="2",
        rooms=rooms(),
        openings=openings(),
        walls=(Wall(id="stall", line=((28.2, 0), (28.2, 1.6)), base=0.15, height=2.0),),
        obstacles=(Obstacle(id="desk", polygon=rect(30.6, 4.4, 1.0, 0.5), height=1.1),),
        zones=(Zone(id="lifts", kind="target", polygon=rect(24.2, 4.2, 1.6, 1.2)),),
        cameras=cameras(),
        signs=(
            Sign(id="S1", at=(31.9, 5.9), height=1.6, facing=270, size=(0.3, 0.42), text_height=0.02),
            Sign(id="S2", at=(26.0, 5.58), height=1.6, facing=180, size=(0.3, 0.42), pictogram=0.1),
        ),
    )


def plan() -> Plan:
    return Plan(
        site="Harbour Hotel",
        file="hotel.yaml",
        about={"operator": "Harbour Hotel Ltd", "drawing": "A-101", "revision": "C", "date": "2026-10-02"},
        north=12,
        venue="hotel",
        packs=("cn-2023-draft",),
        levels=(level(),),
    )


def at(line: int, column: int = 9) -> Place:
    return Place("hotel.yaml", line, column)


HOUSE = Pack(id="private-rooms", title={"en": "House rules"}, status="house")
DRAFT = Pack(
    id="cn-2023-draft",
    title={"en": "China, draft provisions on facial recognition technology (CAC, 8 August 2023)"},
    family="cn",
    status="superseded",
    by="cn-fr-2025",
)
SENSITIVE = ["guest-room", "bath", "shower", "toilet", "changing", "fitting", "locker-room"]


def clauses() -> dict[str, Clause]:
    made = [
        Clause(
            id="house-in-room",
            pack="private-rooms",
            rule="camera-in-room",
            says={"en": "No camera in a private room."},
            parameters={"uses": SENSITIVE},
        ),
        Clause(
            id="house-view",
            pack="private-rooms",
            rule="view-into-room",
            says={"en": "No camera sees into a private room."},
            parameters={"uses": SENSITIVE},
        ),
        Clause(
            id="house-use",
            pack="private-rooms",
            rule="room-use-known",
            says={"en": "The use of every captured room is known."},
        ),
        Clause(
            id="house-plan",
            pack="private-rooms",
            rule="plan-consistent",
            says={"en": "The plan agrees with itself."},
        ),
        Clause(
            id="cn-2023-6",
            pack="cn-2023-draft",
            rule="camera-in-room",
            clause="Article 6",
            source="CAC, 8 August 2023",
            verified="secondary",
            says={
                "en": "no image-capturing device in hotel rooms, public bathrooms, changing rooms or toilets"
            },
            advice={"en": "Take the device out of the room."},
            parameters={"uses": SENSITIVE},
        ),
        Clause(
            id="cn-2023-6-view",
            pack="cn-2023-draft",
            rule="view-into-room",
            clause="Article 6",
            reading="inferred",
            verified="secondary",
            says={"en": "the text bans devices inside; a view from outside does the same harm"},
            parameters={"uses": SENSITIVE},
        ),
        *(
            Clause(
                id=f"cn-2023-{n}",
                pack="cn-2023-draft",
                rule=None,
                because=why,
                clause=f"Article {n}",
                says={"en": says},
            )
            for n, why, says in (
                (4, "manual", "purpose and necessity"),
                (5, "later", "consent"),
                (7, "later", "signs"),
                (8, "later", "extent"),
            )
        ),
    ]
    return {clause.id: clause for clause in made}


def ref(kind: str, name: str, level_id: str = "2") -> Ref:
    return Ref(kind, level_id, name)


def found(rule: str, outcome: Outcome, about: tuple[Ref, ...], touches: tuple[str, ...], **more) -> Finding:
    severity = more.pop("severity", ERROR)
    weighed = tuple(Touch(name, outcome, severity) for name in touches)
    return Finding(
        id=finding_id(rule, about),
        rule=rule,
        outcome=outcome,
        severity=severity,
        about=about,
        touches=weighed,
        **more,
    )


VIEW = ("house-view", "cn-2023-6-view")


def behind_door(camera: str, room: str, area: float, density: float, distance: float, line: int) -> Finding:
    door = ref("opening", f"d-{room}")
    return found(
        "view-into-room",
        IF,
        (ref("camera", camera), ref("room", room)),
        VIEW,
        evidence=Evidence(
            area=area,
            of_area=22.4,
            density=density,
            distance=distance,
            nearest=(1.0, 7.9),
            sightline=((16, 7.5), (_door_x(room), 5.7), (_door_x(room) - 0.5, 4.2)),
            through=(door,),
            doors="open",
        ),
        on=(Condition((door,)),),
        place=at(line),
    )


def _door_x(room: str) -> float:
    return next(o.line[0][0] for o in openings() if o.id == f"d-{room}") + 0.45


def in_room() -> Finding:
    return found(
        "camera-in-room",
        FAIL,
        (ref("camera", "C4"), ref("room", "chg-2")),
        ("house-in-room", "cn-2023-6"),
        evidence=Evidence(
            area=9.6, of_area=11.1, density=410, doors="shut", sightline=((24.2, 0.2), (26.0, 2.4))
        ),
        place=at(58),
    )


def use_unknown() -> Finding:
    return found(
        "room-use-known",
        UNKNOWN,
        (ref("room", "r-3"), ref("camera", "C3")),
        ("house-use",),
        evidence=Evidence(area=4.4, of_area=9.25),
        because=Reason("no-word"),
        place=at(31),
    )


def overlap() -> Finding:
    return found(
        "plan-consistent",
        FAIL,
        (ref("room", "wc-2"), ref("room", "r-3")),
        ("house-plan",),
        severity=WARNING,
        what="rooms-overlap",
        evidence=Evidence(figures={"depth": 0.031, "area": 0.115}),
        place=at(29),
    )


def capture(camera: str, doors: str, *rings) -> CaptureShape:
    return CaptureShape(camera=ref("camera", camera), doors=doors, polygons=tuple((ring,) for ring in rings))


def captures() -> tuple[CaptureShape, ...]:
    c1 = ((0.2, 6.7), (1.0, 5.8), (22, 5.8), (22, 7.6), (1.0, 7.6))
    c2 = ((16, 7.5), (18.2, 5.8), (12.9, 5.8))
    leaf = ((13.35, 5.8), (13.3, 5.6), (12.05, 3.1), (12.05, 5.2), (12.4, 5.6), (12.7, 5.8))
    c4 = ((24.2, 0.2), (24.5, 3.4), (26.8, 3.6), (27, 0.5))
    c6 = ((36.9, 13.0), (32.3, 11.5), (32.3, 6.0), (36.5, 6.0))
    return (
        capture("C1", "shut", c1),
        capture("C1", "open", c1),
        capture("C2", "shut", c2),
        capture("C2", "open", (*c2[:2], *leaf, c2[2])),
        capture("C4", "shut", c4),
        capture("C4", "open", c4),
        capture("C6", "shut", c6),
        capture("C6", "open", c6),
    )


def tallies() -> tuple[Tally, ...]:
    return (
        Tally("house-in-room", "camera-in-room", "camera", 6, {PASS: 5, FAIL: 1}),
        Tally(
            "house-view", "view-into-room", "room", 16, {PASS: 14, FAIL: 1, IF: 1}, relying=6, not_judged=1
        ),
        Tally("house-use", "room-use-known", "room", 3, {PASS: 2, UNKNOWN: 1}),
        Tally("cn-2023-6", "camera-in-room", "camera", 6, {PASS: 5, FAIL: 1}),
        Tally("cn-zones", "view-into-zone", "zone", 0, {}),
    )


def reliances() -> tuple[Reliance, ...]:
    closers = tuple(
        Reliance(
            "self-closing",
            ref("opening", f"d-{room}"),
            ref("camera", "C1"),
            ref("room", room),
            area=2.4,
            density=61,
        )
        for room in ("201", "202", "203", "204", "205", "206")
    )
    return (
        *closers,
        Reliance("range", ref("camera", "C6"), ref("camera", "C6"), ref("room", "215"), area=0.8, density=14),
    )


def assumptions() -> tuple[Assumption, ...]:
    return (
        Assumption("no-height", ref("camera", "C5")),
        Assumption("no-zoom", ref("camera", "C6")),
        Assumption("entrance-unsaid", ref("opening", "d-ter")),
    )


def private(counts) -> dict[Ref, Outcome]:
    """As many private rooms with each answer; real rooms of the plan first, so that they are drawn."""
    level = plan().levels[0]
    names = [r.id for r in level.rooms if set(SENSITIVE) & set(r.reading.uses)]
    answers = [outcome for outcome, n in counts.items() for _ in range(n)]
    names += [f"other-{i}" for i in range(len(answers))]
    return {Ref("room", level.id, name): outcome for name, outcome in zip(names, answers, strict=False)}


def report(**changes) -> Report:
    made = Report(
        plan=plan(),
        as_of=AS_OF,
        packs=(HOUSE, DRAFT),
        clauses=clauses(),
        findings=(in_room(), behind_door("C2", "208", 3.1, 96, 5.2, 44), use_unknown()),
        tallies=tallies(),
        reliances=reliances(),
        assumptions=assumptions(),
        not_answered=("cn-2023-4", "cn-2023-5", "cn-2023-7", "cn-2023-8"),
        captures=captures(),
        private=private({FAIL: 1, IF: 1, PASS: 14}),
        private_relying=6,
    )
    return replace(made, **changes)


def many_doors() -> Report:
    rooms_seen = ("207", "208", "209", "210", "211", "212", "213")
    views = tuple(
        behind_door("C2", room, 0.4 + i, 60 + 9.3 * i, 9 - i, 44) for i, room in enumerate(rooms_seen)
    )
    return report(
        findings=(overlap(), in_room(), *views, use_unknown()), private=private({FAIL: 1, IF: 7, PASS: 8})
    )


def clear_report() -> Report:
    return report(findings=(), private=private({PASS: 16}), packs=(HOUSE,), not_answered=(), assumptions=())


def named(number: int, made: Report) -> Report:
    file = f"sites/{number:02}-branch/hotel.yaml"
    findings = tuple(replace(f, place=Place(file, f.place.line, f.place.column)) for f in made.findings)
    return replace(
        made, plan=replace(made.plan, site=f"Harbour Hotel, branch {number}", file=file), findings=findings
    )


def run(*reports: Report, **more) -> Run:
    return Run(reports=reports or (report(),), as_of=AS_OF, **more)


def not_audited() -> NotAudited:
    faults = (
        Fault("unknown key: widht", "annexe.yaml", 14, 7, thing="door D1", help="did you mean width?"),
        Fault(
            "not a length: 3 metrs",
            "annexe.yaml",
            22,
            11,
            help='write a number in the unit of the file, or text such as "3 m"',
        ),
    )
    return NotAudited("annexe.yaml", "2 faults", faults)


def own_fault() -> NotAudited:
    says = "a fault of our own: ValueError: no such edge"
    fault = Fault(says, "odd.yaml", help="set OFFCAMERA_DEBUG=1 to see where")
    return NotAudited("odd.yaml", "a fault of our own", (fault,), ours=True)


def unwarned() -> tuple[Finding, ...]:
    """Two cameras that see whoever comes in from the terrace before any sign can be read."""
    return tuple(
        found(
            "sign-before-capture",
            FAIL,
            (ref("camera", camera),),
            ("cn-2023-6-view",),
            evidence=Evidence(
                area=12.0 + far,
                of_area=40.0,
                walk=((34, 7), (32, 6.7), (20, 6.7)),
                figures={"enter-by": "d-ter", "seen-by": camera, "seen-after": far, "walk-level": "2"},
            ),
        )
        for camera, far in (("C1", 12.5), ("C2", 4.0))
    )


def only_bans() -> Report:
    """A clear site of which only the ban itself was asked: --select cn-2023-6."""
    asked = tuple(t for t in tallies() if t.clause == "cn-2023-6")
    left = ("house-in-room", "house-view", "house-use", "house-plan", "cn-2023-6-view")
    return report(findings=(), tallies=asked, private={}, private_relying=0, reliances=(), left_out=left)


def law_warns() -> Report:
    """The house rule makes an error of what the law's clause, as we read it, only warns of."""
    view = behind_door("C2", "208", 3.1, 4783, 0.0, 44)
    touches = (view.touches[0], replace(view.touches[1], severity=WARNING))
    alone = replace(view, id="alone", touches=view.touches[:1])
    return report(findings=(replace(view, touches=touches), alone))


def many_sites() -> Run:
    makers = (report, many_doors, clear_report)
    return run(*(named(n, makers[n % 3]()) for n in range(1, 13)), not_audited=(not_audited(),), skipped=3)


HOSTILE = '</script><b>\x1b[31m[red]Suite\u202e\u0007 & "quoted" ]]> 更衣室'


def hostile() -> Report:
    made = plan()
    floor = made.levels[0]
    rooms_made = tuple(replace(r, label=HOSTILE) if r.id in {"208", "r-3"} else r for r in floor.rooms)
    camera = replace(floor.cameras[0], id=HOSTILE)
    floor = replace(floor, rooms=rooms_made, cameras=(camera, *floor.cameras[1:]), name=HOSTILE)
    return report(plan=replace(made, site=HOSTILE, levels=(floor,), about={"revision": HOSTILE}))


def doubtful() -> Report:
    """Every doubt of the words file, about things of a likely kind, without any figures."""
    from offcamera.report.words import load_words

    codes = {c.split(".")[2] for c in load_words().sentences if c.startswith("finding.plan-consistent.")} - {
        "any"
    }
    things = {
        "camera": ref("camera", "C5"),
        "room": ref("room", "wc-2"),
        "door": ref("opening", "d-wc"),
        "wall": ref("wall", "stall"),
    }
    found_ = []
    for number, code in enumerate(sorted(codes | {"made-up-doubt"})):
        about = _about_doubt(code, things)
        found_.append(
            replace(
                found(
                    "plan-consistent",
                    FAIL,
                    about,
                    ("house-plan",),
                    what=code,
                    severity=WARNING,
                    place=at(100 + number),
                ),
                id=f"plan-consistent/{code}",
            )
        )
    return report(findings=tuple(found_))


def _about_doubt(code: str, things: dict[str, Ref]) -> tuple[Ref, ...]:
    if "camera" in code or code.startswith("view"):
        return (things["camera"],)
    if (
        ("door" in code and code != "no-door-drawn")
        or "opening" in code
        or code in {"portal-lost", "thick-wall"}
    ):
        return (things["door"], things["room"])
    if code.startswith(("door-touches", "window-touches")):
        return (things["door"],)
    if code.startswith("wall"):
        return (things["wall"],)
    return (things["room"], ref("room", "r-3"))


def unknowns() -> Report:
    """Every reason for which a camera or a room cannot be judged."""
    room, camera = ref("room", "wc-2"), ref("camera", "C3")
    view = (
        "no-door-drawn",
        "seen-from-another-level",
        "use-ambiguous",
        "venue-not-said",
        "camera-in-solid",
        "made-up",
    )
    hang = ("on-wall-between", "use-unknown", "use-ambiguous", "venue-not-said", "made-up")
    found_ = [
        *(
            replace(
                found("view-into-room", UNKNOWN, (camera, room), VIEW, because=Reason(code), place=at(70)),
                id=f"view-into-room/{n}",
            )
            for n, code in enumerate(view)
        ),
        *(
            replace(
                found(
                    "camera-in-room",
                    UNKNOWN,
                    (camera, room, *((ref("room", "lobby-2"),) if code == "on-wall-between" else ())),
                    ("house-in-room",),
                    because=Reason(code),
                    place=at(80),
                ),
                id=f"camera-in-room/{n}",
            )
            for n, code in enumerate(hang)
        ),
        found(
            "room-use-known",
            UNKNOWN,
            (ref("room", "r-3"),),
            ("house-use",),
            evidence=Evidence(figures={"cameras": "C3, C5"}),
            because=Reason("made-up"),
            place=at(90),
        ),
        found("camera-in-room", IF, (camera, room), ("house-in-room",), place=at(91)),
        found(
            "view-into-room",
            FAIL,
            (camera, room),
            VIEW,
            evidence=Evidence(
                area=2.0,
                of_area=9.25,
                density=30,
                through=(ref("opening", "w-wc"), ref("opening", "p-lobby")),
            ),
            place=at(92),
        ),
    ]
    return report(findings=tuple(found_))
