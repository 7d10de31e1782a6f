"""Judges each of the given files as a run of checkov on it alone would, and writes what it says beside it.

Loading checkov takes most of a run, and it carries findings from one run to the next: so it is loaded once, and each
file has a process of its own that has loaded it already.
"""

import os
import sys

from checkov.main import Checkov

asked = ["--framework", "kubernetes", "--output", "json", "--quiet", "--skip-download"]


def judge(file):
    said = os.open(file + ".checkov.json", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(said, sys.stdout.fileno())
    Checkov(["--file", file, *asked]).run()
    sys.stdout.flush()


for file in sys.argv[1:]:
    child = os.fork()
    if child == 0:
        judge(file)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if status != 0:
        sys.exit(f"checkov ended with {os.waitstatus_to_exitcode(status)} on {file}")
