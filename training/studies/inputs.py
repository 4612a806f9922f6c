"""What the whole recipe begins with, and where its results lie."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

CARD: Final = "README.md"
"""The model card, beside the model files."""

SMALL: Final = "dual_head_stream_small.onnx"
"""What a smaller variant is called, if one is worth shipping."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """The files the recipe begins with and the folders it writes to."""

    data: Path
    imagenet: Path
    teacher: Path
    landmarker: Path
    out: Path
    models: Path
    processes: int = 1

    @property
    def prepared(self) -> Path:
        """Return the folder of the crops."""
        return self.out / "prepared"

    @property
    def films(self) -> Path:
        """Return the folder of the films."""
        return self.out / "films"

    @property
    def made(self) -> Path:
        """Return the folder in which model files and card are made and measured."""
        return self.out / "models"

    @property
    def card(self) -> Path:
        """Return the model card, beside the model files that are shipped."""
        return self.models / CARD

    @property
    def launch(self) -> tuple[str, ...]:
        """Return what starts the training, in as many processes as wanted."""
        if self.processes == 1:
            return ("training.train",)
        together = ("torch.distributed.run", "--standalone", "--nproc-per-node")
        # Without the dashes torchrun takes --run for one of its own options.
        return (*together, str(self.processes), "-m", "--", "training.train")
