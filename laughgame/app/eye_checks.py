"""The doctor's look at the game's own eye: models, face detector, and a test of all of them.

Libraries are imported inside the checks: that one cannot be loaded is a finding.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from laughgame.app import paths
from laughgame.app.health import REINSTALL, Finding, Status
from laughgame.storage.settings import DamagedSettingsError, NewerVersionError, read_settings

if TYPE_CHECKING:
    from laughgame.vision.model_airlock import Cleared
    from laughgame.vision.model_contract import ModelProbe

STRAIGHT_FACE_BELOW: Final = 0.5
LAUGH_ABOVE: Final = 0.8
"""What the reader must see in the actor: the default threshold is the laugh's line."""

CHOOSE_ANOTHER: Final = "Choose another model in the settings"

SELF_TEST_FPS: Final = 15
"""Half a camera's rate, so that a slow computer is done in seconds."""


def check_models() -> Finding:
    """Hold both forms of the shipped model to the contract."""
    from laughgame.vision.model_contract import probe

    return _described([probe(file) for file in (paths.default_model(), paths.sequence_model())])


def check_chosen_model() -> Finding:
    """Hold the player's own model to the contract, where the settings name one."""
    from laughgame.vision.model_airlock import Airlock
    from laughgame.vision.model_card import ContractError

    try:
        chosen = read_settings(paths.settings_file()).model.path
    except (OSError, DamagedSettingsError, NewerVersionError):
        chosen = None  # the settings have a check of their own
    if chosen is None:
        return Finding(Status.OK, "the shipped one")
    try:
        cleared = Airlock().examine(chosen)
        if cleared.tells_laugh is False:
            return Finding(
                Status.WARNING,
                f"{chosen} does not tell a laugh from a straight face",
                CHOOSE_ANOTHER,
            )
        return _described([cleared])
    except ContractError as error:
        remedy = f"{CHOOSE_ANOTHER}; the game plays on with the shipped one"
        return Finding(Status.FAILED, f"{chosen}: {error}", remedy)


def _described(probes: "Sequence[ModelProbe | Cleared]") -> Finding:
    facts = [
        {
            "file": str(found.card.path),
            "name": found.card.name,
            "form": found.card.form,
            "contract_version": found.card.contract_version,
            "sha256": found.card.sha256,
            "file_bytes": found.card.file_bytes,
            "parameters": found.card.parameters,
            "accuracy": dict(found.card.accuracy),
            "latency_ms": round(found.latency_ms, 2),
        }
        for found in probes
    ]
    listed = ", ".join(
        f"{p.card.path.name} ({p.card.form}, contract {p.card.contract_version},"
        f" SHA-256 {p.card.sha256[:12]}, {p.latency_ms:.1f} ms)"
        for p in probes
    )
    figure = f"{probes[0].latency_ms:.1f} ms"
    return Finding(Status.OK, listed, facts={"models": facts}, figure=figure)


def check_face_detector() -> Finding:
    """Load the face detector and let it look at an empty picture."""
    import numpy as np

    from laughgame.vision.face_detector import FaceDetector

    with FaceDetector(paths.face_detector()) as detector:
        detector.detect(np.zeros((240, 320, 3), np.uint8))
    return Finding(Status.OK, f"{paths.face_detector().name} loads and runs")


def check_face_cover() -> Finding:
    """Let the network that tells covered faces look at the actor, with a hand and without."""
    from laughgame.actor.pose import FacePose
    from laughgame.actor.stage import Stage
    from laughgame.game.sight import MOUTH_COVERED
    from laughgame.vision.face_cover import FaceCover
    from laughgame.vision.face_crop import crop_face
    from laughgame.vision.face_detector import FaceDetector

    cover, stage, facts = FaceCover(paths.face_cover()), Stage(), {}
    with FaceDetector(paths.face_detector()) as detector:
        for name, pose in (("bare", FacePose()), ("covered", FacePose(hand=1))):
            picture = stage.picture(pose)
            for face in detector.detect(picture)[:1]:
                facts[name] = round(cover.look(crop_face(picture, face)).mouth_covered, 3)
    if facts.keys() != {"bare", "covered"}:
        return Finding(Status.FAILED, "the actor's face was not found", REINSTALL, facts)
    told = f"mouth covered {facts['bare']:.2f} bare, {facts['covered']:.2f} behind a hand"
    if facts["bare"] < MOUTH_COVERED <= facts["covered"]:
        return Finding(Status.OK, told, facts=facts)
    return Finding(Status.FAILED, f"misjudged the actor: {told}", REINSTALL, facts)


def check_self_test() -> Finding:
    """Let the actor play before the whole eye and the judge: calm is SAFE, a laugh is OUT."""
    from laughgame.actor.performance import Label
    from laughgame.actor.source import ActorSource
    from laughgame.game.judge import Verdict
    from laughgame.game.session import Session
    from laughgame.vision.face_cover import FaceCover
    from laughgame.vision.face_detector import FaceDetector
    from laughgame.vision.face_reader import FaceReader
    from laughgame.vision.laugh_model import LaughModel

    actor, session = ActorSource(realtime=False, frame_rate=SELF_TEST_FPS), Session()
    (_, _, calm_s), (_, _, laugh_s) = actor.performance.spans()[:2]
    smiles: dict[Label, list[float]] = {Label.NEUTRAL: [], Label.LAUGH: []}
    said: dict[Label, set[Verdict]] = {Label.NEUTRAL: set(), Label.LAUGH: set()}
    actor.open()
    with FaceDetector(paths.face_detector()) as detector:
        cover = FaceCover(paths.face_cover())
        reader = FaceReader(detector, LaughModel(paths.default_model()), cover)
        while (frame := actor.read()) is not None and frame.time_s < laugh_s:
            label = Label.NEUTRAL if frame.time_s < calm_s else Label.LAUGH
            reading = reader.read(frame)
            said[label].add(session.feed(reading, frame.time_s).ruling.verdict)
            smiles[label] += [] if reading is None else [reading.smile]
    if not all(smiles.values()):
        return Finding(Status.FAILED, "the actor's face was not found", REINSTALL)
    straight, laughing = (round(max(smiles[label]), 3) for label in smiles)
    calm = Verdict.OUT if Verdict.OUT in said[Label.NEUTRAL] else Verdict.SAFE
    laugh = Verdict.OUT if Verdict.OUT in said[Label.LAUGH] else Verdict.SAFE
    facts = {
        "straight_face": straight,
        "laugh": laughing,
        "verdicts": {"straight_face": calm, "laugh": laugh},
    }
    detail = f"a straight face reads {straight:.2f}: {calm}; a laugh {laughing:.2f}: {laugh}"
    judged_well = (calm, laugh) == (Verdict.SAFE, Verdict.OUT)
    if judged_well and straight < STRAIGHT_FACE_BELOW and laughing > LAUGH_ABOVE:
        figure = f"{straight:.2f} / {laughing:.2f}"
        return Finding(Status.OK, detail, facts=facts, figure=figure)
    return Finding(Status.FAILED, f"misjudged the actor: {detail}", REINSTALL, facts)
