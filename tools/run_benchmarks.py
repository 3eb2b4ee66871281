"""Run every script in ``benchmarks/`` one after another: ``make bench``."""

import sys

from project import ROOT, run, say, stop


def main():
    files = sorted((ROOT / "benchmarks").glob("*.py"))
    # The others hold what the benchmarks share.
    scripts = [file for file in files if "__main__" in file.read_text(encoding="utf-8")]
    if not scripts:
        stop("There are no benchmarks in benchmarks/.")
    failed = []
    for script in scripts:
        say(f"\n== {script.name}")
        if run([sys.executable, script]) != 0:
            failed.append(script.name)
    if failed:
        stop(f"These benchmarks failed: {', '.join(failed)}.")


if __name__ == "__main__":
    main()
