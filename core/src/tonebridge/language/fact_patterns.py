r"""What a locked fact looks like.

Japanese text has no spaces, and `\w`, `\d` and `\b` are Unicode: they would let
`@sato` swallow さんに or miss PAY-88 before を. So every class here is spelled out in ASCII
(digits also full-width), with look-arounds. Repetitions are possessive or end at a
character that they cannot contain, and every match consumes what it looked at, which
keeps the whole linear in the text's length.

One expression does all: skip what cannot begin a fact, then try the table of the
character that stands there, then pass over one word. Most text is skipped.
"""

import re

_DIGIT = "[0-9０-９]"
_NUMBER = rf"{_DIGIT}++(?:[,，]{_DIGIT}{{3}}(?![0-9]))*+(?:[.．]{_DIGIT}++)*+"
_END = "(?![A-Za-z0-9_])"
_NO_PATH = r"(?<![./\-])"
_MONTH = (
    "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    "Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?|"
    "JAN(?:UARY)?|FEB(?:RUARY)?|MARCH|APR(?:IL)?|MAY|JUNE?|JULY?|AUG(?:UST)?|"
    "SEPT?(?:EMBER)?|OCT(?:OBER)?|NOV(?:EMBER)?|DEC(?:EMBER)?)"
)
_ZONE = "(?: ?(?:UTC|GMT|JST|CEST|CET|BST|IST|[PECM][SD]?T)(?![A-Za-z]))?"
_WEEKDAY = "(?:[（(][月火水木金土日][）)])?"
_EXTENSION = (
    "(?:md|txt|rst|csv|tsv|json[lc]?|ya?ml|toml|ini|cfg|conf|env|log|xml|html?|css|scss|"
    "[jt]sx?|[mc]js|vue|py|ipynb|rb|go|rs|java|kt|swift|c|h|cpp|hpp|cs|php|sh|bash|zsh|ps1|sql|"
    "db|proto|tf|lock|docx?|xlsx?|pptx?|pdf|png|jpe?g|gif|svg|webp|mp[34]|mov|zip|tar|tgz|gz|"
    "jar|war|whl|exe|dmg|key|pem|crt|bak|parquet|drawio|fig)"
)
_TLD = "(?:com|net|org|io|dev|app|ai|co|jp|uk|de|eu|us|info|cloud|test|local|internal|example)"
_UNIT = (
    "(?:[kKMGTP]i?[bB](?:ps|/s)?|[kMG]bit/s|[MGk]?Hz|px|pt|dpi|rpm|qps|QPS|rps|RPS|fps|bytes?|"
    "bits?|BYTES?|m?sec(?:s|onds?)?|SEC(?:S|ONDS?)?|milliseconds?|ms|us|µs|ns|s|mins?|minutes?|"
    "MINUTES?|MINS?|h|hrs?|hours?|HOURS?|HRS?|days?|DAYS?|weeks?|WEEKS?|months?|MONTHS?|years?|"
    "YEARS?|km|cm|mm|kg|kWh?|cores?|vCPUs?|x|times|TIMES)"
)
_COUNTER = (
    "(?:時間半?|分間|秒間|日間|週間|[かヶカケヵ]月間?|年間|年度|年|週|日|秒|分|"
    "名様?|人月|人日|人|件|個|つ|回|台|本|枚|行目?|列|ページ|頁|倍|点|社|[かヶカ箇]?所|"
    "項目|種類|通|冊|文字|バイト|ビット|桁|段階|段|章|節|号|位|歳|度|階|店舗|拠点|"
    "ミリ秒|メートル|キロ|メガ|ギガ|テラ|グラム|ユーザー|レコード|世代|次|版|番)"
    "(?:目|前|後|半)?"
)
_SHORTHAND = "(?:b4|gr8|l8r?|w8(?:ing)?|m8|h8|no1|any1|some1|every1|sum1|sm1|upd8|str8)"
"""Words that are spelled with a figure and name nothing."""
_SHORT_FIGURE = (
    "(?:(?:2day|2moro|2nite|2gether|4get|4ward|4wd)(?![A-Za-z0-9])|"
    "4 (?:the|u|ur|you|your|me|my|us|our|him|her|them|it|all|this|that|now|approval|catering|"
    "lunch|dinner|review)(?![A-Za-z0-9])|"
    "2 (?:the|u|me|us|him|her|them|do|go|be|see|get|chk|check|meet|talk|fix|send|snd|sub|submit|"
    "resched|reschedule|make|have|add|use|undrstnd|understand|know|let|ask|tell|buy|take|finish|"
    "leave|it|this|that|weds|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|conf|confirm|cfm|rej|reject|sign|order|move|"
    "cancel|cxl|rebook|book|print|rpt|replace|repl|return|rtn|upd|updt|update|fwd|forward|wait|w8|"
    "speak|write|open|close|test|help|hear|apply|join|start|stop|keep|bring|pick|drop|cover|swap|"
    "attend|discuss|review|approve|reply|respond|hire|train|drive|load|ship|deliver|clean|paint|"
    "every1|everyone|sum1|someone|any1|anyone|our|ur|your|my|their|his|an)(?![A-Za-z0-9])|"
    "(?:(?<=thx )|(?<=thanks )|(?<=cover )|(?<=covering )|(?<=backfill )|(?<=waiting )|(?<=ask ))"
    "4 (?=[A-Z][a-z]))"
)
"""A figure that stands for a word: 4 for for, 2 for to."""
_SCHEME = "(?:https?|ftp|ssh|wss?|postgres(?:ql)?|redis|s3|git)"

