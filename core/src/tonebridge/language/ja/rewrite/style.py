"""The wording of each act at each intensity and register."""

from typing import NamedTuple

from tonebridge.domain.message import Intensity
from tonebridge.language.ja.lexicons import verb_knowledge
from tonebridge.language.ja.verbs import Verb

_CASUAL, _HUMBLE = 1, 3


class Cushion(NamedTuple):
    """Words that lead into a request, a refusal or bad news."""

    request: str
    refusal: str
    news: str


class Style(NamedTuple):
    """How far to go, and for whom."""

    intensity: Intensity
    register: int
    """1 casual, 2 polite, 3 humble."""
    keep_polite: bool = False
    """Leave 〜てください as it is: the message is polite throughout."""

    @property
    def light(self) -> bool:
        return self.intensity == Intensity.LIGHT

    @property
    def strong(self) -> bool:
        return self.intensity == Intensity.STRONG

    @property
    def lifts(self) -> bool:
        """Whether 〜てください becomes politer still."""
        return self.strong and not self.keep_polite

    def request(self, verb: Verb, nth: int, *, joined: bool = False) -> str:
        """Ask for what the verb names; the second request in a message is worded anew.

        `joined` says that the verb follows another: 持って来る.
        """
        courteous = None if verb.lead or joined else verb_knowledge()["courteous"].get(verb.lemma)
        return self._ask(courteous or verb.te, nth, noun=bool(courteous))

    def request_noun(self, noun: str, nth: int) -> str:
        """Ask for an action that a noun names."""
        if self.light:
            return noun + "をお願いします"
        if self.strong:
            return noun + ("をお願いできますと幸いです", "をお願いできますと助かります")[nth % 2]
        return noun + ("をお願いできますでしょうか", "をお願いいたします")[nth % 2]

    def _ask(self, base: str, nth: int, *, noun: bool) -> str:
        if self.light:
            return base + ("ください" if self.register > _CASUAL or noun else "もらえますか")
        if self.register == _CASUAL:
            return base + ("いただけると助かります" if self.strong else "いただけますか")
        if self.strong:
            return base + ("いただけますと幸いです", "いただけますと助かります")[nth % 2]
        return base + ("いただけますでしょうか", "いただけますと助かります")[nth % 2]

    def ban(self, verb: Verb) -> str:
        """Ask not to do what the verb names."""
        if self.light:
            return verb.nai + "ないでください"
        if self.strong:
            return verb.nai + "ないようご配慮いただけますと幸いです"
        return verb.nai + "ないようお願いいたします"

    @property
    def why(self) -> str:
        if self.light:
            return "理由を教えてください"
        if self.strong:
            return "理由を教えていただけますと幸いです"
        return "理由を教えていただけますでしょうか"

    @property
    def look(self) -> str:
        """Ask to have a look."""
        if self.light:
            return "ご確認ください"
        if self.strong:
            return "ご確認いただけますと幸いです"
        return "ご確認いただけますでしょうか"

    @property
    def heed(self) -> str:
        """Ask once more for what was asked for before."""
        return "ご対応いただけますと幸いです" if self.strong else "ご対応をお願いいたします"

    @property
    def handle(self) -> str:
        """Ask to see to it."""
        if self.light:
            return "ご対応をお願いします"
        if self.strong:
            return "ご対応いただけますと幸いです"
        return "ご対応をお願いいたします"

    @property
    def situation(self) -> str:
        """Ask for an explanation of what was named before, after について."""
        if self.light:
            return "説明をお願いします"
        if self.strong:
            return "ご説明いただけますと幸いです"
        return "ご説明いただけますでしょうか"

    @property
    def course(self) -> str:
        """Ask how something came about, in place of who did it."""
        if self.light:
            return "経緯を確認させてください"
        if self.strong:
            return "経緯についてご相談させていただけますと幸いです"
        return "経緯について確認させていただけますでしょうか"

    @property
    def understood(self) -> str:
        """Ask for understanding, after ので."""
        return "ご了承いただけますと幸いです" if self.strong else "ご了承ください"

    @property
    def told(self) -> str:
        return "お伝えしたかと思います" if self.light else "お伝えしていたかと思います"

    @property
    def cushion(self) -> Cushion | None:
        if self.strong:
            return Cushion(
                "お忙しいところ恐れ入りますが、", "誠に恐縮ですが、", "恐れ入りますが、"
            )
        if self.light:
            return None
        if self.register == _HUMBLE:
            return Cushion("恐れ入りますが、", "誠に申し訳ありませんが、", "")
        return Cushion("", "申し訳ありませんが、", "")
