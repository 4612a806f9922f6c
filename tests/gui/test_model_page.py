"""Swapping the referee: every outcome is told, and none of them ends the match."""

import json
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QPointF, QRect, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QFileDialog

from laughgame.app import referees
from laughgame.ui import wording
from laughgame.ui.controls.rows import Mark
from laughgame.ui.referee import Accuracy, CheckStep, RefusedModel, Step, lowest_accuracy
from laughgame.ui.screens.settings_pages.exam import Stage
from laughgame.ui.screens.settings_pages.referee_card import file_size
from laughgame.vision.model_contract import ContractCode, ContractStep
from tests.gui.settings_window import REFEREE, korean, open_settings
from tests.onnx_models import METADATA, write_model


@pytest.fixture
def screen(qtbot):
    screen = open_settings(qtbot)
    screen.open_page("model")
    screen.show_referee(REFEREE)
    return screen


def refuse(screen, path: Path) -> str:
    """Check a bad file and show what came of it, as the program does; return the code."""
    screen.show_checking(path)
    result = referees.load(path)
    assert isinstance(result, referees.Refused)
    screen.show_refused(referees.refusal(result))
    return result.error.code


def words(screen) -> tuple[str, ...]:
    """Headline, finding and fix, with plain spaces."""
    return tuple(
        text.replace("\N{NO-BREAK SPACE}", " ") for text in screen.model.check.refusal.words
    )


def ticks(screen) -> dict[Step, str]:
    """The steps that are ticked, and what stands beside each."""
    rows = screen.model.check.rows.items()
    ticked = {step: row.detail for step, row in rows if row.isVisible() and row.mark is Mark.DONE}
    return {step: re.sub(r"[\d.]+ KB", "KB", words) for step, words in ticked.items()}


OPENED = {Step.OPEN: "KB · opset 17"}
STREAM_IN = {Step.INPUTS: "frame [N, 3, 224, 224]"}
SEQUENCE_IN = {Step.INPUTS: "frames [N, 5, 3, 224, 224]"}
ANSWERS = {Step.OUTPUTS: "smile_prob [N], emotion_logits [N, 7]"}
DESCRIBED = {Step.DESCRIPTION: "seven emotions, contract version 1"}


class TestRefusals:
    def test_a_wrong_file_type(self, screen, tmp_path):
        path = tmp_path / "holiday.onnx"
        path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
        assert refuse(screen, path) is ContractCode.NOT_ONNX

        headline, finding, fix = words(screen)
        assert headline == "This is not an ONNX file."
        assert finding == "Found: a PNG picture. Needed: an ONNX file."
        assert fix.startswith("Fix: ")
        with korean():
            headline, finding, fix = words(screen)
            assert finding == "받은 것: PNG 그림. 필요한 것: ONNX 파일."
            assert fix.startswith("고치려면: ")
        assert ticks(screen) == {}

    def test_a_truncated_file(self, screen, tmp_path):
        path = write_model(tmp_path / "short.onnx")
        path.write_bytes(path.read_bytes()[:-20])
        assert refuse(screen, path) is ContractCode.UNREADABLE

        headline, finding, _ = words(screen)
        assert headline == "The file is damaged or cut short."
        assert "bytes too early" in finding
        with korean():
            assert "바이트 모자란 파일" in words(screen)[1]

    def test_other_input_names(self, screen, tmp_path):
        path = write_model(tmp_path / "other.onnx", "sequence", input_names={"frames": "images"})
        assert refuse(screen, path) is ContractCode.INPUTS

        headline, finding, _ = words(screen)
        assert headline == "The model asks for other pictures than the game gives."
        assert "images" in finding
        assert "frames" in finding
        assert ticks(screen) == OPENED
        with korean():
            assert "images" in words(screen)[1]

    def test_an_answer_that_is_not_a_number(self, screen, tmp_path):
        path = write_model(tmp_path / "nan.onnx", smile_factor=np.nan)
        assert refuse(screen, path) is ContractCode.NOT_FINITE

        headline, finding, _ = words(screen)
        assert headline == "The model's answer is not a number."
        assert finding == "Found: nan. Needed: finite numbers."
        assert ticks(screen) == OPENED | STREAM_IN | ANSWERS | DESCRIBED
        with korean():
            assert words(screen)[1] == "받은 것: nan. 필요한 것: 유한한 숫자."
            assert ticks(screen)[Step.DESCRIPTION] == "감정 7개, 규격 버전 1"

    def test_six_emotions(self, screen, tmp_path):
        path = write_model(tmp_path / "six.onnx", "sequence", labels=6)
        assert refuse(screen, path) is ContractCode.LABELS

        headline, finding, _ = words(screen)
        assert headline == "It has 6 emotions. It needs 7."
        assert finding == "emotion_logits [N, 6], but the shape has to be [N, 7]"
        assert ticks(screen) == OPENED | SEQUENCE_IN

    def test_every_one_of_them_is_reassuring(self, screen, tmp_path):
        path = tmp_path / "empty.onnx"
        path.touch()
        refuse(screen, path)
        assert screen.model.check.message.text() == "Don't worry. The current referee stays on."
        assert screen.model.card.headline_figure() == "95.1"  # still the old one's

    @pytest.mark.parametrize("code", list(ContractCode))
    def test_no_code_is_without_words(self, screen, code):
        screen.show_refused(RefusedModel(Path("model.onnx"), code, "this", "that"))
        assert ticks(screen) == {}
        assert all(text.strip() for text in words(screen))
        with korean():
            assert "this" in words(screen)[1]


