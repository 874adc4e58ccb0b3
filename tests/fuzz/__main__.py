"""`make fuzz`: libFuzzer, by way of atheris, on intake for a bounded time.

Options are libFuzzer's; new inputs and crashes go to .writethru/fuzz.
"""

import sys
from pathlib import Path

import atheris  # type: ignore[import-untyped]

with atheris.instrument_imports(include=["streams.domain.intake", "streams.domain.text"]):
    from tests.fuzz import target

HERE = Path(__file__).parent
FOUND = HERE.parents[1] / ".writethru" / "fuzz"
SECONDS_AN_INPUT = 20
"""Instrumented code is some ten times slower; what takes longer is reported as a fault."""
MAX_BYTES = 20_000
"""Hostile lengths have tests of their own; short inputs are mutated faster."""


def seeds() -> Path:
    """The corpus under .writethru, each message once for every content type."""
    folder = FOUND / "corpus"
    folder.mkdir(parents=True, exist_ok=True)
    for path in (HERE / "corpus").iterdir():
        for kind in range(len(target.CONTENT_TYPES)):
            (folder / f"{path.stem}.{kind}").write_bytes(bytes([kind]) + path.read_bytes())
    return folder


if __name__ == "__main__":
    options = [f"-timeout={SECONDS_AN_INPUT}", f"-max_len={MAX_BYTES}", f"-artifact_prefix={FOUND}/", *sys.argv[1:]]
    atheris.Setup([sys.argv[0], *options, str(seeds())], target.read_any)
    atheris.Fuzz()