_SIGNS: tuple[tuple[str, str], ...] = (
    # Nothing that a sender types may pass for a mask.
    ("MARK", "[\U000f0000-\U000ffffd]++|⟦[^⟦⟧\n]{0,100}+⟧|[⟦⟧]"),
    ("CODE", r"```(?:[^`]|`(?!``))*+(?:```|\Z)"),
    ("CODE", r"`{1,2}[^`\n]++`{1,2}"),
    ("MENTION", r"<at>[^<>\n]{1,200}+</at>|<[@!][^<>\s][^<>\n]{0,200}+>"),
    ("CHANNEL", r"<\#[^<>\s][^<>\n]{0,200}+>"),
    ("EMOJI", r"<a?:[A-Za-z0-9_]{1,40}+:[0-9]{1,25}+>|<t:[0-9]{1,15}+(?::[A-Za-z])?>"),
    ("URL", r"<(?:https?|mailto|tel|slack):[^<>\n]{1,2000}+>"),
    (
        "MENTION",
        (
            r"(?<![A-Za-z0-9_.])[@＠](?:[A-Za-z0-9_]++(?:[.-][A-Za-z0-9_]++)*+|"
            r"[一-龠々ァ-ヴー]{1,8}+(?:さん|様|くん|君)?)"
        ),
    ),
    ("TICKET", rf"(?<![A-Za-z0-9_&/\#])[\#＃]{_DIGIT}++(?![A-Za-z])"),
    (
        "CHANNEL",
        (
            r"(?<![A-Za-z0-9_&/\#])\#(?:[A-Za-z][A-Za-z0-9_-]*+|"
            r"[一-龠々ァ-ヴー][一-龠々ァ-ヴーA-Za-z0-9_-]*+)"
        ),
    ),
    ("EMOJI", r"(?<![A-Za-z0-9:]):(?:[a-z][a-z0-9_+-]{0,40}+|[+-]1):(?![A-Za-z0-9])"),
    ("QUOTE", r"「[^「」\n]{1,400}+」|『[^『』\n]{1,400}+』|“[^“”\n]{1,400}+”"),
    ("QUOTE", r'"[^"\n]{1,400}+"'),
    (
        "PATH",
        (
            r"(?<![A-Za-z0-9_./:)])(?:~|\.\.?)?"
            r"(?:/(?:[A-Za-z0-9_@+-]|\.(?=[A-Za-z0-9_]))++)++/?"
        ),
    ),
    ("CODE", r"\$(?:\{[A-Za-z0-9_]++\}|[A-Z_][A-Z0-9_]*+)"),
    (
        "CODE",
        r"(?<![A-Za-z0-9_-])--[a-z][a-z0-9]*+(?:-[a-z0-9]++)*+(?:=[A-Za-z0-9_./:-]*[A-Za-z0-9])?",
    ),
    (
        "MONEY",
        (
            rf"[$€£¥￥]\s?{_NUMBER}"
            "(?: ?(?:[kKMB]|bn|million|billion|thousand)(?![A-Za-z])|[万億千]円?)?"
        ),
    ),
)
"""Facts that begin with a sign."""

