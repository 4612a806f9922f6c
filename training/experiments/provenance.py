"""What a run learned from, in words and with its terms, by the run's own record of its sets."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from training.experiments.experiment import read_config, started_from
from training.places import WEIGHTS

TITLES: Final = {
    "genki4k": "GENKI-4K",
    "smiles": "SMILEs",
    "press_faces": "press faces of SMILEs",
    "fer2013": "FER2013 with FER+ votes",
    "london": "Face Research Lab London Set",
    "actor.sequences": "films of the illustrated actor",
}
"""Prepared set → what it is called where people read it, in this order."""

PHOTOGRAPHED: Final = ("genki4k", "press_faces", "london")
"""The sets whose people are filmed (``training.sequences.sources``)."""

FILMED: Final = {
    "london_morphs.sequences": ("london",),
    "lent_smiles.sequences": PHOTOGRAPHED,
    "real_hard_negatives.sequences": PHOTOGRAPHED,
    "real_moving_smiles.sequences": PHOTOGRAPHED,
    "real_covered_faces.sequences": PHOTOGRAPHED,
}
"""Films of ``training.sequences.make`` → the sets whose photographs they are made of."""

PROGRAM: Final = "Apache-2.0"


@dataclass(frozen=True, slots=True)
class Provenance:
    """What a model file says of its data: ``training_data`` (blank: not told) and ``licence``."""

    training_data: str = ""
    licence: str = f"{PROGRAM}; training data not told"


def provenance(run: Path) -> Provenance:
    """Return what a run's weights come from; blank where the run keeps no record of sets."""
    sets = learned_sets(run)
    if not sets:
        return Provenance()
    known = sets & TITLES.keys()
    titles = {name: title for name, title in TITLES.items() if name in known}
    if {"smiles", "press_faces"} <= known:
        titles["smiles"] += " and its press faces"
        del titles["press_faces"]
    others = sorted(sets - known)
    terms = "under their givers' terms" if others else "given for research, see models/README.md"
    return Provenance(
        ", ".join([*titles.values(), *map(_title, others)]), f"{PROGRAM}; training data {terms}"
    )


def learned_sets(run: Path) -> set[str]:
    """Return the sets a run learned from, and the runs it started from, as far as they lie there.

    Films of photographs count as the photographs' sets; other films are ``NAME.sequences``.
    """
    names: set[str] = set()
    seen: set[Path] = set()
    run = run.resolve()
    while run not in seen:
        seen.add(run)
        config = read_config(run)
        names |= (config.get("data") or {}).get("sets", {}).keys()
        before = run.parent / (config.get("start") or "").rsplit(" ", 1)[0]
        if (before / WEIGHTS).is_file() and started_from(run, before / WEIGHTS):
            run = before
    return {source for name in names for source in FILMED.get(name, (name,))}


def _title(name: str) -> str:
    films = name.removesuffix(".sequences")
    return name if films == name else f"films of {films}"
