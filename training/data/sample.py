"""One labelled picture; a data set that lacks a label leaves it ``None``."""

from dataclasses import dataclass

from laughgame.vision.frame import Image
from training.data.archive import Encoded, read_image
from training.data.splits import Split


@dataclass(frozen=True, slots=True)
class Sample:
    """A picture with the labels its data set gives it.

    ``group`` names the person or photograph: one group never stands on both
    sides of a split.  ``smile`` is 0 or 1, ``emotion`` how the voters divide over the
    seven emotions (sums to 1; all on the label where nobody voted), ``label`` the
    data set's own single class (an index into ``EMOTIONS``) that accuracy is measured
    on; ``None`` means not labelled.  ``tight`` marks pictures that are already face
    crops.  ``notes`` holds what a report by group needs (yaw, person, …).
    """

    dataset: str
    file: Encoded
    name: str
    group: str
    split: Split
    smile: int | None = None
    emotion: tuple[float, ...] | None = None
    label: int | None = None
    tight: bool = False
    notes: tuple[tuple[str, str], ...] = ()

    @property
    def held_out(self) -> bool:
        """Tell whether the picture is kept out of training, to choose or to measure on."""
        return self.split != "train"

    def read(self) -> Image:
        """Decode the picture: RGB, uint8 (height, width, 3).

        Raises ``ValueError`` naming it where it is none.
        """
        return read_image(self.file)

    def read_if_readable(self) -> Image | None:
        """Decode the picture; ``None`` where it is none, as preparing has then told already."""
        try:
            return self.read()
        except ValueError:
            return None
