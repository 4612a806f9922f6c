"""Who is judged how well: the held-out pictures by light, pose, kind of film and person."""

import math
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from training.evaluation.groups import group_names
from training.page import Section, escaped, percent
from training.report.charts import range_strip
from training.report.runs import Run
from training.scoring.predictions import Predictions
from training.scoring.scores import emotion_score, smile_score, wilson

Notes = Mapping[tuple[str, str], Mapping[str, str]]
"""(set, file) → what is known of the picture beyond its labels."""

WITH_STRIPS = 6
"""Up to this many runs the groups are drawn, too."""


def groups(runs: Sequence[Run], notes: Notes) -> Section | None:
    """Return the accuracy of every run in every group; ``None`` without predictions."""
    judged = [run for run in runs if run.predictions is not None]
    if not judged:
        return None
    bands: dict[tuple[str, str], dict[str, dict[int, tuple[float, int]]]] = {}
    for run in judged:
        assert run.predictions is not None
        for dataset in run.predictions.datasets:
            part = run.predictions.of(dataset)
            for group, mask in group_masks(part, notes).items():
                members = part.where(mask)
                for head, score in (
                    ("smile", smile_score(members)),
                    ("emotion", emotion_score(members)),
                ):
                    if score is not None:
                        band = bands.setdefault((dataset, head), {})
                        band.setdefault(group, {})[run.number] = (score.accuracy, score.count)
    head = "".join(f'<th scope="col">{run.badge}</th>' for run in judged)
    strips = len(judged) <= WITH_STRIPS
    body = "".join(_band(f"{s} · {h}", rows, judged, strips) for (s, h), rows in bands.items())
    drawn = '<th scope="col" class="word">accuracy and its 95 % interval</th>' if strips else ""
    return Section(
        "Groups",
        '<div class="wide" tabindex="0"><table><thead><tr><th scope="col">group</th>'
        f'<th scope="col">pictures</th>{drawn}{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>",
        "A picture may stand in several groups. Where intervals overlap widely the difference "
        "between two groups, or two runs, may be chance. Frames of one film are alike: for films "
        "the intervals are too narrow.",
    )


def group_masks(part: Predictions, notes: Notes) -> dict[str, NDArray[np.bool_]]:
    """Return the groups of one set's entries: name → mask [N], everybody first."""
    names = [
        [
            *group_names(notes.get((dataset, name), {}), light),
            *([f"film: {kind}"] if kind else []),
        ]
        for dataset, name, kind, light in zip(
            part.dataset.tolist(),
            part.name.tolist(),
            part.kind.tolist(),
            part.light.tolist(),
            strict=True,
        )
    ]
    every = sorted({name for one in names for name in one})
    masks = {group: np.array([group in one for one in names]) for group in every}
    return {"everybody": np.ones(len(part), bool)} | masks


def _band(
    title: str,
    rows: Mapping[str, Mapping[int, tuple[float, int]]],
    runs: Sequence[Run],
    strips: bool,
) -> str:
    lows = [wilson(*score)[0] for scores in rows.values() for score in scores.values()]
    low = min(0.9, math.floor(min(lows) * 10) / 10)
    width = 2 + strips + len(runs)
    lines = [f'<tr class="band"><th scope="rowgroup" colspan="{width}">{escaped(title)}</th></tr>']
    for group, scores in rows.items():
        count = max(count for _, count in scores.values())
        strip = ""
        if strips:
            marks = [
                (run.number, run.name, scores[run.number][0], wilson(*scores[run.number]))
                for run in runs
                if run.number in scores
            ]
            strip = f'<td class="word">{range_strip(marks, low)}</td>'
        shares = "".join(
            f"<td>{percent(scores[run.number][0]) if run.number in scores else '–'}</td>"
            for run in runs
        )
        label = group.replace("_", " ")
        lines.append(
            f'<tr><th scope="row">{escaped(label)}</th><td>{count:,}</td>{strip}{shares}</tr>'
        )
    scale = f"from {low:.0%} to 100 %" if strips else ""
    lines[0] = lines[0].replace("</th>", f' <span class="dim">{scale}</span></th>')
    return "".join(lines)
