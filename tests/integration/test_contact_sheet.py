"""The contact sheet: every screen as a picture, made by the program itself."""

from collections import Counter

import pytest
from PySide6.QtGui import QColor, QImage

from tests import contact_sheet


def test_no_two_pictures_share_a_name():
    names = Counter(shot.name for shot in contact_sheet.SHOTS)
    assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.usefixtures("qapp")
def test_a_screen_is_saved_and_put_beside_its_reference(tmp_path):
    reference = QImage(128, 80, QImage.Format.Format_RGB32)
    reference.fill(QColor("magenta"))
    reference.save(str(tmp_path / "06-play-light-ko.png"))
    out = tmp_path / "out"

    code = contact_sheet.main(
        [str(out), "--reference", str(tmp_path), "--only", "play-below-light-ko"]
    )

    assert code == 0
    picture = QImage(str(out / "play-below-light-ko-1280x800.png"))
    assert (picture.width(), picture.height()) == (1280, 800)
    beside = QImage(str(out / "beside-06-play-light-ko.png"))
    assert beside.width() > 2 * 1280
    assert beside.pixelColor(10, 10) == QColor("magenta")


@pytest.mark.usefixtures("qapp")
def test_an_act_becomes_a_film_strip(tmp_path):
    assert contact_sheet.main([str(tmp_path), "--only", "acts-act-pie"]) == 0
    (name,) = [path.name for path in tmp_path.iterdir()]
    picture = QImage(str(tmp_path / name))
    assert name == "acts-act-pie.png"
    first, last = (picture.copy(x, y, 384, 282) for x, y in ((0, 0), (3 * 384, 2 * 282)))
    assert picture.width() == 4 * 384
    assert first != last


@pytest.mark.usefixtures("qapp")
def test_a_picture_that_cannot_be_saved_is_no_success(tmp_path):
    (tmp_path / "play-below-light-ko-1280x800.png").mkdir()
    with pytest.raises(OSError, match="could not be saved"):
        contact_sheet.main([str(tmp_path), "--only", "play-below-light-ko"])


@pytest.mark.usefixtures("qapp")
def test_the_screen_at_200_percent_gets_its_reference_too(tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(contact_sheet.subprocess, "run", lambda command, **_: asked.append(command))
    out, references = tmp_path / "out", tmp_path / "references"

    contact_sheet.main([str(out), "--reference", str(references), "--only", "-200"])

    (command,) = asked
    assert command[1:4] == ["-m", "tests.contact_sheet", str(out)]
    assert command[command.index("--reference") + 1] == str(references)
    assert command[command.index("--only") + 1] == "-200"


def test_a_name_that_no_picture_has_is_refused(tmp_path, capsys):
    with pytest.raises(SystemExit):
        contact_sheet.main([str(tmp_path / "out"), "--only", "nonesuch"])
    assert "nonesuch" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
