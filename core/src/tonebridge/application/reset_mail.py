"""The mail with which a forgotten password is reset."""

from tonebridge.application.ports import Mailer

SUBJECTS = {
    "en": "Set a new password for ToneBridge",
    "ja": "ToneBridge パスワードの再設定",
}
BODIES = {
    "en": (
        "Hello,\n\n"
        "Somebody, most likely you, asked for a new password for your ToneBridge account.\n"
        "Set it here:\n\n"
        "{link}\n\n"
        "The link works once and for {minutes} minutes. If you did not ask for it, there is\n"
        "nothing to do: your password stays as it is.\n"
    ),
    "ja": (
        "ToneBridge をご利用いただきありがとうございます。\n\n"
        "パスワード再設定のお申し込みを受け付けました。次のリンクから新しいパスワードを"
        "設定してください。\n\n"
        "{link}\n\n"
        "リンクは{minutes}分間、1回だけ有効です。お心当たりがない場合は、何もする必要は"
        "ありません。現在のパスワードがそのまま使えます。\n"
    ),
}


class ResetMail:
    """Sends the link. The token stands after the `#`, so that no server's log ever sees it."""

    def __init__(self, mailer: Mailer, *, public_url: str, ttl_s: float) -> None:
        """`public_url` is how people reach the page; `ttl_s` how long a token lives."""
        self._mailer = mailer
        self._public_url = public_url.rstrip("/")
        self._minutes = round(ttl_s / 60)

    async def send(self, *, to: str, token: str, language: str) -> None:
        """Send it in the reader's language, English if there is no text in it.

        Raises:
            StoreUnavailable: the mail server did not take it; try again.
        """
        spoken = language if language in BODIES else "en"
        link = f"{self._public_url}/#reset={token}"
        await self._mailer.send(
            to=to,
            subject=SUBJECTS[spoken],
            body=BODIES[spoken].format(link=link, minutes=self._minutes),
        )
