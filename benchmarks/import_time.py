"""Fresh interpreters that import lasercore (bar: 0.3 s) and what it builds on."""

import subprocess
import sys

from timing import report, side_by_side


def fresh(statement):
    return lambda: subprocess.run([sys.executable, "-c", statement], check=True)


if __name__ == "__main__":
    report(
        "Import",
        side_by_side(
            {
                "python alone": fresh("pass"),
                "import numpy": fresh("import numpy"),
                "import lasercore": fresh("import lasercore"),
                "import lasercore and all its modules": fresh("from lasercore import *"),
            },
            rounds=9,
        ),
        reference="import numpy",
    )
