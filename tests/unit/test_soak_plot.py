"""A plot over time: where its points, gaps, bands and numbers stand."""

from xml.etree import ElementTree

import pytest

from laughgame.app.soaking.plot import LEFT, RIGHT, WIDTH, Band, Series, svg


def drawn(
    *series: Series, bands: tuple[Band, ...] = (), seconds: float = 100.0
) -> ElementTree.Element:
    return ElementTree.fromstring(svg("Memory & more", series, bands, seconds))


def points(of: ElementTree.Element) -> list[list[tuple[float, float]]]:
    return [
        [tuple(map(float, corner.split(","))) for corner in line.attrib["points"].split()]
        for line in of.iter("polyline")
    ]


def test_a_line_spans_the_plot_and_higher_is_up() -> None:
    ((first, last),) = points(drawn(Series("one", [(0, 0), (100, 50)], "one")))

    assert (first[0], last[0]) == (LEFT, WIDTH - RIGHT)
    assert first[1] > last[1]


def test_a_gap_breaks_the_line() -> None:
    line = Series("one", [(0, 1), (1, 2), (2, None), (3, 4), (4, 5)], "one")

    assert [len(stroke) for stroke in points(drawn(line))] == [2, 2]


def test_a_fault_is_a_band_with_its_name() -> None:
    band = Band(25, 50, "hang in <read>")
    (rect,) = drawn(Series("one", [(0, 1)], "one"), bands=(band,)).iter("rect")

    assert float(rect.attrib["width"]) == pytest.approx((WIDTH - LEFT - RIGHT) / 4, abs=0.1)
    assert rect[0].text == "hang in <read>"


def test_what_is_over_at_once_or_never_stays_in_the_picture() -> None:
    bands = (Band(50, 50, "clock jump"), Band(90, float("inf"), "denied"))
    at_once, never = drawn(Series("one", [(0, 1)], "one"), bands=bands).iter("rect")

    assert float(at_once.attrib["width"]) >= 2
    end = float(never.attrib["x"]) + float(never.attrib["width"])
    assert end == pytest.approx(WIDTH - RIGHT, abs=0.2)


@pytest.mark.parametrize("values", [(0.0, 0.0), (7.0, 7.0), (0.001, 0.002), (3.0, 98_765.0)])
def test_any_values_have_a_round_scale(values: tuple[float, float]) -> None:
    picture = drawn(Series("one", list(zip((0, 100), values, strict=True)), "one"))
    ticks = [float(text.text) for text in picture.iter("text") if "min" not in text.text]

    assert 2 <= len(ticks) <= 7
    assert min(ticks) <= min(values)
    assert max(values) <= max(ticks)


def test_nothing_measured_is_nothing_drawn() -> None:
    assert svg("Threads", [Series("threads", [(0, None)], "one")], (), 100) == ""
