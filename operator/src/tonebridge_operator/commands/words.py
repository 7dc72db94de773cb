"""What the commands say, in English and Japanese."""

import os
from collections.abc import Mapping

from tonebridge.domain.message import Language
from tonebridge.domain.terminal import reader_language

SENTENCES: Mapping[str, tuple[str, str]] = {
    "no_kubeconfig": (
        (
            "the kubeconfig does not say which cluster: {reason}; name one with --kubeconfig or "
            "--context"
        ),
        (
            "kubeconfig からクラスターが決まりません（{reason}）。--kubeconfig か --context で"
            "指定してください。"
        ),
    ),
    "unreachable": (
        "the cluster does not answer ({reason}): is it up, and does `kubectl version` work?",
        "クラスターが応答しません（{reason}）。`kubectl version` が通るか確認してください。",
    ),
    "unknown_person": (
        "the cluster does not know you ({reason}): sign in to it again",
        "クラスターに認証されません（{reason}）。もう一度サインインしてください。",
    ),
    "forbidden": (
        "you may not do this ({reason}): ask for a role that allows it",
        "この操作は許可されていません（{reason}）。必要なロールを付けてもらってください。",
    ),
    "refused": (
        "the cluster refused it: {reason}",
        "クラスターに拒否されました: {reason}",
    ),
    "no_kind": (
        "the cluster knows no ToneBridges: install the chart first",
        "このクラスターには ToneBridge の CRD がありません。先にチャートを入れてください。",
    ),
    "no_bridge": (
        "there is no ToneBridge {name} in the namespace {namespace}: `status -A` lists all",
        "名前空間 {namespace} に ToneBridge {name} はありません。`status -A` で一覧できます。",
    ),
    "unreadable": (
        "cannot read {file}: {reason}",
        "{file} を読めません: {reason}",
    ),
    "no_manifest": (
        "{file}: {reason}",
        "{file}: {reason}",
    ),
    "nothing_found": ("None.", "ありません。"),
    "not_looked_at": (
        "No operator has looked at it yet. Does one run, and for this namespace?",
        "まだオペレーターが処理していません。この名前空間を見るオペレーターが動いていますか。",
    ),
    "of_earlier_spec": (
        "The operator has not seen the latest change yet; this speaks of the spec before it.",
        "最新の変更はまだ処理されていません。以下はその前の spec についてのものです。",
    ),
    "suspended": (
        "{name} is suspended: it goes on running, and nothing of it is changed or repaired.",
        "{name} を一時停止しました。稼働は続きますが、変更も修復もされません。",
    ),
    "resumed": (
        "{name} is looked after again.",
        "{name} の管理を再開しました。",
    ),
    "no_backups": (
        (
            "{name} has no backups: the CronJob {job} is not there; set postgres.backup.enabled, "
            "or back up its external database where it runs"
        ),
        (
            "{name} にはバックアップがありません（CronJob {job} がない）。"
            "postgres.backup.enabled を有効にしてください。外部のものはその場所で取ります。"
        ),
    ),
    "external": (
        "the database of {name} is run by somebody else: restore it there",
        "{name} のデータベースは外部のものです。その場所で復元してください。",
    ),
    "no_dumps": (
        "{name} has no volume {claim} with dumps",
        "{name} にはダンプのボリューム {claim} がありません。",
    ),
    "no_image": (
        "cannot tell which image has PostgreSQL's programs: set postgres.image in the spec",
        (
            "PostgreSQL のプログラムを含むイメージが分かりません。spec の postgres.image を"
            "設定してください。"
        ),
    ),
    "restoring_already": (
        "the restore {job} is still running: wait for it",
        "復元 {job} がまだ動いています。終わるまで待ってください。",
    ),
    "sure": (
        "Replace the database of {name} by {dump}? What was written since is lost",
        "{name} のデータベースを {dump} に置き換えますか。以後に書かれたものは失われます",
    ),
    "newest_dump": ("its newest dump", "最新のダンプ"),
    "say_yes": (
        "nobody can be asked here: say --yes to replace the database",
        "ここでは確認できません。置き換えてよければ --yes を付けてください。",
    ),
    "started": (
        "{job} was started. `kubectl logs -n {namespace} -f job/{job}` follows it.",
        "{job} を開始しました。`kubectl logs -n {namespace} -f job/{job}` で追えます。",
    ),
    "job_done": ("{job} is done.", "{job} が完了しました。"),
    "job_failed": (
        "{job} failed: {reason}",
        "{job} が失敗しました: {reason}",
    ),
    "job_late": (
        (
            "{job} is not done after {seconds} s and goes on: `kubectl describe -n {namespace} "
            "job/{job}` tells what it waits for"
        ),
        (
            "{job} は {seconds} 秒たっても終わらず、続いています。"
            "`kubectl describe -n {namespace} job/{job}` で何を待っているか分かります。"
        ),
    ),
}


def say(code: str, **facts: object) -> str:
    """Return a sentence with its facts, in the language of the person at the terminal."""
    english, japanese = SENTENCES[code]
    chosen = japanese if reader_language(os.environ) is Language.JA else english
    return chosen.format(**facts)
