"""The learned reader: a pre-trained encoder with one probability a label, pooled over the unit's own tokens."""

import math
import pathlib
import random
import time

import numpy as np
import torch
from torch import nn
from transformers import AutoModel, AutoTokenizer

import damage
from labels import LABELS

# Most tokens of context and of both, with the three that mark borders. A longer unit is read in overlapping pieces.
CONTEXT, LONGEST, OVERLAP = 48, 160, 32


class Reader(nn.Module):
    def __init__(self, base, encoder=None):
        super().__init__()
        self.encoder = encoder or AutoModel.from_pretrained(base, add_pooling_layer=False)
        self.drop = nn.Dropout(0.1)
        self.head = nn.Linear(2 * self.encoder.config.hidden_size, len(LABELS))

    def keep(self, layers):
        """Keeps some layers of the encoder, in order: a student begins as every other layer of its teacher."""
        all_of_them = self.encoder.encoder.layer
        self.encoder.encoder.layer = nn.ModuleList(all_of_them[n] for n in layers)
        self.encoder.config.num_hidden_layers = len(layers)

    def forward(self, ids, mask, unit):
        """`unit` is 1 where a token belongs to the unit; 0 for context, borders and padding."""
        out = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        own = unit.unsqueeze(-1).to(out.dtype)
        mean = (out * own).sum(1) / own.sum(1).clamp(min=1)
        most = (out + (own - 1) * 1e4).max(1).values
        return self.head(self.drop(torch.cat([mean, most], -1)))


def half(device):
    """Brain floats where they are quicker: on a GPU, and on a processor that multiplies them."""
    return torch.autocast(device, torch.bfloat16, enabled=device == "cuda" or "avx512_bf16" in cpu_flags())


def cpu_flags():
    try:
        return pathlib.Path("/proc/cpuinfo").read_text()
    except OSError:
        return ""


class Encoder:
    """Words to token ids; pieces of a long unit are rows of their own."""

    def __init__(self, base):
        self.tok = AutoTokenizer.from_pretrained(base)
        self.cls, self.sep, self.pad = self.tok.cls_token_id, self.tok.sep_token_id, self.tok.pad_token_id

    def ids(self, words):
        return self.tok(words, add_special_tokens=False)["input_ids"] if words else []

    def row(self, context, unit):
        ids = [self.cls, *context, self.sep, *unit, self.sep]
        return ids, [0] * (len(context) + 2) + [1] * len(unit) + [0]

    def rows(self, context, unit):
        """Every piece of one example."""
        context, unit = self.ids(context)[-CONTEXT:], self.ids(unit)
        room = LONGEST - len(context) - 3
        pieces, at = [], 0
        while True:
            pieces.append(self.row(context, unit[at:at + room]))
            if at + room >= len(unit):
                return pieces
            at += room - OVERLAP


