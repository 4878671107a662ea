"""
python3 test/golden/frameworks.py: runs the lines of PyTorch in docs/usage.md in float64, and writes the results to
frameworks.json in this folder. Needs Debian's python3-torch.
"""

import json
import pathlib
import re

import torch

here = pathlib.Path(__file__).parent
page = (here / "../../docs/usage.md").read_text()
torch.manual_seed(1)


def floats(tensor):
    """The tensor as a list of float64. JSON keeps all digits and the signs of zeros."""
    return tensor.detach().double().flatten().tolist()


# float32 numbers in float64, whose rounding errors are negligible in float32.
x = torch.cat([4 * torch.randn(200), torch.tensor([0.0, -0.0, -17.5, -30.0, 89.0, 1e4, -0.001])]).double()
grad = torch.randn(x.numel()).double()
y = torch.nn.functional.elu(x, 2.0).float().double()

calls = {}
for line in re.findall(r"^\| `(torch\..*?)` \|", page, re.MULTILINE):
    argument = x.clone()
    if "autograd" in line:
        argument.requires_grad_()
    result = eval(line, {"torch": torch, "x": argument, "y": y.clone(), "grad": grad})
    calls[line] = floats(result[0] if isinstance(result, tuple) else result)

convolution = torch.nn.Conv3d(1, 4, kernel_size=2)
images = torch.randn(2, 1, 3, 4, 5)
pre_activations = convolution(images)

golden = {
    "source": f"PyTorch {torch.__version__}, float64, by frameworks.py",
    "x": floats(x),
    "y": floats(y),
    "grad": floats(grad),
    "calls": calls,
    "conv3d": {
        "images": floats(images),
        "kernel": floats(convolution.weight),
        "bias": floats(convolution.bias),
        "preActivations": floats(pre_activations),
        "activations": floats(torch.nn.ELU(alpha=2.0)(pre_activations.double())),
    },
}
(here / "frameworks.json").write_text(json.dumps(golden) + "\n")