def test_the_window_knows_every_step_of_the_check():
    assert [step.name for step in Step] == [step.name for step in ContractStep]


def test_steps_are_ticked_one_by_one(qtbot, screen):
    screen._theme.set_reduced_motion(False)
    screen.show_checking(Path("new.onnx"))
    assert screen.model.check.rows[Step.OPEN].mark is Mark.RUNNING
    screen.show_accepted(REFEREE)
    counts = []

    def all_ticked():
        counts.append(len(ticks(screen)))
        return counts[-1] == len(Step)

    qtbot.waitUntil(all_ticked)
    assert sorted(counts) == counts
    assert counts[0] == 0
    assert screen.model.check.exam.stage is Stage.ACCEPTED


def test_a_model_that_passes_shows_its_own_card(screen):
    better = replace(REFEREE, name="laughs_v3", latency_ms=0.92, previous="dual_head_stream")
    screen.show_checking(better.path)
    screen.show_accepted(better)
    assert screen.model.check.message.text().startswith("Passed!")
    assert "laughs_v3" in screen.model.card.accessibleDescription()
    assert ("Judging time", "0.92 ms") in screen.model.card.rows()


def names_of_the_faces(screen) -> QImage:
    """The card's lowest line, as it is on the screen."""
    card = screen.model.card
    return card.grab(QRect(0, card.height() - 50, card.width(), 24)).toImage()


def test_a_model_that_sees_no_laugh_passes_with_a_word_of_warning(screen):
    screen.show_checking(REFEREE.path)
    screen.show_accepted(replace(REFEREE, tells_laugh=False))
    assert "cannot tell a laugh" in screen.model.check.message.text()
    screen.show_accepted(REFEREE)
    assert screen.model.check.message.text().startswith("Passed!")


@pytest.mark.parametrize("mode", ["dark", "light"])
def test_an_accepted_model_is_told_anew_when_the_language_changes(qtbot, mode):
    screen = open_settings(qtbot, mode=mode)
    screen.open_page("model")
    screen.show_checking(REFEREE.path)
    screen.show_accepted(REFEREE)
    english = names_of_the_faces(screen)
    painted = []

    class Watch(QObject):
        def eventFilter(self, watched, event):
            if event.type() is QEvent.Type.Paint:
                painted.append(watched)
            return False

    watch = Watch()
    screen.model.card.installEventFilter(watch)
    with korean():
        assert screen.model.card in painted, "what is seen is what was painted last"
        screen.model.card.removeEventFilter(watch)
        assert ticks(screen)[Step.DESCRIPTION] == "감정 7개, 규격 버전 1"
        assert "판정 시간: 1.05 ms" in screen.model.card.accessibleDescription()
        switched = names_of_the_faces(screen)
        begun_in_korean = open_settings(qtbot, mode=mode)
        begun_in_korean.open_page("model")
        begun_in_korean.show_accepted(REFEREE)
        assert switched == names_of_the_faces(begun_in_korean)
    assert switched != english
    assert names_of_the_faces(screen) == english


def test_what_a_card_does_not_tell_is_a_dash(screen):
    screen.show_referee(
        replace(
            REFEREE,
            smile_accuracy=None,
            emotion_accuracy=None,
            latency_ms=None,
            parameters=None,
            licence="",
            training_data="",
        )
    )
    assert screen.model.card.headline_figure() == "—"
    values = dict(screen.model.card.rows())
    assert values["Judging time"] == "—"
    assert values["Emotion accuracy"] == "—"
    assert values["Parameters"] == "—"
    assert values["Licence"] == "—"
    assert screen.model.card.toolTip() == ""


def test_the_card_names_the_licence_and_tells_all_of_it_on_request(screen):
    card = screen.model.card
    assert ("Licence", "Apache-2.0") in card.rows()
    for told in (card.toolTip(), card.accessibleDescription()):
        assert "Licence: Apache-2.0; training data given for research" in told
        assert "Learned from: GENKI-4K, FER2013" in told
    with korean():
        assert "학습 데이터: GENKI-4K, FER2013" in card.toolTip()


def test_what_a_file_says_of_itself_is_words_and_not_too_many(screen):
    card = screen.model.card
    screen.show_referee(replace(REFEREE, licence="<img src='x'>", training_data="cats " * 9999))
    assert "<img" not in card.toolTip()
    assert "&lt;img" in card.toolTip()
    assert len(card.toolTip()) < 1000
    card.grab()


