"""The contact sheet: every screen as a picture, made by the program itself."""

from collections import Counter

import pytest
from PySide6.QtGui import QColor, QImage

from laughgame.app import contact_sheet


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
