"""What the peers share: the tables, and answers that are compared by hash before any time is printed."""

import csv
import hashlib
import pathlib
import sys
import time

FOLDER = pathlib.Path(sys.argv[1])
PROJECT = pathlib.Path(sys.argv[2])
# The same clock as for ours: a ratio of two kinds of time says nothing.
clock = time.process_time if sys.argv[3] == "processor-time" else time.perf_counter


def rows(name):
    """The rows of a table as tuples of whole numbers."""
    with open(FOLDER / f"{name}.csv", newline="") as file:
        reader = csv.reader(file)
        next(reader)
        return [tuple(map(int, row)) for row in reader]


def skip(peer, package):
    print(f"{peer} is not installed and is left out: pip install {package}")
    sys.exit(0)


class Peer:
    """Collects times; prints them at the end, and only where the answers agree."""

    def __init__(self, name, version):
        self.name = name
        self.results = []
        print(f"{name} {version}:")

    def measure(self, question, ask, lines=None):
        """Times `ask`; `lines` makes the lines of the answer of what it returns."""
        start = clock()
        answer = ask()
        seconds = clock() - start
        if lines is not None:
            own = hashlib.sha256("".join(line + "\n" for line in lines(answer)).encode()).hexdigest()
            expected = hashlib.sha256((FOLDER / f"{question}.expected").read_bytes()).hexdigest()
            if own != expected:
                self.results.append(f"{self.name} answers `{question}` differently: no time is given")
                return answer
        self.results.append(f"{self.name} {question} {seconds:.9f}")
        return answer

    def finish(self):
        for line in self.results:
            print(line)


def lists(pairs, keys):
    """Lines `key value value …` of pairs, values ascending, one line for each key."""
    found = {key: [] for key in keys}
    for key, value in pairs:
        found[key].append(value)
    return [" ".join(map(str, [key] + sorted(set(values)))) for key, values in found.items()]