_ADDRESSES: tuple[tuple[str, str], ...] = (
    (
        "URL",
        rf"{_SCHEME}://[A-Za-z0-9._~:/?\#@!$&'*+,;=%\[\]-]*[A-Za-z0-9/\#=_-]",
    ),
    ("EMAIL", r"(?<![.+-])[A-Za-z0-9_.+-]++@[A-Za-z0-9-]++(?:\.[A-Za-z0-9-]++)++"),
    ("URL", r"www\.[A-Za-z0-9-]++(?:[./?=&%_\#-]++[A-Za-z0-9]++)++"),
    ("PATH", r"[A-Z]:\\[^\s\"<>|\u3040-\u30ff\u4e00-\u9fff]{1,300}+"),
    (
        "PATH",
        (
            rf"{_NO_PATH}(?=[A-Za-z_])[A-Za-z0-9_.-]++"
            r"(?:/[A-Za-z0-9_-]++(?:\.[A-Za-z0-9_-]++)*+){2,}+/?"
        ),
    ),
    (
        "PATH",
        (
            rf"{_NO_PATH}(?:[A-Za-z0-9_-]++/)?(?:[A-Za-z0-9_-]++\.(?=[A-Za-z0-9_-]))++"
            rf"{_EXTENSION}(?![A-Za-z0-9_])"
        ),
    ),
    (
        "URL",
        (
            rf"{_NO_PATH}(?:[a-z0-9-]++\.(?=[a-z0-9]++\.))*+[a-z0-9-]++\.{_TLD}(?![A-Za-z0-9_])"
            r"(?::[0-9]++)?(?:/(?:[A-Za-z0-9_/.\#=?&-]*[A-Za-z0-9/\#=_-])?)?"
        ),
    ),
    (
        "CODE",
        r"(?<!\.)[A-Za-z_][A-Za-z0-9_]*+(?:(?:\.|::)[A-Za-z_][A-Za-z0-9_]*+)*+\(\)",
    ),
)
"""Facts that are one word with an `@`, a dot, a slash, a colon or a bracket inside."""

_WORDS: tuple[tuple[str, str], ...] = (
    ("DATE", rf"{_MONTH}\.? [0-9]{{1,2}}(?:st|nd|rd|th)?(?:,? [12][0-9]{{3}})?{_END}"),
    ("MONEY", rf"(?:US|A|C)\$ ?{_NUMBER}"),
    ("MONEY", rf"(?:USD|EUR|JPY|GBP) ?{_NUMBER}"),
    ("VERSION", r"v[0-9]++(?:\.[0-9]++)*+(?:-[A-Za-z0-9.]*[A-Za-z0-9])?(?![A-Za-z0-9])"),
    ("TICKET", rf"(?<!-)[A-Z][A-Z0-9]{{1,9}}-[0-9]++{_END}"),
    ("CODE", r"[A-Za-z][A-Za-z0-9]*+(?:_++[A-Za-z0-9]++)++"),
    ("CODE", r"[a-z]++[A-Z][A-Za-z0-9]*+"),
    (
        "ID",
        r"(?=[0-9a-fA-F]{8}-)[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}(?![0-9A-Za-z])",
    ),
    ("ID", rf"(?!{_SHORTHAND}{_END})[A-Za-z]++[0-9][A-Za-z0-9]*+(?:-[0-9][A-Za-z0-9]*+)?"),
)
"""Facts that begin with a letter."""

