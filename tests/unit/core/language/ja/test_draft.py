from tonebridge.language.ja.rewrite.draft import Draft
from tonebridge.language.tongue import Edit


def replaced(draft, before, after, reason="why"):
    start = draft.text.index(before)
    draft.replace(start, start + len(before), after, reason=reason, strategy="how")


def edit(start, end, after, reason="why"):
    return Edit(start=start, end=end, after=after, reason=reason, strategy="how")


def test_an_untouched_draft_has_no_edits():
    assert Draft("本番を止めるな", 10).edits() == []


def test_an_edit_counts_from_the_start_of_the_message():
    draft = Draft("本番を止めるな", 10)
    replaced(draft, "止めるな", "止めないで")

    assert draft.text == "本番を止めないで"
    assert draft.edits() == [edit(15, 17, "ないで")]


def test_a_second_change_may_lie_within_the_first():
    draft = Draft("早く直せ", 0)
    replaced(draft, "早く", "早めに")
    replaced(draft, "めに直せ", "めにご対応ください")

    assert draft.text == "早めにご対応ください"
    assert draft.edits() == [edit(1, 4, "めにご対応ください")]


def test_changes_apart_stay_apart():
    draft = Draft("早く図を直せ", 0)
    replaced(draft, "直せ", "直して")
    replaced(draft, "早く", "急ぎ")

    assert draft.edits() == [edit(0, 2, "急ぎ"), edit(5, 6, "して")]


def test_an_insertion_has_no_width():
    draft = Draft("直して", 4)
    draft.replace(0, 0, "恐れ入りますが、", reason="why", strategy="how")

    assert draft.edits() == [edit(4, 4, "恐れ入りますが、")]


def test_a_deletion_writes_nothing():
    draft = Draft("おい、直して", 0)
    replaced(draft, "おい、", "")

    assert draft.edits() == [edit(0, 3, "")]


def test_what_is_put_back_as_it_was_still_reads_as_it_was():
    draft = Draft("直せ", 0)
    replaced(draft, "せ", "して")
    replaced(draft, "して", "せ")

    assert draft.text == "直せ"
