"""The API, tested by Schemathesis against its own description: all its checks, with as many questions an address as asked for."""

import pathlib
import subprocess
import sys

base, examples = sys.argv[1:]
done = subprocess.run(
    [
        pathlib.Path(sys.executable).with_name("schemathesis"), "run", base + "/api/openapi.json",
        "--checks", "all", "--phases", "examples,coverage,fuzzing", "--max-examples", examples, "--seed", "2026",
        "--workers", "2", "--no-color", "--suppress-health-check", "all",
    ],
    text=True, capture_output=True, encoding="utf-8",
)
print(done.stdout[-20000:], done.stderr[-4000:])
sys.exit(done.returncode)
