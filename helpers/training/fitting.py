"""Training: a reader is shown windows of documents, again and again, until its time is up."""

from __future__ import annotations

import random
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers.tables import HelpersError
from helpers.training.documents import Document
from helpers.training.examples import Example, make_batches, make_examples

if TYPE_CHECKING:
    from torch.optim import Optimizer

    from helpers.training.reader import Reader

Report = Callable[[str], None]

# The rates fall to zero, but never below this share, so that the last steps still do something.
_LOWEST = 0.02
_STEEPEST, _DECAY = 1.0, 0.01
_REPORT_EVERY, _SAVE_EVERY, _RECENT = 100, 500, 50
# Weights that are never drawn towards zero.
_FREE = ("bias", "ln", "dist")


@dataclass(frozen=True)
class Settings:
    """How a reader is trained; as they stand here, the settings with which the shipped reader went on from its start.

    `rate` is the highest learning rate of the encoder, `head_rate` that of all else: both rise over `warm_up` steps and
    fall to zero as the `minutes` of training, or the `steps` where given, go by. `batch` windows make a step. `hidden`
    and `unhinted` are the shares of sub-words and of windows' hints that are left out. Of a start's encoder `kept` is
    this share, and the rest is the base that it was trained from: what it has learned too well goes first (Wortsman
    et al., 2022, average weights in this way).
    """

    minutes: float = 90.0
    seed: int = 2
    rate: float = 1.5e-4
    head_rate: float = 5e-4
    warm_up: int = 200
    batch: int = 4
    hidden: float = 0.1
    unhinted: float = 0.1
    kept: float = 0.6
    threads: int = 1
    steps: int | None = None


# A reader that knows nothing yet takes longer strides.
FRESH = Settings(rate=1.8e-4, head_rate=1e-3, warm_up=300)


@dataclass
class _Progress:
    """How far a training is, and what the reader got wrong of late."""

    steps: int = 0
    seconds: float = 0.0
    recent: dict[str, deque[float]] = field(default_factory=lambda: defaultdict(lambda: deque(maxlen=_RECENT)))

    def share(self, settings: Settings) -> float:
        """The share of the training that is done, 1 at its end."""
        by_steps = self.steps / settings.steps if settings.steps else 0.0
        return max(by_steps, self.seconds / (60 * settings.minutes))

    def factor(self, settings: Settings) -> float:
        """The share of the highest rate that the next step takes."""
        rising = min(1.0, (self.steps + 1) / settings.warm_up)
        return rising * max(_LOWEST, 1 - self.share(settings))

    def describe(self) -> str:
        means = [f", {part} {sum(losses) / len(losses):.3f}" for part, losses in sorted(self.recent.items())]
        return f"{self.steps} steps, {self.seconds / 60:.1f} minutes{''.join(means)}"


def fit_reader(
    reader: Reader, documents: Sequence[Document], *, settings: Settings, checkpoint: Path, report: Report
) -> Path:
    """The file of the trained reader's weights, `checkpoint`; the reader itself is changed.

    The file is written every 500 steps, so that a training that stopped goes on where it was when it is started again
    with the same documents and settings. `report` gets a line every 100 steps. Raises HelpersError where the file
    holds another training, or nothing is there to learn from.
    """
    import torch

    if not any(document.pieces for document in documents):
        raise HelpersError("there is nothing to learn from: no document has a word")
    torch.set_num_threads(settings.threads)
    torch.manual_seed(settings.seed)
    reader.enc.word.weight.requires_grad_(False)
    recipe = {**asdict(settings), "documents": len(documents)}
    progress = _resume(reader, checkpoint, recipe)
    if progress.steps:
        report(f"{checkpoint.name} has {progress.describe()}")
    if progress.share(settings) >= 1:
        return checkpoint
    training = _Training(reader, settings, progress, _make_optimiser(reader, settings))
    for batch in training.draw_batches(documents):
        began = time.perf_counter()
        training.step(batch)
        progress.steps += 1
        progress.seconds += time.perf_counter() - began
        if progress.steps % _SAVE_EVERY == 0:
            _save(reader, checkpoint, recipe, progress)
        if progress.steps % _REPORT_EVERY == 0:
            report(progress.describe())
    reader.eval()
    _save(reader, checkpoint, recipe, progress)
    report(f"{progress.describe()}: done")
    return checkpoint


