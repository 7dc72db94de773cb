"""Rude words, and what is done with each."""

from tonebridge.language.en.patterns import word_set
from tonebridge.language.lexicon import Lexicon, knowledge

_RUDE = knowledge("en_rude")
_MILD_ALONE = frozenset(word.replace("_", " ") for word in word_set("words.mild_alone"))
"""Softened, but no insult by themselves."""
_HEAT = frozenset(
    [
        "damn",
        "damned",
        "goddamn",
        "goddamned",
        "dammit",
        "damnit",
        "fucking",
        "fuckin",
        "freaking",
        "bloody",
        "wtf",
        "ffs",
        "stfu",
    ]
) | frozenset(
    {
        "the fuck",
        "the hell",
        "the heck",
        "what the hell",
        "for fuck's sake",
        "f***ing",
        "f**king",
        "f*cking",
        "as fuck",
        "holy shit",
    }
)

_MAD = ("nuts", "crazy", "mad", "insane", "up the wall", "bananas", "round the bend")
_DRIVEN = (
    "me",
    "us",
    "everyone",
    "everybody",
    "people",
    "the team",
    "the whole team",
    "all of us",
    "the customers",
    "customers",
)
_DRIVING = {"drive": "cause", "drives": "causes", "driving": "causing", "drove": "caused"}

ACTIONS: Lexicon[str] = Lexicon(
    {
        **{
            f"{drives} {whom} {mad}": f"={causes} difficulties for {whom}"
            for drives, causes in _DRIVING.items()
            for whom in _DRIVEN
            for mad in _MAD
        },
        **dict.fromkeys(knowledge("en_profanity")["words"], "thing"),
        **dict.fromkeys(_RUDE["things"], "thing"),
        **dict.fromkeys(_RUDE["adjectives"], "adjective"),
        **dict.fromkeys(_RUDE["people"], "person"),
        **dict.fromkeys(_RUDE["expletives"], "drop"),
        **{word: f"={milder}" for word, milder in _RUDE["replacements"].items()},
    }
)
"""What to do with each rude word; `=` is followed by what replaces it."""

INSULTS: Lexicon[bool] = Lexicon(
    dict.fromkeys(
        (
            word
            for word in (
                *knowledge("en_profanity")["words"],
                *_RUDE["things"],
                *_RUDE["adjectives"],
                *_RUDE["people"],
                *_HEAT,
                "fucked up",
                "screwed up",
                "sucks",
                "pissed",
                "pissed off",
                "shut up",
            )
            if word not in _MILD_ALONE
        ),
        True,
    )
)
"""Words that make a message rude."""
