"""The forms in which one digital letter lies in its folder: MeMo, PDF, Word, and its meeting as a calendar file.

Here SF1601 plugs in later: a channel of its own posts `kombi_request(memo_of(envelope))` where the folder writes it.
"""

from dataclasses import dataclass

from docgen.calendar_file import CalendarEvent, to_ics
from docgen.memo import Appointment, Attachment, MemoMessage, Party, Topic, to_memo
from domain.letter_facts import LabelledLetterhead
from domain.post import MemoForm, Post, besked_id
from tasks.channels.drop_folder import word_and_pdf
from tasks.channels.port import Envelope

_CPR_OR_CVR = frozenset({10, 8})
_CALENDAR_NAME = "moede.ics"


@dataclass(frozen=True)
class DigitalForms:
    """What the municipality has decided about its digital letters."""

    post: Post
    sender: LabelledLetterhead

    def contents(self, envelope: Envelope) -> dict[str, bytes]:
        """The letter's files by their endings; a reader without a number gets no MeMo, for nobody could deliver it."""
        form = self.post.memo.form
        as_memo = form is not MemoForm.INGEN and _number(envelope) is not None
        contents = {} if as_memo and form is MemoForm.ALENE else word_and_pdf(envelope)
        if as_memo:
            contents[".xml"] = to_memo(self.memo_of(envelope))
        if (event := self._event(envelope)) is not None:
            contents[".ics"] = to_ics(event)
        return contents

    def memo_of(self, envelope: Envelope) -> MemoMessage:
        """The letter as Digital Post takes it; the same envelope gives the same message, whenever it is sent."""
        memo, words = self.post.memo, self._words(envelope)
        on_behalf = memo.repraesentant
        return MemoMessage(
            version=memo.version,
            uuid=envelope.besked_id,
            label=memo.overskrift.format_map(words),
            notification=memo.advis.format_map(words),
            filename=memo.filnavn,
            made_at=envelope.made_at or envelope.sent_at,
            sender=Party(_digits(self.sender.cvr), self.sender.kommune),
            recipient=Party(_number(envelope) or "", envelope.recipient_name),
            case_no=envelope.sagsnr,
            case_system=memo.sagssystem,
            pdf=envelope.pdf,
            post_type=memo.posttype,
            mandatory=memo.obligatorisk,
            legal_notification=memo.forkyndelse,
            reply=memo.svar,
            contact_point=memo.kontaktpunkt,
            representative=Party(on_behalf.cvr, on_behalf.navn) if on_behalf else None,
            topic=self._topic(envelope.paragraf),
            appointment=self._appointment(envelope),
            attachments=self._attachments(envelope),
        )

    def _topic(self, paragraf: str | None) -> Topic | None:
        kle = self.post.memo.kle
        subject = kle.emner.get(paragraf) if kle and paragraf else None
        return Topic(subject.noegle, kle.version, subject.titel, kle.facet) if kle and subject else None

    def _appointment(self, envelope: Envelope) -> Appointment | None:
        """A meeting that is called off is told of in the letter: an appointment can only be made."""
        moede = envelope.moede
        if moede is None or moede.aflyst:
            return None
        return Appointment(
            # Another time is another appointment: the one that was made before keeps its own id.
            uuid=besked_id(f"aftale:{moede.noegle}:{moede.sekvens}"),
            button=self.post.moede.knap,
            title=self.post.moede.kalendertekst.format_map(self._words(envelope)),
            place=moede.sted or self.sender.kommune,
            start=moede.start,
            end=moede.slut,
            organizer=self.sender.kommune,
            organizer_mail=self.sender.email,
        )

    def _attachments(self, envelope: Envelope) -> tuple[Attachment, ...]:
        event = self._event(envelope) if self.post.moede.kalenderfil_i_memo else None
        return (Attachment(_CALENDAR_NAME, "text/calendar", to_ics(event)),) if event else ()

    def _event(self, envelope: Envelope) -> CalendarEvent | None:
        moede = envelope.moede
        if moede is None:
            return None
        return CalendarEvent(
            uid=besked_id(f"moede:{moede.noegle}"),
            sequence=moede.sekvens,
            stamp=moede.aendret,
            start=moede.start,
            end=moede.slut,
            summary=self.post.moede.kalendertekst.format_map(self._words(envelope)),
            place=moede.sted,
            organizer=self.sender.kommune,
            organizer_mail=self.sender.email,
            cancelled=moede.aflyst,
        )

    def _words(self, envelope: Envelope) -> dict[str, str]:
        return {"kommune": self.sender.kommune, "sagsnr": envelope.sagsnr}


def _number(envelope: Envelope) -> str | None:
    digits = _digits(envelope.recipient_id or "")
    return digits if len(digits) in _CPR_OR_CVR else None


def _digits(number: str) -> str:
    return "".join(sign for sign in number if sign in "0123456789")