class _Training:
    """A reader on its way, with all that a step needs."""

    def __init__(self, reader: Reader, settings: Settings, progress: _Progress, optimiser: Optimizer) -> None:
        self._reader, self._settings, self._progress, self._optimiser = reader, settings, progress, optimiser
        self._chance = random.Random(settings.seed + progress.steps)  # noqa: S311, chance is all that is wanted

    def draw_batches(self, documents: Sequence[Document]) -> Iterator[list[Example]]:
        """Batches until the training's time is up, the windows cut anew in every round."""
        while True:
            examples = make_examples(documents, chance=self._chance)
            for batch in make_batches(examples, self._settings.batch, self._chance):
                if self._progress.share(self._settings) >= 1:
                    return
                yield batch

    def step(self, examples: Sequence[Example]) -> None:
        """Show the reader a batch, and change what made it wrong a little."""
        import torch

        from helpers.training.losses import Noise, find_losses, make_batch, weigh_losses

        self._reader.train()
        noise = Noise(self._settings.hidden, self._settings.unhinted)
        losses = find_losses(self._reader, make_batch(examples, noise, self._chance))
        self._optimiser.zero_grad()
        torch.autograd.backward(weigh_losses(losses))
        torch.nn.utils.clip_grad_norm_(self._reader.parameters(), _STEEPEST)
        for group in self._optimiser.param_groups:
            group["lr"] = group["highest"] * self._progress.factor(self._settings)
        self._optimiser.step()
        for part, loss in losses.items():
            self._progress.recent[part].append(loss.item())


def _make_optimiser(reader: Reader, settings: Settings) -> Optimizer:
    """AdamW (Loshchilov and Hutter, 2019) with its own rate for the encoder and for the rest."""
    import torch

    named = list(reader.named_parameters())
    heads = [weights for name, weights in named if not name.startswith("enc.")]
    encoder = [(name, weights) for name, weights in named if name.startswith("enc.") and weights.requires_grad]
    free = [weights for name, weights in encoder if any(part in name for part in _FREE)]
    drawn = [weights for name, weights in encoder if not any(part in name for part in _FREE)]
    groups = [
        {"params": drawn, "highest": settings.rate, "weight_decay": _DECAY},
        {"params": free, "highest": settings.rate, "weight_decay": 0.0},
        {"params": heads, "highest": settings.head_rate, "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, lr=settings.rate, betas=(0.9, 0.98), eps=1e-6, fused=True)


def _save(reader: Reader, checkpoint: Path, recipe: dict[str, Any], progress: _Progress) -> None:
    """Write the weights with half precision, whole or not at all."""
    import torch

    state = {name: weights.half() for name, weights in reader.state_dict().items()}
    found = {
        "state": state,
        "layers": list(reader.base_layers),
        "settings": recipe,
        "steps": progress.steps,
        "seconds": progress.seconds,
    }
    unfinished = checkpoint.with_name(f".{checkpoint.name}.part")
    checkpoint.parent.mkdir(parents=True, exist_ok=True)
    torch.save(found, unfinished)
    unfinished.replace(checkpoint)


def _resume(reader: Reader, checkpoint: Path, recipe: dict[str, Any]) -> _Progress:
    """How far the training in a file is; the reader is given its weights, and the optimiser begins anew."""
    import torch

    if not checkpoint.is_file():
        return _Progress()
    found = torch.load(checkpoint, map_location="cpu", weights_only=True)
    if found.get("settings") != recipe:
        raise HelpersError(f"{checkpoint} holds another training: move it away, or name another folder for this one")
    reader.load_state_dict(found["state"])
    return _Progress(found["steps"], found["seconds"])
