"""Smaller variants of a model file: weights and sums in 8 or 16 bits."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import onnx

from laughgame.vision.frame import Image
from laughgame.vision.model_contract import (
    FEATURES,
    FRAMES,
    ModelForm,
    open_model,
    read_card,
    run_model,
)

# The session above keeps ONNX Runtime quiet; it must come first.
from onnxruntime.quantization import (  # isort: skip
    CalibrationDataReader,
    QuantFormat,
    QuantType,
    quantize_dynamic,
    quantize_static,
)
from onnxruntime.quantization.shape_inference import quant_pre_process  # isort: skip
from onnxruntime.transformers.float16 import convert_float_to_float16  # isort: skip


def make_variants(model: Path, out: Path, crops: Sequence[Image]) -> dict[str, Path]:
    """Write the variants of a stream file; returns name → file, the file itself first."""
    out.mkdir(parents=True, exist_ok=True)
    plain = out / "prepared.onnx"
    quant_pre_process(str(model), str(plain))
    files = {
        "float32": model,
        "int8": out / "int8.onnx",
        "int8 memory": out / "int8_memory.onnx",
        "float16": out / "float16.onnx",
    }
    memory = out / "memory.onnx"
    # The LSTM first: in the other order ONNX Runtime 1.28 ends the program on loading.
    quantize_dynamic(str(plain), str(memory), op_types_to_quantize=["LSTM"])
    quantize_static(
        str(memory),
        str(files["int8"]),
        Crops(model, crops),
        quant_format=QuantFormat.QDQ,
        per_channel=True,
        weight_type=QuantType.QInt8,
        activation_type=QuantType.QUInt8,
        op_types_to_quantize=["Conv", "Gemm", "MatMul"],
    )
    quantize_dynamic(
        str(plain), str(files["int8 memory"]), op_types_to_quantize=["LSTM", "MatMul", "Gemm"]
    )
    half = convert_float_to_float16(onnx.load(plain), keep_io_types=True)
    onnx.save(half, files["float16"])
    for left_over in (plain, memory):
        left_over.unlink()
    for name, file in files.items():
        if name != "float32":
            _keep_metadata(model, file, name)
    return files


class Crops(CalibrationDataReader):
    """Feeds crops of training people, each as a face that has always looked so."""

    def __init__(self, model: Path, crops: Sequence[Image]) -> None:
        card = read_card(model)
        if card.form is not ModelForm.STREAM:
            raise ValueError(f"{model} is not in the stream form")
        self._mean, self._std = np.array(card.mean), np.array(card.std)
        self._features = _features_of(model)
        self._left = iter(crops)

    def get_next(self) -> dict[str, np.ndarray] | None:
        crop = next(self._left, None)
        if crop is None:
            return None
        scaled = ((crop - self._mean) / self._std).transpose(2, 0, 1)[None].astype(np.float32)
        history = np.repeat(self._features(scaled)[:, None], FRAMES - 1, axis=1)
        return {"frame": scaled, "history": history}


def _features_of(model: Path) -> Callable[[np.ndarray], np.ndarray]:
    _, session = open_model(model, threads=1)
    nothing = np.zeros((1, FRAMES - 1, FEATURES), np.float32)

    def features(frame: np.ndarray) -> np.ndarray:
        return run_model(session, ModelForm.STREAM, {"frame": frame, "history": nothing})[2]

    return features


def _keep_metadata(model: Path, file: Path, variant: str) -> None:
    """Give a variant the card of the file it was made of, under a name of its own."""
    properties = {entry.key: entry.value for entry in onnx.load(model).metadata_props}
    properties["name"] = f"{properties.get('name', model.stem)} {variant}"
    smaller = onnx.load(file)
    onnx.helper.set_model_props(smaller, properties)
    onnx.save(smaller, file)
