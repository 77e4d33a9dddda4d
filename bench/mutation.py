"""Changes the code in small ways and asks the tests whether they notice: what they do not notice is not tested.

The changes are those of mutmut. The tests are collected once; each change is made in a forked process by exchanging the
code of one function, and only the tests that run through that function are asked, the likeliest to notice first.
"""

import argparse
import difflib
import gc
import hashlib
import json
import os
import random
import resource
import sys
import textwrap
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FrameType, FunctionType

import libcst
import pytest
from _pytest.runner import runtestprotocol
from mutmut.mutation.file_mutation import create_mutations, deep_replace

Key = tuple[str, str]
"""A function: the path of its file and its name, with its class where it has one."""

KILLED, SURVIVED, TIMEOUT, UNCOVERED = "killed", "survived", "timeout", "uncovered"
PATIENCE = 4
"""So many times as long as the tests of a function take unchanged may they take with a change."""


@dataclass(frozen=True)
class Mutant:
    """One change of one function; `id` stays the same as long as the function and the change do."""

    id: str
    function: Key
    source: str
    diff: str


def mutants_of(file: Path) -> Iterator[Mutant]:
    """Every change of the functions of one file."""
    module, mutations, *_ = create_mutations(str(file), file.read_text())
    owners = {
        method: statement.name.value
        for statement in module.body
        if isinstance(statement, libcst.ClassDef)
        for method in statement.body.body
    }
    for mutation in mutations:
        function = mutation.contained_by_top_level_function
        if not isinstance(function, libcst.FunctionDef):
            continue
        owner = owners.get(function)
        name = f"{owner}.{function.name.value}" if owner else function.name.value
        before = module.code_for_node(function)
        after = module.code_for_node(deep_replace(function, mutation.original_node, mutation.mutated_node))
        lines = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
        digest = hashlib.sha256(f"{before}\0{after}".encode()).hexdigest()[:12]
        yield Mutant(
            id=f"{file}:{name}:{digest}",
            function=(str(file), name),
            source=textwrap.dedent(after),
            diff="\n".join(line for line in lines if line[:3] not in {"---", "+++"} and line[:2] != "@@"),
        )


def function_at(key: Key) -> FunctionType | None:
    """The function of that name as it is loaded; None where it is no plain function."""
    file, name = key
    found: object = sys.modules.get(file.removesuffix(".py").replace("/", "."))
    for part in name.split("."):
        found = vars(found).get(part) if found is not None else None
    found = found.__func__ if isinstance(found, classmethod | staticmethod) else found
    return found if isinstance(found, FunctionType) else None


def exchange(mutant: Mutant) -> None:
    """Give the function, wherever it is used, the code and defaults of its change."""
    function = function_at(mutant.function)
    if function is None:
        raise LookupError(mutant.function)
    owner, _, name = mutant.function[1].rpartition(".")
    source = f"class {owner}:\n{textwrap.indent(mutant.source, '    ')}" if owner else mutant.source
    defined: dict[str, object] = {}
    exec(compile(source, mutant.function[0], "exec"), function.__globals__, defined)  # noqa: S102 - what it is for
    changed = vars(defined[owner])[name] if owner else defined[name]
    changed = changed.__func__ if isinstance(changed, classmethod | staticmethod) else changed
    function.__code__ = changed.__code__
    function.__defaults__, function.__kwdefaults__ = changed.__defaults__, changed.__kwdefaults__


