"""What kills, flips and allocations share: their arguments, the program under test, runs in folders of their own, and the
count at the end. Cases are shared out to as many threads as there are processors, in an order by chance.
"""
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time

FAULTS_MOST = 20  # after so many, no further case is tried
KEPT_MOST = 3  # folders of faults that are kept
LONGEST = 120  # seconds that a run may take

SHORT = """\
-- Some short points of two rows.
return recur.experiment {
	title = "short", seed = 3,
	grid = { recur.axis("x", { 1, 2, 3 }) },
	columns = { { "a", "a number" }, { "b", "another" } },
	rows = function(p, rng)
		local net = recur.network { neurons = 8, density = 0.5, balance = 0, width = 1, rng = rng }
		local path = net:drive { coupling = 0.5, steps = 60, transient = 10, rng = rng }
		return { { a = path:fluctuation(), b = p.x }, { a = path:recurrence_correlation(), b = math.sin(p.x) } }
	end,
}
"""


class Fault(Exception):
    """What should not have happened, in words."""


def read(path):
    """The bytes of a file, None if it is not there."""
    try:
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        return None


def write(path, content):
    with open(path, "wb") as file:
        file.write(content)


def one_line(text):
    return " ".join(text.decode("utf-8", "replace").split())[:300]


def records(journal):
    """The places in a journal at which its head and its records end, as far as they are whole."""
    start = journal.find(b"\nidentity ") + 1
    line = journal.find(b"\n", start) + 1
    if start == 0 or line == 0:
        return []
    ends = [line + int(journal[start:line].split()[1])]
    while ends[-1] < len(journal):
        line = journal.find(b"\n", ends[-1]) + 1
        words = journal[ends[-1]:line].split()
        if line == 0 or len(words) != 6 or line + int(words[3]) > len(journal):
            break
        ends.append(line + int(words[3]))
    return ends if ends[0] <= len(journal) else []


class Fuzzer:
    """One call of a tester. The program is the one built without sanitizers, beside the build folder if that has them: they
    have an allocator of their own, and make each run, and a run is a case here, many times as long."""

    def __init__(self):
        self.name = os.path.basename(sys.argv[0])
        if len(sys.argv) not in (3, 4):
            sys.exit(f"usage: {self.name} BUILD_FOLDER SECONDS [SEED]")
        self.build = os.path.realpath(sys.argv[1])
        self.ends = time.monotonic() + float(sys.argv[2])
        self.seed = int(sys.argv[3]) if len(sys.argv) == 4 else random.SystemRandom().randrange(10**9)
        self.chance = random.Random(self.seed)
        self.program = self.find_program()
        self.folder = tempfile.mkdtemp(prefix=f"recur-{self.name}-")
        self.environment = {key: value for key, value in os.environ.items() if key not in ("RECUR_SIMD", "GLIBC_TUNABLES")}
        self.environment.update(LC_ALL="C.UTF-8", TMPDIR=self.folder)
        self.lock = threading.Lock()
        self.faults = []
        self.done = 0
        print(f"{self.name}: seed {self.seed}", flush=True)

    def find_program(self):
        folder = self.build
        if b"-fsanitize" in (read(os.path.join(folder, "flags")) or b""):
            folder = os.path.dirname(folder)
        program = os.path.join(folder, "recur")
        if not os.access(program, os.X_OK):
            sys.exit(f"{self.name}: there is no {program}, built without sanitizers: run make build first")
        return program

    def new_folder(self, scripts):
        folder = tempfile.mkdtemp(dir=self.folder)
        for name, text in scripts.items():
            write(os.path.join(folder, name), text.encode())
        return folder

    def run(self, folder, *words, environment=None, preexec_fn=None):
        """Runs the program on what the words say; returns its exit status and what it says."""
        done = subprocess.run([self.program, "run", *words], cwd=folder, env={**self.environment, **(environment or {})},
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=LONGEST,
                              preexec_fn=preexec_fn)
        if done.stdout and "--dry-run" not in words:
            raise Fault(f"says on standard output: {one_line(done.stdout)}")
        return done.returncode, done.stderr

    def whole(self, folder, *words):
        """The bytes that a run is to come to."""
        status, said = self.run(folder, *words)
        if status != 0 or said:
            sys.exit(f"{self.name}: {words[0]}: exit status {status}: {one_line(said)}")
        whole = read(os.path.join(folder, "out.tsv"))
        os.unlink(os.path.join(folder, "out.tsv"))
        return whole

    def interrupted(self, folder, points, *words):
        """The journal of a run that was stopped, by a full disk, after so many points; and where its head ends."""
        path = os.path.join(folder, "out.tsv.journal")
        for room in range(200, 100000, 100):
            self.run(folder, *words, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room)))
            journal = read(path)
            if journal is not None:
                os.unlink(path)
                if len(records(journal)) == points + 1:
                    return journal, records(journal)[0]
        sys.exit(f"{self.name}: {words[0]} could not be stopped")

    def share_out(self, scripts, cases, check):
        """Calls check(folder, case), with a folder of the thread's own that holds the scripts, until the cases or the
        time are at their end."""
        cases = iter(cases)

        def work():
            folder = self.new_folder(scripts)
            while True:
                with self.lock:
                    case = next(cases, None)
                if case is None or time.monotonic() > self.ends or len(self.faults) >= FAULTS_MOST:
                    return
                try:
                    check(folder, case)
                except (Fault, subprocess.TimeoutExpired) as fault:
                    self.note_fault(folder, case, fault)
                    folder = self.new_folder(scripts)
                with self.lock:
                    self.done += 1

        def guarded():
            try:
                work()
            except BaseException as problem:  # a fault of the tester itself must not look like a success
                self.note_fault(None, "the tester itself", problem)
                raise

        threads = [threading.Thread(target=guarded) for _ in range(os.cpu_count() or 1)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def note_fault(self, folder, case, fault):
        with self.lock:
            self.faults.append(case)
            print(f"{self.name}: seed {self.seed}: {case}: {fault}", flush=True)
            if folder is not None and len(self.faults) <= KEPT_MOST:
                kept = os.path.join(self.build, "fuzz", f"{self.name}-{self.seed}-{len(self.faults)}")
                shutil.rmtree(kept, ignore_errors=True)
                shutil.copytree(folder, kept)
                print(f"{self.name}: kept in {kept}", flush=True)

    def finish(self, counted):
        """Says what was done; the exit status of the program."""
        shutil.rmtree(self.folder)
        print(f"{self.name}: {counted}, {len(self.faults)} faults", flush=True)
        return 1 if self.faults or self.done == 0 else 0


def expect_result(folder, whole):
    """The result is there, with the right bytes, and nothing else is left."""
    found = read(os.path.join(folder, "out.tsv"))
    if found is None:
        raise Fault("exit status 0, but no result")
    if found != whole:
        raise Fault("wrong bytes")
    left = [name for name in os.listdir(folder) if name.startswith("out.tsv.")]
    if left:
        raise Fault(f"leaves {left[0]}")
