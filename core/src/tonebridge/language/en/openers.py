"""What stands around the core of an English sentence: who is spoken to, reproach, stress."""

import re
from typing import NamedTuple

from tonebridge.language.en.grammar import opens_request
from tonebridge.language.facts import MASK_CLASS

_GREETED = re.compile(
    rf"(?:(?:hey|hi|hello|dear|good (?:morning|afternoon|evening))(?: (?:there|all|everyone|everybody|"
    rf"team|folks|guys|[A-Z][a-z]+|[{MASK_CLASS}]))?(?: and [A-Z][a-z]+)?[,!:]?\s+|"
    rf"(?:[{MASK_CLASS}]\s*(?:,|:|and)?\s+)+(?=[A-Za-z])|"
    r"(?:team|everyone|everybody|all|folks|guys)[,:]\s+)",
    re.IGNORECASE,
)
_NAMED = re.compile(r"[A-Z][a-z]+(?: and [A-Z][a-z]+)?,\s+")
_NO_NAMES = frozenset(
    "again next first second then finally seriously nope no nah look listen great wow also so well yes yeah ok "
    "okay now please sorry unfortunately honestly obviously clearly actually basically right fine sure "
    "thanks hey hi hello dear typical unbelievable ridiculous oh ugh man dude come perfect nice wonderful fantastic brilliant "
    "amazing congratulations congrats bravo pathetic enough however anyway btw fyi otherwise meanwhile today tomorrow "
    "yesterday lastly instead still yet bad good excellent apparently surprisingly once guys team everyone".split()
)
_HEATED = re.compile(
    r"(?:(?:and|so|but|well|look|listen|ok|okay|yo|oi|hey|dude|man|bro|mate|people|guys|for once|seriously|honestly|frankly|"
    r"clearly|obviously|again|once again|yet again|for the last time|for the (?:\w+|umpteenth|millionth|hundredth) time|one more time|"
    r"i repeat|let me be (?:very |perfectly |absolutely )?clear|let's be clear|make no mistake|come on|c'mon|"
    r"oh|ugh|wow|great|hello|excuse me|sorry but|sorry,? but|no offense but|no offense|simply put|in case you (?:missed it|forgot|didn't notice|haven't noticed)|"
    r"i don't care (?:how|what|why)[^,]*|i do not care (?:how|what|why)[^,]*|stop whining and|quit whining and|stop (?:complaining|making excuses|talking|wasting time) and|"
    r"for your information|newsflash|news flash|guess what|surprise|yeah|yes|right|whatever|"
    r"instead of (?:whining|complaining|talking|making excuses|arguing)[^,]*|"
    r"(?:get off your \w+ and|stop being \w+ and|be a \w+ and|do your job and|do us all a favor and|do me a favor and|grow up and|man up and|wake up and))(?:[,:!—–-]+\s*|\s+(?=(?:and|so|but)\b)|\s+(?<=and\s)|\s+))",
    re.IGNORECASE,
)
_HEATED_BARE = re.compile(
    r"(?:and|so|but|well|look|listen|again|yeah|oh|great|hello|right|yes|wow|seriously|people|guys|man|clearly|obviously|honestly|frankly|surprise|whatever|ugh|okay|ok|excuse me)\b",
    re.IGNORECASE,
)
_SAID_BEFORE = re.compile(
    r"(?:(?:as|like) (?:i|we)(?:'ve|'d| have| had)? (?:already |just |clearly |repeatedly |previously )*"
    r"(?:said|told|mentioned|explained|stated|wrote|asked|warned|pointed out|noted|discussed|agreed|written|requested|tell|say|emailed)"
    r"(?: (?:you|everyone|you all|you guys|the team|to you))?(?: (?:already|before|previously|earlier|yesterday|a thousand times|"
    r"a million times|a hundred times|many times|multiple times|several times|so many times|countless times|last \w+|this morning|on \w+|over and over|again and again|in (?:my|the) \w+(?: \w+)?|in the \w+))*|"
    r"(?:as )?per my (?:last|previous|earlier) (?:e-?mail|message|note|mail|comment|request)|"
    r"(?:as|like) (?:stated|mentioned|explained|noted|discussed|requested|said|written) (?:before|above|already|earlier|previously|many times|multiple times|countless times|in my (?:last|previous) \w+|in the \w+)|"
    r"for the (?:last|umpteenth|millionth|hundredth|thousandth|second|third|fourth|fifth|tenth) time|once again|"
    r"i(?:'ve| have)? (?:already )?(?:told|said|explained|mentioned|warned)(?: (?:to )?(?:you|everyone|you all|you guys))?(?: (?:already|before|many times|several times|"
    r"multiple times|a thousand times|a million times|a hundred times|last \w+|yesterday|this morning|so many times|again and again|over and over))*(?: that)?(?=[:,]? (?:the|a|an|this|that|these|those|our|all|no|nobody|it|we|every|there|only|not)\b)|"
    r"how many times do (?:i|we) have to (?:say|repeat|tell you)(?: (?:it|this|that))?)(?:[,:—–-]+\s*|\s+(?=\S)|$)",
    re.IGNORECASE,
)
_TAGS = re.compile(
    r"(?:,?\s+(?:as usual|as always|as per usual|as ever|yet again|once again|for once|for a change|for crying out loud|if you can manage|"
    r"if you can manage that|if that's not too much to ask|if it's not too much trouble|if you don't mind me saying|"
    r"and i mean (?:it|now)|no exceptions|no excuses|period|full stop|end of (?:story|discussion)|understood|got it|ok(?:ay)?|capisce|is that clear|"
    r"for the (?:last|umpteenth|millionth|hundredth|thousandth) time|"
    r"and (?:stop|quit) (?:asking|whining|complaining|bothering|making excuses|wasting|pinging|bugging|nagging|arguing|messing)\b[^,]*|"
    r"and (?:don't|do not|dont) (?:ask|bother|whine|complain|argue|make me|waste|come back)\b[^,]*|"
    r"and do it properly this time|and get it right this time|and no excuses|like (?:a )?(?:normal|professional|decent|adult)\w*(?: (?:people|person|human|adult)s?)?(?: do| does| would)?|"
    r"like everyone else(?: does)?|unlike you|genius|einstein|sherlock|buddy|pal|dude|man|people|thanks to you|will you|would you|can't you|won't you|"
    r"how many times do i have to (?:say|repeat) (?:it|this)|i(?:'ve| have) told you (?:before|already|many times|a thousand times|a million times)|like i (?:said|told you|asked)(?: (?:before|already|earlier|yesterday|last \w+))?|as i (?:said|told you|asked)(?: (?:before|already|earlier|yesterday|last \w+))?|"
    r"before i (?:lose (?:it|my \w+|patience)|get angry|explode|do it myself)|or what|already|the (?:hell|heck)))+$",
    re.IGNORECASE,
)
_THREAT = re.compile(
    r"(?:,?\s+(?:or|otherwise|and)\s+(?:else\b.*|(?:i|we)(?:'ll|'m| will| am| are|'re) (?:\w+ )*(?:fire|report|replace|escalate|tell|make|find|going to|gonna|have|remove|take|cancel|speak|complain|let|call|see)\b.*|"
    r"you(?:'ll| will|'re| are) (?:be )?(?:\w+ )*(?:fired|sorry|regret|out|done|finished|gone|toast|off|looking|pay|replaced)\b.*|heads will roll.*|(?:don't|do not) (?:bother|come)\b.*|"
    r"find (?:yourself )?(?:another|a new|some other)\b.*|there will be (?:consequences|trouble|hell)\b.*|it(?:'s| is) on you.*|consider yourself\b.*|you can (?:forget|find|pack|look|leave|go)\b.*|"
    r"face the consequences.*|pack your (?:things|bags).*|explain (?:yourself |it |this )?to (?:the|my|your) (?:boss|manager|ceo|cto).*))$",
    re.IGNORECASE,
)


