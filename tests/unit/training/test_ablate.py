"""The ablation switches off what it says, one thing at a time, and goes on where it stopped."""

import dataclasses
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import torch
from tqdm import tqdm

from laughgame.game.reading import EMOTIONS
from tests.training_data import write_labels, write_picture
from training import ablate
from training.evaluation.actor import Trace
from training.learning.batches import Material
from training.learning.distillation_loss import Distillation
from training.learning.network import DualHeadSmileDetector
from training.learning.recipe import Recipe, Stage, as_table, read_recipe
from training.learning.soft_labels import SoftLabels
from training.pictures.prepared import Prepared
from training.sequences.prepared import PreparedSequences
from training.studies import switches, watching
from training.studies.ablation_table import (
    AGAIN,
    Outcome,
    ablation_markdown,
    ablation_section,
    cells,
)
from training.train import RECIPES

# The progress bar's monitor would be a thread that outlives its test.
tqdm.monitor_interval = 0

HAPPY = EMOTIONS.index("happy")
SAD = EMOTIONS.index("sad")


@pytest.fixture(autouse=True, scope="module")
def one_thread() -> Iterator[None]:
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


def stills(name: str, count: int = 20) -> Prepared:
    """Half happy by their own label, all sad by their voters; the last fifth is held out."""
    random = np.random.default_rng(1)
    labelled = name == "fer2013"
    train = np.arange(count) < count * 4 // 5
    label = np.where(np.arange(count) % 2, HAPPY, SAD) if labelled else np.full(count, -1)
    votes = np.tile(np.eye(7, dtype=np.float32)[SAD], (count, 1))
    return Prepared(
        name=name,
        crops=random.integers(0, 256, (count, 2, 40, 40, 1), np.uint8),
        smile=np.zeros(count, np.float32),
        emotion=votes if labelled else np.full((count, 7), np.nan, np.float32),
        label=label,
        tight=np.ones(count, bool),
        train=train,
        split=np.where(train, "train", "validation"),
        names=np.arange(count).astype(str),
    )


def films(name: str) -> PreparedSequences:
    return PreparedSequences(
        name=name,
        frames=np.zeros((2, 6, 40, 40, 3), np.uint8),
        smile=np.zeros((2, 6), np.float32),
        emotion=np.full((2, 6, 7), np.nan, np.float32),
        split=np.array(["train", "validation"]),
        kind=np.array(["speech", "speech"]),
        names=np.array(["a", "b"]),
    )