_FIGURES: tuple[tuple[str, str], ...] = (
    (
        "ID",
        r"(?=[0-9a-fA-F]{8}-)[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}(?![0-9A-Za-z])",
    ),
    (
        "DATE",
        (
            r"[12][0-9]{3}-[01]?[0-9]-[0-3]?[0-9](?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?"
            r"(?:\.[0-9]++)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?(?![0-9])"
        ),
    ),
    (
        "DATE",
        rf"(?<!/)(?:[12][0-9]{{3}}/)?[01]?[0-9]/[0-3]?[0-9](?:/[0-9]{{2,4}})?(?![0-9/]){_WEEKDAY}",
    ),
    ("IP", r"[0-9]{1,3}(?:\.[0-9]{1,3}){3}(?![0-9.]*[0-9])(?:/[0-9]{1,2})?(?::[0-9]{2,5})?"),
    ("VERSION", r"[0-9]++(?:\.[0-9]++){2,}+(?:-[A-Za-z0-9.]*[A-Za-z0-9])?"),
    (
        "TIME",
        (
            rf"(?:午前|午後)?{_DIGIT}{{1,2}}[:：]{_DIGIT}{{2}}(?::[0-9]{{2}})?(?![0-9０-９])"
            rf"(?: ?[AaPp]\.?[Mm](?:\.(?= ?[a-z])|(?![A-Za-z])))?{_ZONE}"
        ),
    ),
    ("TIME", rf"[0-9]{{1,2}} ?(?:[ap]\.m\.|[ap]m|[AP]M)(?![A-Za-z]){_ZONE}"),
    (
        "TIME",
        rf"(?:午前|午後|朝|夜)?{_DIGIT}{{1,2}}時(?!間)(?:半|{_DIGIT}{{1,2}}分)?(?:前|後|頃|ごろ)?",
    ),
    ("DATE", rf"{_DIGIT}{{2,4}}年{_DIGIT}{{1,2}}月(?:{_DIGIT}{{1,2}}日{_WEEKDAY})?"),
    (
        "DATE",
        rf"{_DIGIT}{{1,2}}月(?:{_DIGIT}{{1,2}}日(?!間){_WEEKDAY}|末|初旬|中旬|下旬)?",
    ),
    ("DATE", rf"{_DIGIT}{{1,2}}日[（(][月火水木金土日][）)]"),
    ("DATE", rf"[0-9]{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}(?:,? [12][0-9]{{3}})?{_END}"),
    ("MONEY", rf"約?{_NUMBER}[千万億兆]?(?:円|ドル|ユーロ)"),
    ("MONEY", rf"{_NUMBER} ?(?:USD|EUR|JPY|GBP|dollars?|euros?|yen|pounds)(?![A-Za-z])"),
    ("PERCENT", rf"約?{_NUMBER} ?(?:[%％]|percent(?![A-Za-z])|パーセント|割)"),
    ("QUANTITY", rf"約?{_NUMBER}(?:[十百千万億]|数)?{_COUNTER}"),
    ("QUANTITY", rf"(?!{_SHORT_FIGURE}){_NUMBER}[ -]?{_UNIT}(?![A-Za-z0-9])"),
    (
        "ID",
        rf"(?!{_SHORT_FIGURE})[0-9]++[A-Za-z][A-Za-z0-9]*+(?:-[A-Za-z0-9]*[0-9][A-Za-z0-9]*+)?",
    ),
    ("NUMBER", rf"(?!{_SHORT_FIGURE})約?{_NUMBER}[十百千万億兆]*+"),
)
"""Facts that begin with a figure, or with a word that only figures follow."""

_SKIP = (
    r"(?:[^\x21-\x7e\u300c\u300e\u201c\u27e6\u27e7€£¥￥＃＠０-９約午朝夜\U000f0000-\U000ffffd]++|"
    r"(?!Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?:[A-Z]?[a-z]++|[A-Z])"
    r"(?=[\x00-\x20,;!?)'\x7f-\U0010ffff]|[.:](?![^\s])|\Z)|"
    r"[!,;?()'\]]++|\.(?![./])|:(?![a-z+-])|-(?!-))*+"
)


def _groups(table: tuple[tuple[str, str], ...]) -> str:
    return "(?:" + "|".join(f"({pattern})" for _, pattern in table) + ")"


NEXT_FACT = re.compile(
    f"{_SKIP}(?:"
    f"(?=[^A-Za-z0-9０-９約午朝夜]){_groups(_SIGNS)}"
    rf"|(?<![+_.\-])(?=[A-Za-z0-9_][A-Za-z0-9_+-]*+[@./:(\\]){_groups(_ADDRESSES)}"
    f"|(?=[A-Za-z]){_groups(_WORDS)}"
    f"|(?=[0-9０-９約午朝夜]){_groups(_FIGURES)}"
    r"|[A-Za-z0-9_]++|[\s\S]|\Z)"
)
"""Matches up to and including the next fact, or over one word that is none."""

GROUP_TYPES: tuple[str, ...] = (
    "",
    *(kind for table in (_SIGNS, _ADDRESSES, _WORDS, _FIGURES) for kind, _ in table),
)
"""The type of each group of `NEXT_FACT`; group 0 is none."""
