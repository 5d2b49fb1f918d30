from __future__ import annotations

from typing import Any

import numpy as np
import onnxruntime
import pytest

from entente.errors import UsageError
from entente.language.encoder import DEVICE, Encoder

TEXTS = ["Germany accused Russia of fraud.", "Rain fell.", "", "Talks, he said, would resume on Monday."]


def test_windows_are_read_alike_in_any_company(encoder: Encoder) -> None:
    together = encoder.read(TEXTS)
    assert [len(r.flags) for r in together] == [len(encoder.pieces(t).words) for t in TEXTS]
    for text, reading in zip(TEXTS, together, strict=True):
        (alone,) = encoder.read([text])
        for name in ("flags", "names", "triggers", "modality", "claims", "tails", "heads"):
            assert np.array_equal(getattr(alone, name), getattr(reading, name))


def test_probabilities(encoder: Encoder) -> None:
    (reading,) = encoder.read(TEXTS[:1])
    assert ((reading.flags >= 0) & (reading.flags <= 1)).all()
    for rows in (reading.names, reading.triggers, reading.modality, reading.claims):
        assert np.allclose(rows.sum(-1), 1, atol=1e-5)


def test_what_is_dropped_is_not_read(encoder: Encoder, monkeypatch: pytest.MonkeyPatch) -> None:
    begun = [encoder.begin("word " * 100) for _ in range(60)]
    for window in reversed(begun):
        window.drop()
    # What ran already ran to its end; of what did not, nothing is left that anything waits for.
    assert encoder.read(TEXTS[:1])[0].flags.size


@pytest.mark.parametrize(
    ("device", "available", "wanted"),
    [
        (None, ["CUDAExecutionProvider", "CPUExecutionProvider"], ["CUDAExecutionProvider"]),
        ("auto", ["CUDAExecutionProvider", "CPUExecutionProvider"], ["CUDAExecutionProvider"]),
        ("cpu", ["CUDAExecutionProvider", "CPUExecutionProvider"], []),
        (None, ["AzureExecutionProvider", "CPUExecutionProvider"], []),
    ],
)
def test_a_gpu_is_used_where_there_is_one(
    device: str | None, available: list[str], wanted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[Any]] = []
    session = onnxruntime.InferenceSession

    def opened(path: str, options: object, providers: list[Any]) -> Any:
        asked.append(providers)
        return session(path, options, providers=["CPUExecutionProvider"])

    monkeypatch.delenv(DEVICE, raising=False)
    if device:
        monkeypatch.setenv(DEVICE, device)
    monkeypatch.setattr(onnxruntime, "get_available_providers", lambda: available)
    monkeypatch.setattr(onnxruntime, "InferenceSession", opened)
    Encoder()
    (found,) = asked
    assert [p if isinstance(p, str) else p[0] for p in found] == [*wanted, "CPUExecutionProvider"]


def test_another_device_is_a_wrong_call(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(DEVICE, "tpu")
    with pytest.raises(UsageError, match=r"'tpu': valid are auto and cpu"):
        Encoder()