def taught(one: Prepared) -> SoftLabels:
    count = len(one.smile)
    return SoftLabels(np.full(count, 0.5, np.float32), np.full((count, 7), 1 / 7, np.float32))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder in which SMILEs has two sure and several doubtful negatives."""
    folder = tmp_path / "data" / "smiles"
    rows = [(f"images/{i}.jpg", 0, f"person{i}", 1, "happiness") for i in range(8)]
    rows += [(f"images/{i}.jpg", 0, f"person{i}", 1, "neutral") for i in (8, 9)]
    for i, row in enumerate(rows):
        write_picture(folder / row[0], 600 + i, 64, gray=True)
    write_labels(folder, ("file", "smile", "person", "person_is_certain", "second_label"), rows)
    return tmp_path / "data"


@pytest.fixture
def setting(data: Path) -> switches.Setting:
    sets = (stills("fer2013"), stills("smiles"))
    recipe = Recipe(
        stages=(Stage(size=32, epochs=1, batch=8),),
        films=1,
        distill=Distillation(share=0.5),
        repeats={"smiles": 0.5},
    )
    moving = (films("london_morphs"), films("actor_takes"), films("real_hard_negatives"))
    material = Material(sets, moving, tuple(taught(one) for one in sets))
    return switches.Setting(recipe, material, Path("imagenet.pth"), data)


def test_without_votes_fer2013_is_learnt_from_its_own_labels_alone(
    setting: switches.Setting,
) -> None:
    off = switches.without_votes(setting)
    assert off is not None
    assert off.recipe.label_share == 1
    one, before = off.material.stills[0], setting.material.stills[0]
    train = one.train
    assert (one.emotion[train].argmax(axis=1) == one.label[train]).all()
    assert (one.smile[train] == (one.label[train] == HAPPY)).all()
    assert np.array_equal(one.emotion[~train], before.emotion[~train]), "judged as before"
    assert np.array_equal(one.smile[~train], before.smile[~train])
    assert off.material.stills[1] is setting.material.stills[1]


def test_doubtful_negatives_come_back_as_no_smile_and_only_to_train_on(
    setting: switches.Setting,
) -> None:
    off = switches.with_doubtful(setting)
    assert off is not None
    *others, doubtful = off.material.stills
    assert tuple(others) == setting.material.stills or all(
        one is two for one, two in zip(others, setting.material.stills, strict=True)
    )
    assert 0 < len(doubtful.smile) <= 8
    assert not doubtful.smile.any()
    assert doubtful.train.all()
    assert doubtful.crops.shape[1:] == (2, 160, 160, 1)
    assert off.recipe.repeats[doubtful.name] == off.recipe.repeats["smiles"]
    assert len(off.material.taught) == len(off.material.stills)
    assert np.isnan(off.material.taught[-1].smile).all(), "no teacher was asked about them"


def test_each_kind_of_film_is_left_out_alone(setting: switches.Setting) -> None:
    def left(off: switches.Setting | None) -> list[str]:
        assert off is not None
        assert off.recipe == setting.recipe
        return [one.name for one in off.material.films]

    assert left(switches.without_morphs(setting)) == ["actor_takes", "real_hard_negatives"]
    assert left(switches.without_actor(setting)) == ["london_morphs", "real_hard_negatives"]


def test_without_teachers_and_without_imagenet(setting: switches.Setting) -> None:
    alone = switches.without_teachers(setting)
    assert alone is not None
    assert alone.recipe.distill.share == 0
    assert alone.material.taught == ()
    chance = switches.without_imagenet(setting)
    assert chance is not None
    assert chance.start is None
    assert chance.recipe == setting.recipe


def test_what_is_not_there_cannot_be_switched_off(setting: switches.Setting) -> None:
    bare = dataclasses.replace(
        setting,
        start=None,
        material=Material((stills("genki4k"),)),
        recipe=dataclasses.replace(setting.recipe, distill=Distillation()),
    )
    assert [switch.off(bare) for switch in switches.SWITCHES] == [None] * 6


def test_the_few_of_the_epochs_study_are_always_the_same(setting: switches.Setting) -> None:
    few = switches.thinned(setting.material, 0.25, seed=1).stills[0]
    assert few.train.sum() == 4
    assert not (few.train & ~setting.material.stills[0].train).any()
    again = switches.thinned(setting.material, 0.25, seed=1).stills[0]
    assert np.array_equal(few.train, again.train)
    whole = setting.material.stills[0]
    assert (few.split == whole.split).all(), "the same are held out"
    fewer = switches.thinned(setting.material, 0.25, seed=1, asked=0.5).stills[0]
    assert (fewer.split == "validation").sum() == round((whole.split == "validation").sum() / 2)
    assert (fewer.split == "train").sum() == (whole.split == "train").sum()
    assert not fewer.train[whole.split != "train"].any(), "who is not asked is not learned from"


def test_the_recipes_are_short_and_the_two_of_the_epochs_study_differ_in_epochs_only() -> None:
    assert read_recipe(RECIPES / "ablation.toml").epochs <= 5
    short, long = (as_table(read_recipe(RECIPES / f"{name}.toml")) for name in ablate.EPOCHS)
    assert short["stages"][0]["epochs"] == 10
    assert long["stages"][0]["epochs"] == 50
    short["stages"][0]["epochs"] = long["stages"][0]["epochs"]
    assert short == long


def test_the_ablation_trains_every_run_once_and_goes_on_where_it_stopped(
    setting: switches.Setting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    setting = dataclasses.replace(setting, start=None)
    out = tmp_path / "out"
    plan = [
        planned
        for planned in ablate.planned_ablation(setting)
        if planned.name in ("reference", "without_imagenet", "without_morphs")
    ]
    few = dataclasses.replace(setting.material, films=())
    watched: list[torch.nn.Module] = []

    def watch(network: torch.nn.Module) -> dict[str, float]:
        watched.append(network)
        return {"actor_false": 0.01}

    outcomes = [ablate.make(planned, out, watch, workers=0) for planned in plan]
    assert [outcome.name for outcome in outcomes if outcome.skipped] == ["without_imagenet"]
    assert len(watched) == 2
    assert outcomes[0].figures["actor_false"] == 0.01
    assert 0 <= outcomes[0].figures["fer2013_emotion"] <= 1

    monkeypatch.setattr(ablate, "train", None)
    assert [ablate.make(planned, out, watch, workers=0) for planned in plan] == outcomes

    other = dataclasses.replace(plan[0], setting=lambda: dataclasses.replace(setting, material=few))
    with pytest.raises(ValueError, match=r"reference was made with another data"):
        ablate.make(other, out, watch, workers=0)

    readme = tmp_path / "README.md"
    begin, end = ablate.MARKS["ablation"]
    readme.write_text(f"above\n{begin}\n{end}\nbelow\n")
    ablate.write_results("ablation", out, outcomes, readme)
    kept = json.loads((out / "ablation.json").read_text())
    assert [run["name"] for run in kept["runs"]] == [planned.name for planned in plan]
    assert "London morphs" in (out / "ablation.html").read_text()
    text = readme.read_text()
    assert text.startswith(f"above\n{begin}\n")
    assert "| London morphs |" in text
    assert text.endswith(f"{end}\nbelow\n")


def test_the_table_says_what_each_ingredient_gave() -> None:
    outcomes = [
        Outcome("reference", "nothing", {"genki4k_smile": 0.95, "actor_delay_s": 0.06}),
        Outcome("without_actor", "actor", {"genki4k_smile": 0.96, "actor_delay_s": 0.09}),
        Outcome("without_teachers", "distillation", {}, "there is none of it here"),
    ]
    titles, lines = cells(outcomes)
    assert titles == ["without", "GENKI-4K", "actor: delay"]
    assert lines[0] == ["nothing", "95.0 %", "60 ms"]
    assert lines[1] == ["actor", "96.0 % (−1.0)", "90 ms (+30)"], "faster with it is a gain"
    assert lines[2] == ["distillation", "not run: there is none of it here", ""]
    assert "| actor | 96.0 % (−1.0) | 90 ms (+30) |" in ablation_markdown(outcomes)


def test_what_is_larger_than_chance_is_marked() -> None:
    found = [
        Outcome("reference", "nothing", {"genki4k_smile": 0.95}),
        Outcome(AGAIN, "nothing, another seed", {"genki4k_smile": 0.96}),
        Outcome(f"{AGAIN}_2", "nothing, a third seed", {"genki4k_smile": 0.948}),
        Outcome("without_votes", "FER+ votes", {"genki4k_smile": 0.941}),
        Outcome("without_actor", "actor sequences", {"genki4k_smile": 0.93}),
    ]
    text = ablation_markdown(found)
    assert "| FER+ votes | 94.1 % (+0.9) |" in text
    assert "| actor sequences | 93.0 % (**+2.0**) |" in text
    assert "<b>+2.0</b>" in ablation_section(found).body


def test_a_film_is_watched_as_the_game_would_with_a_memory_that_ends_where_it_forgets() -> None:
    torch.manual_seed(3)
    network = DualHeadSmileDetector().eval()
    with torch.no_grad():
        network.project.weight.mul_(30)
    recorder = watching.Recorder(32)
    random = np.random.default_rng(5)
    shown = random.integers(0, 256, (7, 32, 32, 3), np.uint8)
    for number, crop in enumerate(shown):
        if number == 4:
            recorder.reset()
        recorder.read(crop)
    # In the third frame no face was found.
    smile = np.array([0, 0, np.nan, 0, 0, 0, 0, 0])
    trace = Trace("p", np.arange(8) / 30, np.zeros(8), smile, np.full(8, "speech"), ())
    plays = (watching._watched(trace, recorder),)
    seen = watching._seen(network, plays[0], torch.device("cpu"))
    assert np.isnan(seen.smile).tolist() == np.isnan(smile).tolist()

    frames = watching.scaled(torch.from_numpy(shown).permute(0, 3, 1, 2))
    with torch.inference_mode():
        last = torch.sigmoid(network(frames[[4, 4, 4, 5, 6]][None])[0])
    assert seen.smile[-1] == pytest.approx(float(last), abs=1e-5)

    figures = watching.figures(network, watching.Films(plays, ()), torch.device("cpu"))
    assert figures["actor_false"] == pytest.approx(np.mean(seen.smile[~np.isnan(smile)] > 0.5))
    assert "clips_false" not in figures
