"""How fast the core is: `make bench`. It stands apart from the tests: on a busy machine a number says little."""

import sys

from tests.bench import lookup, painting, scoring, sheets

missed = 0
for subject in (scoring, lookup, painting, sheets):
    for finding in subject.findings():
        print(finding, flush=True)
        missed += not finding.kept
sys.exit(min(missed, 1))
