"""What every step of one article's turn shares: the article, the policy, the clock, and how evidence and updates are made."""

from dataclasses import dataclass
from datetime import datetime

from schemas.common import Factuality, Passage, Severity
from schemas.filed import EventState, Evidence, Filed
from schemas.ids import stable_id
from schemas.update import Because, EventRef, Update, UpdateKind
from streams.domain.update.policy import UpdatePolicy


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One article on its way into its story."""

    article: Filed
    story_id: str
    """Where the article counts: its own story, or the older one that took it over."""
    policy: UpdatePolicy
    now: datetime
    first: bool
    """Whether the story has had no article before."""

    @property
    def said_at(self) -> datetime:
        """When the desk wrote it; a clock that runs ahead counts as the time of arrival."""
        return min(self.article.version_created, self.article.received_at)

    def after(self, sentence: Passage) -> Evidence:
        """A sentence of this article as what is so now."""
        return Evidence(
            side="after", uri=self.article.uri, revision=self.article.revision, span=sentence.span, text=sentence.text, field=sentence.field
        )

    def before(self, sentence: Passage) -> Evidence:
        """A sentence of this article as what was so, for articles to come."""
        return Evidence(
            side="before",
            uri=self.article.uri,
            revision=self.article.revision,
            span=sentence.span,
            text=sentence.text,
            field=sentence.field,
        )

    def is_new(self, sentence: Passage) -> bool:
        """Whether a sentence is this article's own news: any of a first take; of a version only what it added or edited."""
        if self.article.revision == 0:
            return True
        return any(
            e.new is not None and e.new.field == sentence.field and e.new.span[0] < sentence.span[1] and sentence.span[0] < e.new.span[1]
            for e in self.article.edits
        )

    def paragraph(self, sentence: Passage) -> int:
        """0 for headline and dek, then 1, 2 … down the body."""
        return 0 if sentence.field != "body" else 1 + self.article.body.count("\n\n", 0, sentence.span[0])

    def update_id(self, about: str, kind: UpdateKind, to_state: str) -> str:
        return stable_id(self.article.uri, self.article.revision, about, kind, to_state)

    def update(
        self,
        *,
        about: EventRef,
        kind: UpdateKind,
        from_: EventState | None,
        to: EventState,
        summary: str,
        severity: Severity,
        factuality: Factuality,
        attribution: str = "",
        evidence: tuple[Evidence, ...],
        because: Because,
        retracts: tuple[str, ...] = (),
        conflict_with: str | None = None,
        event_time: datetime | None = None,
    ) -> Update:
        """An update that this article brings."""
        article = self.article
        return Update(
            update_id=self.update_id(about.id, kind, to.state if to.value is None else f"{to.state} {to.value:g}"),
            op="raised",
            retracts=retracts,
            story_id=self.story_id,
            uri=article.uri,
            version=article.version,
            revision=article.revision,
            language=article.language,
            kind=kind,
            event=about,
            from_=from_,
            to=to,
            summary=summary,
            severity=severity,
            factuality=factuality,
            attribution=attribution,
            evidence=evidence,
            conflict_with=conflict_with,
            because=because,
            event_time=event_time,
            received_at=article.received_at,
            detected_at=self.now,
        )


def as_before(evidence: Evidence) -> Evidence:
    """The same sentence on the other side."""
    return Evidence(
        side="before", uri=evidence.uri, revision=evidence.revision, span=evidence.span, text=evidence.text, field=evidence.field
    )
