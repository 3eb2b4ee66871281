"""The same network for rebop, GillesPy2 and a C program: 100 emitters, J = 200.

Every function returns (name with version, simulate), where simulate(duration) runs one
trajectory; what has to be compiled is compiled before it is returned.
"""

import platform
import shutil
import subprocess
import tempfile
from importlib.metadata import version
from pathlib import Path

N_0, GAMMA_R, GAMMA_BG, GAMMA_C, PUMP = 100, 0.05, 0.1, 1.0, 200.0
START = {"Ground": 40, "Excited": 60, "Photon": 74}
POINTS = 100  # states that the peers hand back; few, so that handing them back costs nothing

# name: rate constant, reactants, products
REACTIONS = {
    "pump": (PUMP / N_0, {"Ground": 1}, {"Excited": 1}),
    "background": (GAMMA_BG, {"Excited": 1}, {"Ground": 1}),
    "spontaneous": (GAMMA_R, {"Excited": 1}, {"Ground": 1, "Photon": 1}),
    "stimulated": (GAMMA_R, {"Excited": 1, "Photon": 1}, {"Ground": 1, "Photon": 2}),
    "absorption": (GAMMA_R, {"Ground": 1, "Photon": 1}, {"Excited": 1}),
    "loss": (GAMMA_C, {"Photon": 1}, {}),
}


def rebop():
    import rebop

    network = rebop.Gillespie()
    for rate, reactants, products in REACTIONS.values():
        network.add_reaction(rate, *([x for x, n in side.items() for _ in range(n)]
                                     for side in (reactants, products)))  # fmt: skip
    return f"rebop {version('rebop')}", lambda duration: network.run(START, duration, POINTS)


def gillespy2():
    """Its compiled direct method. (It reads a species called e as 2.718…: hence long names.)"""
    import gillespy2

    model = gillespy2.Model(name="laser")
    model.add_species(
        [gillespy2.Species(name, number, mode="discrete") for name, number in START.items()]
    )
    for name, (rate, reactants, products) in REACTIONS.items():
        constant = gillespy2.Parameter(f"rate_{name}", rate)
        model.add_parameter(constant)
        model.add_reaction(
            gillespy2.Reaction(name, reactants=reactants, products=products, rate=constant)
        )
    solver = gillespy2.SSACSolver(model=model)

    def simulate(duration):
        solver.model.tspan = None  # the last run left its own
        return solver.run(t=duration, increment=duration / POINTS, number_of_trajectories=1)

    simulate(1.0)
    return f"GillesPy2 {version('gillespy2')}", simulate


def first_reaction():
    """The first-reaction method with phase kicks, in C by gcc -O3."""
    compiler = shutil.which("gcc")
    if compiler is None or platform.system() == "Windows":
        raise ImportError("there is no gcc")
    program = Path(tempfile.mkdtemp()) / "first_reaction"
    source = Path(__file__).with_name("first_reaction.c")
    subprocess.run(
        [compiler, "-O3", "-march=native", source, "-o", program, "-lm"], check=True
    )  # fmt: skip

    def simulate(duration):
        return subprocess.run([program, str(duration), "1"], check=True, capture_output=True)

    return "C, first reaction, with phase", simulate