class Asking:
    """The plugin that collects the tests once and then asks them about every change."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.results = Path(options.results)
        self.seconds: dict[str, float] = {}
        self.through: dict[str, set[str]] = {}
        self.before: set[str] = set()
        self.kills: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def pytest_sessionstart(self) -> None:
        """Spare the time in which hypothesis would look for the simplest example."""
        from hypothesis import Phase, settings  # pytest wants to load it first

        profile = settings(settings.default, phases=(Phase.explicit, Phase.generate), database=None)
        settings.register_profile("mutants", profile)
        settings.load_profile("mutants")

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Learn which test runs through which function, then ask about one change after another."""
        mutants = [mutant for root in self.options.code for mutant in in_files(Path(root))]
        known = self.known()
        functions = {mutant.function for mutant in mutants}
        self.learn(session.items, {found.__code__: key for key in functions if (found := function_at(key))})
        waiting = [mutant for mutant in mutants if mutant.id not in known and self.is_asked(mutant)]
        random.Random(self.options.seed).shuffle(waiting)
        done = Counter(known[mutant.id] for mutant in mutants if mutant.id in known)
        gc.collect()
        gc.freeze()
        until = time.monotonic() + self.options.minutes * 60
        for mutant in waiting:
            if time.monotonic() > until:
                break
            result, by = self.asked(mutant, session.items)
            done[result] += 1
            self.note(mutant, result, by)
            print(f"\r{self.line(done, len(mutants))}", end="", flush=True)
        print(f"\r{self.line(done, len(mutants))}")
        return True

    def is_asked(self, mutant: Mutant) -> bool:
        """Whether a change is to be asked about: all of them, or only those that were before."""
        return not self.options.again or mutant.id in self.before

    def line(self, done: Counter[str], every: int) -> str:
        """How far it is: how many were asked, and the share that was noticed."""
        asked = done.total()
        noticed = done[KILLED] + done[TIMEOUT]
        return f"{asked} of {every} · {noticed} noticed ({100 * noticed / max(asked, 1):.1f} %) · {dict(done)}   "

    def known(self) -> dict[str, str]:
        """What earlier runs found, without what is to be asked again."""
        rows = [json.loads(line) for line in self.results.read_text().splitlines()] if self.results.exists() else []
        latest = {row["id"]: row for row in rows}
        self.before = set(latest)
        for row in latest.values():
            if row["by"]:
                self.kills[row["id"].rpartition(":")[0]][row["by"]] += 1
        return {name: row["result"] for name, row in latest.items() if row["result"] not in self.options.again}

    def note(self, mutant: Mutant, result: str, by: str) -> None:
        """Add one line to the file of results."""
        row = {"id": mutant.id, "result": result, "by": by, "diff": mutant.diff}
        with self.results.open("a") as file:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")

    def learn(self, items: list[pytest.Item], codes: dict[CodeType, Key]) -> None:
        """Run every test once, unless an earlier run did and nothing changed since, and note what it goes through."""
        state = hashlib.sha256()
        for file in sorted({*(item.path for item in items), *(Path(file) for file, _ in codes.values())}):
            state.update(file.read_bytes())
        learned = self.results.with_suffix(".tests.json")
        known = json.loads(learned.read_text()) if learned.exists() else {}
        if known.get("state") != state.hexdigest():
            self.run_once(items, codes)
            through = {name: sorted(tests) for name, tests in self.through.items()}
            known = {"state": state.hexdigest(), "seconds": self.seconds, "through": through}
            learned.write_text(json.dumps(known))
        self.seconds = known["seconds"]
        self.through = {name: set(tests) for name, tests in known["through"].items()}

    def run_once(self, items: list[pytest.Item], codes: dict[CodeType, Key]) -> None:
        """Run every test, and note through which of these functions it goes and how long it takes."""
        for place, item in enumerate(items):
            print(f"\rlearning from test {place + 1} of {len(items)}", end="", flush=True)
            met: set[CodeType] = set()

            def meet(frame: FrameType, _event: str, _argument: object, met: set[CodeType] = met) -> None:
                met.add(frame.f_code)

            start = time.process_time()
            sys.settrace(meet)
            try:
                reports = runtestprotocol(item, log=False, nextitem=None)
            finally:
                sys.settrace(None)
            self.seconds[item.nodeid] = time.process_time() - start
            if any(report.failed for report in reports):
                print(f"fails unchanged, left out: {item.nodeid}")
                continue
            for code in met & codes.keys():
                self.through.setdefault(":".join(codes[code]), set()).add(item.nodeid)

    def ordered(self, function: Key, items: list[pytest.Item]) -> list[pytest.Item]:
        """Those that noticed other changes of the function, then one example of every test, then a second of each."""
        items = sorted(items, key=lambda item: self.seconds[item.nodeid])
        examples: Counter[str] = Counter()
        place = {}
        for item in items:
            place[item.nodeid] = examples[item.nodeid.partition("[")[0]]
            examples[item.nodeid.partition("[")[0]] += 1
        kills = self.kills[":".join(function)]
        return sorted(items, key=lambda item: (-kills[item.nodeid], place[item.nodeid], self.seconds[item.nodeid]))

    def asked(self, mutant: Mutant, items: list[pytest.Item]) -> tuple[str, str]:
        """What the tests say of one change, and which test noticed it."""
        names = self.through.get(":".join(mutant.function), set())
        tests = self.ordered(mutant.function, [item for item in items if item.nodeid in names])
        if not tests:
            return UNCOVERED, ""
        reading, writing = os.pipe()
        child = os.fork()
        if not child:
            os.close(reading)
            seconds = sum(self.seconds[item.nodeid] for item in tests)
            limit = 4 + int(min(seconds, self.options.seconds) * PATIENCE)
            resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
            resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
            self.in_child(mutant, tests, writing)
        os.close(writing)
        with os.fdopen(reading) as pipe:
            by = pipe.read()
        _, status = os.waitpid(child, 0)
        if by:
            self.kills[":".join(mutant.function)][by] += 1
            return KILLED, by
        return (SURVIVED if status == 0 else TIMEOUT), ""

    def in_child(self, mutant: Mutant, tests: list[pytest.Item], writing: int) -> None:
        """Make the change, run the tests until one notices, and say which; what breaks otherwise is noticed too."""
        status, spent = 0, 0.0
        try:
            quiet = os.open(os.devnull, os.O_WRONLY)
            os.dup2(quiet, 1)
            os.dup2(quiet, 2)
            exchange(mutant)
            for item in tests:
                if spent > self.options.seconds:
                    break
                if any(report.failed for report in runtestprotocol(item, log=False, nextitem=None)):
                    os.write(writing, item.nodeid.encode())
                    break
                spent += self.seconds[item.nodeid]
        except BaseException:
            status = 1
        os._exit(status)


def in_files(root: Path) -> Iterator[Mutant]:
    """The changes of a file, or of every file of a folder."""
    for file in sorted(root.rglob("*.py")) if root.is_dir() else [root]:
        yield from mutants_of(file)


def main() -> int:
    """Ask the tests about every change of the code, going on where the last run stopped."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--code", nargs="+", default=["mfpl/rules"], help="files or folders to change")
    parser.add_argument("--tests", nargs="+", default=["tests/rules"], help="tests to ask")
    parser.add_argument("--results", default=".mutants.jsonl", help="where each answer is kept")
    parser.add_argument("--minutes", type=float, default=24 * 60, help="stop after so long")
    parser.add_argument("--seconds", type=float, default=20, help="of tests for one change, at the most")
    parser.add_argument("--seed", type=int, default=0, help="of the order, so that a part is a fair sample")
    parser.add_argument("--again", nargs="*", default=[], help="ask only, and again, about what had these results")
    options = parser.parse_args()
    return pytest.main(["-q", "-p", "no:cacheprovider", "-p", "no:xdist", *options.tests], plugins=[Asking(options)])


if __name__ == "__main__":
    sys.exit(main())