def test_the_card_shows_the_least_flattering_figure():
    claims = {"genki4k_smile": 0.951, "smiles_smile": 0.98, "fer2013_emotion": 0.6}
    assert lowest_accuracy(claims, "smile") == Accuracy(0.951, "GENKI-4K")
    assert lowest_accuracy(claims, "emotion") == Accuracy(0.6, "FER2013")
    assert lowest_accuracy(json.loads(METADATA["accuracy"]), "smile") is None


def drag(screen, kind, *paths: Path):
    """Send one event of a drag with files; return it."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    button, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copy = Qt.DropAction.CopyAction
    if kind is QDropEvent:
        event = QDropEvent(QPointF(200, 200), copy, data, button, keys)
    else:
        event = QDragEnterEvent(QPoint(200, 200), copy, data, button, keys)
    QApplication.sendEvent(screen, event)
    return event


def test_dropping_a_file_on_any_page_has_it_checked(qtbot, screen, tmp_path):
    path = write_model(tmp_path / "웃음 심판.onnx")
    screen.open_page("general")
    assert drag(screen, QDragEnterEvent, path).isAccepted()
    assert screen.page == "model"
    assert screen.model.drop_zone.invites
    with qtbot.waitSignal(screen.model_chosen) as told:
        drag(screen, QDropEvent, path)
    assert told.args == [path]
    assert not screen.model.drop_zone.invites


def test_a_drag_that_leaves_changes_nothing(screen, tmp_path):
    drag(screen, QDragEnterEvent, write_model(tmp_path / "model.onnx"))
    QApplication.sendEvent(screen, QDragLeaveEvent())
    assert not screen.model.drop_zone.invites
    assert screen.model.check.exam.stage is Stage.IDLE


def test_folders_and_heaps_of_files_are_no_models(qtbot, screen, tmp_path):
    one, two = write_model(tmp_path / "a.onnx"), write_model(tmp_path / "b.onnx")
    with qtbot.assertNotEmitted(screen.model_chosen):
        assert not drag(screen, QDragEnterEvent, one, two).isAccepted()
        drag(screen, QDropEvent, one, two)
        drag(screen, QDragEnterEvent, tmp_path)
        drag(screen, QDropEvent, tmp_path)
    assert screen.page == "deck"


def test_choosing_a_file_has_it_checked(qtbot, screen, tmp_path, monkeypatch):
    path = tmp_path / "mine.onnx"
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    with qtbot.waitSignal(screen.model_chosen) as told:
        qtbot.mouseClick(screen.model.drop_zone.choose, Qt.MouseButton.LeftButton)
    assert told.args == [path]


def test_changing_ones_mind_chooses_nothing(qtbot, screen, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    with qtbot.assertNotEmitted(screen.model_chosen):
        qtbot.mouseClick(screen.model.drop_zone.choose, Qt.MouseButton.LeftButton)


def test_details_are_copied_for_whoever_made_the_model(qtbot, screen):
    screen.show_refused(
        RefusedModel(
            Path("bad.onnx"),
            "LABELS",
            "emotion_logits [N, 7]",
            "emotion_logits [N, 6]",
            (CheckStep(Step.OPEN, "8.2 MB · opset 17"),),
        )
    )
    copy = screen.model.check.copy
    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text()
    assert "refused: LABELS" in copied
    assert "found: emotion_logits [N, 6]" in copied
    assert "passed: OPEN 8.2 MB · opset 17" in copied
    assert copy.text() == "Copied!"
    qtbot.waitUntil(lambda: copy.text() == "Copy details")


def test_a_small_file_has_a_size_too():
    assert file_size(349) == "0.3 KB"
    assert file_size(7_700_000) == "7.7 MB"


def test_a_text_file_with_a_models_name_is_not_told_to_change_its_name(qapp):
    fix = wording.refusal("NOT_ONNX").fix
    assert "Renaming does not help" in fix


def test_the_previous_model_comes_back_only_where_there_is_one(qtbot, screen):
    restore = screen.model.check.restore
    screen.show_refused(RefusedModel(Path("bad.onnx"), "NOT_ONNX", "an ONNX file", "a text file"))
    assert not restore.isEnabled()
    assert restore.text() == "Previous model"
    screen.show_referee(replace(REFEREE, previous="the_shipped_one_of_the_game"))
    assert restore.text().startswith("Back to the_")
    assert restore.toolTip() == "Back to the_shipped_one_of_the_game"
    with qtbot.waitSignal(screen.model_restored):
        qtbot.mouseClick(restore, Qt.MouseButton.LeftButton)


def test_the_glance_leads_to_all_rules(qtbot, screen):
    qtbot.mouseClick(screen.model.to_difficulty, Qt.MouseButton.LeftButton)
    assert screen.page == "difficulty"
