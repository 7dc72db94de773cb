"""Problems in words, for people: English and Japanese."""

from functools import lru_cache

from msgspec import Struct

from tonebridge.domain.message import Language

_LONGEST_ACCEPT = 256
"""Characters; browsers send a few dozen, and what is remembered has to stay small."""


class Words(Struct, frozen=True):
    """A problem's title, what happened, and what to do about it."""

    title: str
    detail: str
    remedy: str = ""


_EN: dict[str, Words] = {
    "invalid_field": Words("A field is not right", "The field {field} holds what it may not."),
    "unauthenticated": Words(
        "Nobody we know",
        "The request carries no credentials that are good here.",
        "Log in, or send an API key as Authorization: Bearer tb_… or X-API-Key.",
    ),
    "forbidden": Words("Not allowed", "The credentials are good, but not for this."),
    "not_found": Words("Not there", "There is nothing of that id here.", "Check the id."),
    "conflict": Words("In conflict", "What is there already stands against this."),
    "kind_not_available": Words(
        "This kind is not available", "No provider here can do this kind of transform."
    ),
    "rate_limited": Words(
        "Too many requests",
        "More was asked for than the limit admits.",
        "Wait for the seconds in Retry-After.",
    ),
    "credentials_unverifiable": Words(
        "Credentials cannot be checked",
        "What could tell whether the credentials are good is away.",
        "Repeat the request after the seconds in Retry-After.",
    ),
    "provider_unavailable": Words(
        "The provider is away",
        "The language model cannot answer now.",
        "Repeat the request after the seconds in Retry-After.",
    ),
    "store_unavailable": Words(
        "A store is away",
        "This cannot be done without a store that is away now.",
        "Repeat the request after the seconds in Retry-After.",
    ),
    "deadline_exceeded": Words(
        "Out of time",
        "There was no answer within the time that a request is given.",
        "Repeat the request.",
    ),
    "malformed_request": Words(
        "Not a request", "The request cannot be read.", "Send well-formed HTTP."
    ),
    "no_such_path": Words(
        "Not there", "There is nothing at this path.", "GET /openapi.json lists what there is."
    ),
    "method_not_allowed": Words(
        "Method not allowed",
        "This path does not know this method.",
        "Use one of those in the Allow header.",
    ),
    "body_too_slow": Words(
        "The body took too long",
        "The request's body did not arrive in time.",
        "Send it at once and whole.",
    ),
    "body_too_large": Words(
        "The body is too large",
        "The request's body is larger than is accepted.",
        "Send less at a time.",
    ),
    "url_too_long": Words(
        "The address is too long", "The request's address is longer than is accepted."
    ),
    "unsupported_media_type": Words(
        "Unknown media type",
        "The body is of a media type that this path does not read.",
        "Send the Content-Type that the documentation names, such as application/json.",
    ),
    "headers_too_large": Words(
        "The headers are too large", "The request's headers are larger than is accepted."
    ),
    "internal": Words(
        "Our mistake",
        "Something went wrong here that should not.",
        "Tell us the request_id.",
    ),
}

_JA: dict[str, Words] = {
    "invalid_field": Words(
        "項目の内容が正しくありません", "項目 {field} に指定できない値が入っています。"
    ),
    "unauthenticated": Words(
        "認証できません",
        "有効な認証情報が付いていません。",
        "ログインするか、API キーを Authorization: Bearer tb_… または X-API-Key で"
        "送ってください。",
    ),
    "forbidden": Words("許可されていません", "認証情報は有効ですが、この操作はできません。"),
    "not_found": Words(
        "見つかりません", "その ID のものはここにはありません。", "ID を確認してください。"
    ),
    "conflict": Words("競合しています", "すでにあるものと両立しません。"),
    "kind_not_available": Words(
        "この種類の変換は使えません", "この種類の変換ができるプロバイダーがありません。"
    ),
    "rate_limited": Words(
        "リクエストが多すぎます",
        "上限を超えるリクエストがありました。",
        "Retry-After の秒数だけ待ってください。",
    ),
    "credentials_unverifiable": Words(
        "認証情報を確認できません",
        "認証情報を確認するためのサーバーに今つながりません。",
        "Retry-After の秒数のあとで、もう一度送ってください。",
    ),
    "provider_unavailable": Words(
        "プロバイダーが応答しません",
        "言語モデルが今は応答できません。",
        "Retry-After の秒数のあとで、もう一度送ってください。",
    ),
    "store_unavailable": Words(
        "保存先につながりません",
        "必要な保存先に今つながりません。",
        "Retry-After の秒数のあとで、もう一度送ってください。",
    ),
    "deadline_exceeded": Words(
        "時間切れです",
        "決められた時間のうちに回答が得られませんでした。",
        "もう一度送ってください。",
    ),
    "malformed_request": Words(
        "リクエストを読めません",
        "リクエストを読み取れませんでした。",
        "正しい形式の HTTP で送ってください。",
    ),
    "no_such_path": Words(
        "見つかりません",
        "このパスには何もありません。",
        "GET /openapi.json に一覧があります。",
    ),
    "method_not_allowed": Words(
        "使えないメソッドです",
        "このパスではこのメソッドを使えません。",
        "Allow ヘッダーにあるメソッドを使ってください。",
    ),
    "body_too_slow": Words(
        "本文が届きません",
        "リクエストの本文が時間内に届きませんでした。",
        "全体を一度に送ってください。",
    ),
    "body_too_large": Words(
        "本文が大きすぎます",
        "リクエストの本文が受け付けられる大きさを超えています。",
        "分けて送ってください。",
    ),
    "url_too_long": Words(
        "アドレスが長すぎます", "リクエストのアドレスが受け付けられる長さを超えています。"
    ),
    "unsupported_media_type": Words(
        "メディアタイプが違います",
        "このパスでは読めない種類の本文です。",
        "application/json など、ドキュメントにある Content-Type で送ってください。",
    ),
    "headers_too_large": Words(
        "ヘッダーが大きすぎます",
        "リクエストのヘッダーが受け付けられる大きさを超えています。",
    ),
    "internal": Words(
        "サーバー側の誤りです",
        "起こるはずのないことが起こりました。",
        "request_id を添えてお知らせください。",
    ),
}


def words_of(code: str, reader: Language) -> Words:
    """Return a problem's words; a code that is not known reads as our mistake."""
    table = _JA if reader is Language.JA else _EN
    return table.get(code) or table["internal"]


def codes() -> tuple[frozenset[str], frozenset[str]]:
    """Return the codes that each language has words for: English, Japanese."""
    return frozenset(_EN), frozenset(_JA)


def preferred_language(accept: str) -> Language | None:
    """Read the beginning of an Accept-Language header; None if it names neither language."""
    return _preferred(accept[:_LONGEST_ACCEPT])


@lru_cache(maxsize=1024)
def _preferred(accept: str) -> Language | None:
    best: tuple[float, int] | None = None
    chosen: Language | None = None
    for place, part in enumerate(accept.split(",")[:20]):
        tag, _, parameters = part.partition(";")
        name = tag.strip().lower().partition("-")[0]
        if name not in ("ja", "en"):
            continue
        try:
            quality = float(parameters.strip().removeprefix("q=") or 1)
        except ValueError:
            continue
        if quality > 0 and (best is None or (quality, -place) > best):
            best, chosen = (quality, -place), Language(name)
    return chosen