class Core(NamedTuple):
    """A sentence taken apart."""

    prefix: str
    """Who is spoken to, with its space: kept as it is."""
    text: str
    reminder: bool
    """It opened with a reproach that this was said before."""
    heated: bool
    """Something around the core was left out."""


def core_of(body: str, mentions: frozenset[str]) -> Core:
    """Take a sentence apart; `mentions` are the masks that stand for people."""
    prefix, text, reminder, heated = "", body, False, False
    for _ in range(4):
        before = text
        greeted = _GREETED.match(text)
        if greeted and _names_somebody(greeted[0], mentions):
            prefix += greeted[0]
            text = text[greeted.end() :]
        elif (named := _NAMED.match(text)) and _is_name(named[0]):
            prefix += named[0]
            text = text[named.end() :]
        said = _SAID_BEFORE.match(text)
        if said and not _holds_fact(said[0]):
            text, reminder, heated = text[said.end() :], True, True
        opener = _HEATED.match(text)
        if opener and _may_go(opener[0], text[opener.end() :]) and not _holds_fact(opener[0]):
            text, heated = text[opener.end() :], True
        if text == before:
            break
    for pattern in (_THREAT, _TAGS, _THREAT):
        found = pattern.search(text)
        if found and not _holds_fact(found[0]) and found.start():
            text, heated = text[: found.start()], True
    return Core(prefix, text.strip(), reminder, heated)


def _holds_fact(text: str) -> bool:
    return re.search(f"[{MASK_CLASS}]", text) is not None


def _names_somebody(greeting: str, mentions: frozenset[str]) -> bool:
    """A leading mask is an address only where it stands for a person."""
    masks = re.findall(f"[{MASK_CLASS}]", greeting)
    return all(mask in mentions for mask in masks)


def _is_name(named: str) -> bool:
    return all(word.lower() not in _NO_NAMES for word in re.findall(r"[A-Z][a-z]+", named))


def _may_go(opener: str, rest: str) -> bool:
    """A bare `so` or `great` without a comma is dropped only before a request or `you`."""
    if not rest.strip():
        return False
    if re.search(r"[,:!—–-]\s*$", opener) or not _HEATED_BARE.fullmatch(opener.strip()):
        return True
    low = rest.lower()
    return opens_request(rest) or low.startswith(("you ", "you'", "why ", "who ", "how ", "stop ", "don't "))
