"""What the local Kafka needs of the machine: Java 17 or newer, and the jars, which Maven fetches once."""

import hashlib
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from streams.kafka.config import DEFAULT_DATA_DIR, ROOT
from streams.kafka.errors import KafkaUnavailable

POM = ROOT / "deploy" / "kafka" / "pom.xml"
LIBS = DEFAULT_DATA_DIR / "libs"
JAVA_AT_LEAST = 17
"""Apache Kafka 4's brokers need it (KIP-1013)."""
STAMP = "pom.sha256"
"""Beside the jars: the hash of the pom.xml that they were resolved from."""


def java_major(version_text: str) -> int | None:
    """The major version in what `java -version` prints; None where there is none.

    >>> java_major('openjdk version "17.0.15" 2025-04-15'), java_major('java version "1.8.0_402"'), java_major("not found")
    (17, 8, None)
    """
    found = re.search(r'version "(?:1\.)?(\d+)', version_text)
    return int(found[1]) if found else None


def find_java() -> Path:
    """The `java` of JAVA_HOME, else of PATH.

    Raises:
        KafkaUnavailable: If there is none, or it is older than 17.
    """
    home = os.environ.get("JAVA_HOME")
    at_home = Path(home) / "bin" / "java" if home else None
    java = str(at_home) if at_home and at_home.exists() else shutil.which("java")
    if java is None:
        raise KafkaUnavailable(f"no Java here: install Java {JAVA_AT_LEAST} or newer (Debian: apt install openjdk-17-jre-headless)")
    shown = subprocess.run([java, "-version"], capture_output=True, text=True, check=False)  # noqa: S603 - found on PATH, no shell
    major = java_major(shown.stderr + shown.stdout)
    if major is None or major < JAVA_AT_LEAST:
        raise KafkaUnavailable(
            f"{java} is Java {major or 'of an unknown version'}; Apache Kafka 4 needs {JAVA_AT_LEAST} or newer "
            "(Debian: apt install openjdk-17-jre-headless; or set JAVA_HOME)"
        )
    return Path(java)


def jars_ready(libs: Path = LIBS, *, pom: Path = POM) -> bool:
    """Whether `libs` holds what this pom.xml asks for."""
    stamp = libs / STAMP
    return stamp.is_file() and stamp.read_text() == hash_of(pom)


def ensure_jars(libs: Path = LIBS, *, pom: Path = POM) -> Path:
    """Resolve Kafka's jars into `libs` where they are missing or from another pom.xml.

    Returns:
        The directory.

    Raises:
        KafkaUnavailable: If Maven is missing or can't resolve them.
    """
    if not pom.is_file():
        raise KafkaUnavailable(f"{pom} is missing: the local Kafka runs from a checkout of the project, not from an installed package")
    if jars_ready(libs, pom=pom):
        return libs
    maven = shutil.which("mvn")
    if maven is None:
        raise KafkaUnavailable("no Maven here to fetch Kafka's jars with: install it (Debian: apt install maven)")
    libs.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=libs.parent, prefix="libs-") as name:
        fresh = Path(name) / "libs"
        resolve = [maven, "-B", "-q", "-f", str(pom), "dependency:copy-dependencies", f"-DoutputDirectory={fresh}"]
        done = subprocess.run(resolve, capture_output=True, text=True, check=False)  # noqa: S603 - found on PATH, no shell
        if done.returncode != 0:
            said = "\n".join((done.stdout + done.stderr).strip().splitlines()[:5])
            raise KafkaUnavailable(f"Maven could not fetch Kafka's jars (does this machine reach Maven Central?):\n{said}")
        (fresh / STAMP).write_text(hash_of(pom))
        # Two processes may do this at once: the directory appears whole, and the later one wins.
        if libs.exists():
            libs.rename(Path(name) / "old")
        fresh.rename(libs)
    return libs


def why_unavailable(libs: Path = LIBS) -> str | None:
    """Why the local Kafka can't be had on this machine, and what to install; None where it can."""
    try:
        find_java()
    except KafkaUnavailable as why:
        return str(why)
    if not jars_ready(libs) and shutil.which("mvn") is None:
        return "no Maven here to fetch Kafka's jars with: install it (Debian: apt install maven)"
    return None


def hash_of(pom: Path) -> str:
    return hashlib.sha256(pom.read_bytes()).hexdigest()
