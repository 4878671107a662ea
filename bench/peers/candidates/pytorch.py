"""The program of pytorch.ts: prints PyTorch's version, then a result or its time for each request."""

import array
import base64
import json
import sys
import time

import torch
from torch.nn.functional import elu, selu


def gradient(function):
    def compute(x):
        x = x.clone().requires_grad_()
        function(x).backward(torch.ones_like(x))
        return x.grad

    return compute


FUNCTIONS = {"elu": elu, "selu": selu, "eluGradient": gradient(elu), "seluGradient": gradient(selu)}


def decode(text):
    return torch.frombuffer(bytearray(base64.b64decode(text)), dtype=torch.float32)


def encode(floats):
    # Without numpy, because not every PyTorch comes with it.
    return base64.b64encode(array.array("f", floats.tolist()).tobytes()).decode()


@torch.inference_mode()
def nanoseconds(function, windows, milliseconds):
    """Mean nanoseconds for all windows, measured for at least `milliseconds`."""
    runs = 0
    start = time.perf_counter_ns()
    while runs == 0 or time.perf_counter_ns() - start < 1e6 * milliseconds:
        for x in windows:
            function(x)
        runs += 1
    return (time.perf_counter_ns() - start) / runs


torch.set_num_threads(1)
print(json.dumps(torch.__version__), flush=True)
for line in sys.stdin:
    request = json.loads(line)
    function = FUNCTIONS[request["name"]]
    windows = [window.clone() for window in decode(request["floats"]).split(request["length"])]
    if "milliseconds" in request:
        answer = nanoseconds(function, windows, request["milliseconds"])
    else:
        answer = encode(torch.cat([function(x) for x in windows]))
    print(json.dumps(answer), flush=True)
