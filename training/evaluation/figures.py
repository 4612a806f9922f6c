"""The table of figures in the model card, written by the evaluation that measured them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from training.evaluation.by_set import PUBLISHED_ON
from training.evaluation.table import MEANING, Unit, choices, written
from training.files import write_between

BEGIN: Final = "<!-- figures: written by training.evaluate --write-readme -->"
END: Final = "<!-- end of figures -->"


def write_figures(file: Path, result: Mapping[str, Any]) -> None:
    """Replace the text between the two marks of a Markdown file by the tables of ``result``.

    Raises ``ValueError`` where the marks are missing; the file then stays as it is.
    """
    write_between(file, BEGIN, END, tables(result))


def tables(result: Mapping[str, Any]) -> str:
    """Return the figures as Markdown: floors and aims where measured, smiles, emotions."""
    smile = [
        "| all held-out people | pictures | right | smiles seen | false alarms | ROC AUC |",
        "|---|---|---|---|---|---|",
    ]
    emotion = ["| emotion | recall |", "|---|---|"]
    for name, entry in result["sets"].items():
        if entry["smile"] and not entry["emotion"]:
            smile.append(_smile_row(f"**{name}**", entry["smile"]))
            smile += [_smile_row(group, score) for group, score in entry["groups"].items()]
        if entry["emotion"]:
            emotion.append(
                f"| **{_where(name)}, all** | **{_percent(entry['emotion']['accuracy'])}** |"
            )
            emotion += [
                f"| {label} | {_percent(recall)} |"
                for label, recall in entry["emotion"]["recall"].items()
            ]
        if entry["votes_emotion_accuracy"] is not None:
            emotion.append(
                f"| {_where(name)}, where more than five of the ten voters agree "
                f"| {_percent(entry['votes_emotion_accuracy'])} |"
            )
    first = must_show(result["table"]) if "table" in result else []
    return "\n".join(["", *first, *smile, "", *emotion, ""])


def _where(dataset: str) -> str:
    """Name the side that a set's emotions are measured on, where it is but one."""
    return f"{dataset} {PUBLISHED_ON[dataset][1]}" if dataset in PUBLISHED_ON else dataset


def must_show(table: Mapping[str, Any]) -> list[str]:
    """Return the lines of the table of floors and aims, its notes, and the tables beside it."""
    heads = ("what", "floor", "aim", "all held out", "number", "stands")
    heads += ("test side alone", "number", "stands")
    lines = [f"| {' | '.join(heads)} |", "|---" * len(heads) + "|"]
    for row in table["rows"]:
        for one in row["measures"]:
            lines.append(_measure_row(row["title"], one))
    lines += ["", f"In brackets the 95 % interval. {MEANING}", ""]
    lines += [f"- **{row['title']}.** {row['note']}" for row in table["rows"] if row["note"]]
    lines += ["", "What was fitted to them, or chosen by looking at them:", ""]
    fitted = choices((row["title"], row["chosen"]) for row in table["rows"])
    lines += [f"- **{titles}.** {chosen}" for titles, chosen in fitted]
    for aside in table["asides"]:
        lines += ["", f"**{aside['title']}**. {aside['note']}", ""]
        lines += [f"| {' | '.join(aside['heads'])} |", "|---" * len(aside["heads"]) + "|"]
        lines += [f"| {' | '.join(line)} |" for line in aside["lines"]]
    return [*lines, ""]


def _measure_row(title: str, one: Mapping[str, Any]) -> str:
    unit, found, test = Unit(one["unit"]), one["held_out"], one["test"]
    cells = [f"{title}: {one['name']}", written(one["floor"], unit), written(one["aim"], unit)]
    cells += [_figure(found, unit), f"{found['count']} {one['counted']}"]
    cells += ["see the test side" if one["fitted"] else one["standing"]]
    if test is None:
        cells += ["–"] * 3
    else:
        cells += [_figure(test, unit), f"{test['count']} ({one['tested']})", one["test_standing"]]
    return f"| {' | '.join(cells)} |"


def _figure(figure: Mapping[str, Any], unit: Unit) -> str:
    low, high = written(figure["low"], unit), written(figure["high"], unit)
    return f"**{written(figure['value'], unit)}** ({low} to {high})"


def _smile_row(name: str, score: Mapping[str, float]) -> str:
    shares = (score["accuracy"], score["recall"], score["false_positive_rate"])
    return (
        f"| {name} | {score['count']} | {' | '.join(map(_percent, shares))} "
        f"| {score['roc_auc']:.3f} |"
    )


def _percent(share: float) -> str:
    return written(share, Unit.SHARE)
