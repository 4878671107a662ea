"""PyTorch on one thread, in a process of its own. Answers what serve.mjs answers."""

import array
import base64
import json
import platform
import statistics
import sys
import time


def answer(**message):
    print(json.dumps(message), flush=True)


start = time.perf_counter()
try:
    import torch
    from torch.nn.functional import elu, selu
except ImportError as error:
    answer(missing=str(error))
    sys.exit()

torch.set_num_threads(1)
elu(torch.tensor([-1.0, 0.0, 1.0]))
first_result = 1e3 * (time.perf_counter() - start)


def decode(text):
    return torch.frombuffer(bytearray(base64.b64decode(text)), dtype=torch.float32)


def encode(floats):
    # By way of numpy it would be shorter, but not every PyTorch comes with it.
    return base64.b64encode(array.array("f", floats.tolist()).tobytes()).decode()


def gradient(function):
    def compute(x):
        x = x.clone().requires_grad_()
        function(x).backward(torch.ones_like(x))
        return x.grad

    return compute


FUNCTIONS = {"elu": elu, "selu": selu, "eluGradient": gradient(elu), "seluGradient": gradient(selu)}


def measure(windows, milliseconds):
    times = []
    end = time.perf_counter() + milliseconds / 1e3
    while not times or time.perf_counter() < end:
        start = time.perf_counter()
        for x in windows:
            elu(x)
        times.append(time.perf_counter() - start)
    return 1e3 * statistics.median(times)


answer(
    version=torch.__version__,
    engine=f"Python {platform.python_version()}",
    firstResultMilliseconds=first_result,
)
windows = []
for line in sys.stdin:
    request = json.loads(line)
    try:
        if request["ask"] == "call":
            answer(floats=encode(FUNCTIONS[request["name"]](decode(request["floats"]))))
        elif request["ask"] == "prepare":
            windows = [window.clone() for window in decode(request["floats"]).split(request["length"])]
            answer(forms=["resident"])
        elif request["ask"] == "time":
            with torch.inference_mode():
                answer(milliseconds=measure(windows, request["milliseconds"]))
        elif request["ask"] == "result":
            answer(floats=encode(torch.cat([elu(x) for x in windows])))
    except Exception as error:
        answer(error=str(error))
