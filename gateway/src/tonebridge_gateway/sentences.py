"""What errors say of themselves, as sentences: English where raised, Japanese here."""

import re
from functools import lru_cache

from tonebridge.domain.message import Language

_TYPE = (
    r"(?:a string|an integer|a number|true or false|an array|an object|null|a value of the "
    r"right type)"
)
_JAPANESE = (
    (r"give at most ([\d,]+) characters?", r"\1 文字以内にしてください"),
    (r"give at least ([\d,]+) characters?", r"\1 文字以上にしてください"),
    (r"give at most ([\d,]+) items?", r"\1 件以内にしてください"),
    (r"give at least ([\d,]+) items?", r"\1 件以上にしてください"),
    (r"give a number of at most (\S+)", r"\1 以下の数にしてください"),
    (r"give a number of at least (\S+)", r"\1 以上の数にしてください"),
    (r"give a number of less than (\S+)", r"\1 より小さい数にしてください"),
    (r"give a number of more than (\S+)", r"\1 より大きい数にしてください"),
    (r"(?:give|use) one of (.+)", r"次のどれかにしてください: \1"),
    (r"give a time such as (\S+)", r"\1 のような日時にしてください"),
    (r"give a day such as (\S+)", r"\1 のような日付にしてください"),
    (rf"give {_TYPE}(?: or {_TYPE})*", "正しい型の値にしてください"),
    (r"give this field: it is required", "この項目は必須です"),
    (r"give this parameter once", "このパラメーターは一度だけ指定してください"),
    (r"remove this field: there is none of that name", "その名前の項目はないので外してください"),
    (r"remove the NUL character", "NUL 文字を取り除いてください"),
    (r"remove the lone surrogate: it is no character", "孤立サロゲートを取り除いてください"),
    (r"send a JSON object", "JSON のオブジェクトを送ってください"),
    (r"send well-formed JSON", "正しい形式の JSON を送ってください"),
    (r"send UTF-8", "UTF-8 で送ってください"),
    (r"write something that is not white space", "空白以外の文字を書いてください"),
    (
        r"name a preset that (GET \S+) lists",
        r"\1 にあるプリセット名にしてください",
    ),
    (r"give an address such as (\S+)", r"\1 のようなメールアドレスにしてください"),
    (r"sign in, or have the password reset", "ログインするか、パスワードを再設定してください"),
    (r"it has an account; name another one", "登録済みなので、別のアドレスにしてください"),
    (r"give a time in the future", "未来の日時にしてください"),
    (
        r"choose another name: this preset is built in",
        "組み込みの名前なので別の名前にしてください",
    ),
    (r"give each item an id of its own", "それぞれ別の id にしてください"),
    (
        r"give an id as it was answered, a UUID",
        "回答にあった id（UUID）をそのまま指定してください",
    ),
    (
        r"ask for a new link: this one was used or has expired",
        "使用済みか期限切れなので、新しいリンクを取得してください",
    ),
    (r"give an IANA name such as (\S+)", r"\1 のような IANA の名前にしてください"),
    (
        r"with edit, say how it should have read",
        "edit では、どう書くべきだったかを添えてください",
    ),
    (r"leave it out, or choose the verdict edit", "外すか、verdict を edit にしてください"),
    (r"give a day that is not after `until`", "until より後にならない日付にしてください"),
    (r"ask for at most (\d+) days at a time", r"一度に \1 日以内にしてください"),
    (r"begin with the header (\S+)", r"見出し行 \1 から始めてください"),
    (r"close every quotation mark", "引用符をすべて閉じてください"),
    (
        r"give term, plain and, if you like, note",
        "term、plain と、必要なら note を書いてください",
    ),
    (
        r"term takes 1 to (\d+) characters, plain 1 to (\d+), note at most (\d+)",
        r"term は 1〜\1 文字、plain は 1〜\2 文字、note は \3 文字以内にしてください",
    ),
    (r"send at most ([\d,]+) rows at a time", r"一度に \1 行以内にしてください"),
    (r"a dictionary holds at most ([\d,]+) terms", r"一つの辞書には \1 語まで入れられます"),
    (
        r"(?:delete|revoke) a (?:dictionary|preset|key) first: there are as many as there may be",
        "上限に達しているので、先にどれかを削除してください",
    ),
    (
        r"use 1 to 128 visible ASCII characters",
        "1〜128 文字の印字できる ASCII 文字にしてください",
    ),
    (
        r"was used for another request: take a new key",
        "別のリクエストで使われたキーなので、新しいキーにしてください",
    ),
    (
        r"its first request is still at work: retry later",
        "最初のリクエストがまだ処理中なので、あとでもう一度送ってください",
    ),
    (r"give a day as (\S+)", r"\1 のような日付にしてください"),
    (r"give a time of the years 1 to 9999", "西暦 1 年から 9999 年までの日時にしてください"),
    (
        r"leave out NUL and unpaired surrogates",
        "NUL 文字と孤立サロゲートを取り除いてください",
    ),
    (
        r"use the one that the last page gave",
        "前のページの next_cursor をそのまま指定してください",
    ),
    (
        r"the refresh token is not good; log in again",
        "リフレッシュトークンが無効なので、もう一度ログインしてください",
    ),
    (r"email or password is wrong", "メールアドレスかパスワードが違います"),
    (
        r"the link has been used or has expired; get a new one",
        "使用済みか期限切れなので、新しいリンクを取得してください",
    ),
    (r"the credentials have expired", "認証情報の期限が切れています"),
    (r"the credentials have been revoked", "認証情報は取り消されています"),
    (r"the credentials are not ours", "ここで発行した認証情報ではありません"),
    (
        r"the API key is not known, or has been revoked",
        "知らない API キーか、取り消された API キーです",
    ),
    (r"the API key has expired", "API キーの期限が切れています"),
    (
        r"the sign-in is not known, or has ended",
        "知らないサインインか、終了したサインインです",
    ),
    (r"the access token is not valid", "アクセストークンが正しくありません"),
    (
        r"the access token has expired; refresh it",
        "アクセストークンの期限が切れているので、更新してください",
    ),
    (r"send Authorization: Bearer …", "Authorization: Bearer … を送ってください"),
    (r"this needs credentials", "認証情報が必要です"),
    (
        r"this is neither a token nor an API key",
        "トークンでも API キーでもありません",
    ),
    (r"this needs the scope (\w+)", r"スコープ \1 が必要です"),
    (r"this needs the role (\w+)", r"ロール \1 が必要です"),
    (
        r"this needs the scopes (.+), which the caller lacks",
        r"呼び出し側にないスコープ \1 が必要です",
    ),
    (r"this needs an invitation: registration is closed", "登録は招待制です"),
    (
        r"this needs the header (\S+ \S+) beside a cookie",
        r"Cookie とともに \1 ヘッダーが必要です",
    ),
    (
        r"this needs a request from this page's own origin",
        "このページと同じオリジンからのリクエストが必要です",
    ),
)


@lru_cache(maxsize=512)
def as_sentence(words: str, reader: Language) -> str:
    """Make words a sentence for their reader; what has no translation stays English."""
    if reader is Language.JA:
        for pattern, japanese in _JAPANESE:
            if (matched := re.fullmatch(pattern, words)) is not None:
                return matched.expand(japanese) + "。"
    return words[:1].upper() + words[1:] + ("" if words.endswith((".", "…")) else ".")