def batch(rows, pad, device):
    longest = max(len(ids) for ids, _ in rows)
    longest = min(-(-longest // 16) * 16, LONGEST)
    ids = torch.full((len(rows), longest), pad)
    mask, unit = torch.zeros_like(ids), torch.zeros_like(ids)
    for at, (tokens, own) in enumerate(rows):
        n = len(tokens)
        ids[at, :n], mask[at, :n], unit[at, :n] = torch.tensor(tokens), 1, torch.tensor(own)
    return [x.to(device, non_blocking=True) for x in (ids, mask, unit)]


def batches(lengths, size, rng):
    """Shuffled batches of like lengths; in order where `rng` is None."""
    order = list(range(len(lengths)))
    if rng is None:
        order.sort(key=lambda i: lengths[i])
        return [order[k:k + size] for k in range(0, len(order), size)]
    rng.shuffle(order)
    out = []
    for j in range(0, len(order), size * 20):
        chunk = sorted(order[j:j + size * 20], key=lambda i: lengths[i])
        out += [chunk[k:k + size] for k in range(0, len(chunk), size)]
    rng.shuffle(out)
    return out


class Recipe:
    """How one model is trained; what is not named stays as here."""
    epochs, lr, head_lr, size, decay, warmup = 6, 1e-4, 1e-3, 16, 0.01, 0.06
    positive, rare, rdrop, soft, drop_context, adversary, smooth = 2.0, 0.0, 0.0, 0.5, 0.1, 0.0, 0.0
    # Share of examples that an epoch sees as a poor scan leaves them (damage.py).
    damaged = 0.0

    def __init__(self, **named):
        for name, value in named.items():
            if not hasattr(Recipe, name):
                raise SystemExit(f"a recipe has no `{name}`")
            setattr(self, name, type(getattr(Recipe, name))(value))


def weights(targets, recipe):
    """Weight of a positive for each label: the base, raised for rare labels."""
    share = targets.sum(0).clamp(min=1) / len(targets)
    return (recipe.positive * (0.02 / share).clamp(min=1) ** recipe.rare).clamp(max=12)


def train(net, encoder, examples, recipe, seed, device, told=lambda text: None):
    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)
    rng = random.Random(seed)
    rows = [encoder.rows(e.context, e.unit)[0] for e in examples]
    bare = [encoder.rows("", e.unit)[0] if e.context else None for e in examples]
    poor = [encoder.rows(*damage.copy(e.context, e.unit, f"{seed} {e.id}"))[0] for e in examples] if recipe.damaged else rows
    hard = torch.tensor(np.stack([e.target() for e in examples])).to(device)
    has_soft = torch.tensor([e.soft is not None for e in examples]).to(device)
    is_hard = torch.tensor([not getattr(e, "unlabelled", False) for e in examples]).to(device)
    soft = torch.tensor(np.stack([e.soft if e.soft is not None else e.target() for e in examples])).float().to(device)
    positive = weights(hard[is_hard], recipe).to(device)
    lengths = [len(r[0]) for r in rows]
    plain = [p for n, p in net.encoder.named_parameters() if "LayerNorm" in n or n.endswith("bias") or "embeddings" in n]
    named = {id(p) for p in plain}
    rest = [p for p in net.encoder.parameters() if id(p) not in named]
    opt = torch.optim.AdamW([{"params": rest, "lr": recipe.lr, "weight_decay": recipe.decay},
                             {"params": plain, "lr": recipe.lr, "weight_decay": 0.0},
                             {"params": net.head.parameters(), "lr": recipe.head_lr, "weight_decay": recipe.decay}],
                            fused=device == "cuda")
    steps = recipe.epochs * math.ceil(len(rows) / recipe.size)
    def pace(step):
        return min(1.0, (step + 1) / (recipe.warmup * steps)) * max(0.0, (steps - step) / steps)
    sched = torch.optim.lr_scheduler.LambdaLR(opt, pace)
    net.to(device).train()
    quick = half(device)
    began = time.time()
    for epoch in range(recipe.epochs):
        total = torch.zeros((), device=device)
        for picked in batches(lengths, recipe.size, rng):
            whole = [poor[i] if rng.random() < recipe.damaged else rows[i] for i in picked]
            got = [bare[i] if bare[i] and rng.random() < recipe.drop_context else row for i, row in zip(picked, whole)]
            ids, mask, unit = batch(got, encoder.pad, device)
            at = torch.tensor(picked, device=device)
            with quick:
                logits = net(ids, mask, unit).float()
                again = net(ids, mask, unit).float() if recipe.rdrop else None
            def miss(z):
                per = nn.functional.binary_cross_entropy_with_logits(z, hard[at], pos_weight=positive, reduction="none").mean(1)
                like = nn.functional.binary_cross_entropy_with_logits(z, soft[at], reduction="none").mean(1)
                share = torch.where(has_soft[at], torch.where(is_hard[at], recipe.soft, 1.0), 0.0)
                return (per * (1 - share) + 2 * like * share).mean()
            loss = miss(logits)
            if again is not None:
                apart = torch.nn.functional.mse_loss(torch.sigmoid(logits), torch.sigmoid(again))
                loss = (loss + miss(again)) / 2 + recipe.rdrop * apart
            (10 * loss).backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            opt.step()
            sched.step()
            opt.zero_grad(set_to_none=True)
            total += loss.detach()
        told(f"epoch {epoch} loss {10 * total.item() / math.ceil(len(rows) / recipe.size):.4f} {time.time() - began:.0f} s")
    return net


def predict(net, encoder, examples, device, size=128):
    """Logits, one row an example: of a long unit the largest over its pieces."""
    net.to(device).eval()
    rows, owner = [], []
    for at, e in enumerate(examples):
        for row in encoder.rows(e.context, e.unit):
            rows.append(row)
            owner.append(at)
    out = np.full((len(examples), len(LABELS)), -1e9, dtype=np.float32)
    with torch.no_grad():
        for picked in batches([len(r[0]) for r in rows], size, None):
            with half(device):
                z = net(*batch([rows[i] for i in picked], encoder.pad, device)).float().cpu().numpy()
            for i, values in zip(picked, z):
                out[owner[i]] = np.maximum(out[owner[i]], values)
    return out
