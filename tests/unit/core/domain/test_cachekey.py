"""Two requests share an answer only if everything that decides it is the same."""

import tracemalloc

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from tonebridge.domain.cachekey import Circumstances, fingerprint, tenant_prefix, transform_key
from tonebridge.domain.message import Intensity, Kind, Language, Preset, Term, TermMode

TEXTS = st.text(max_size=40)
TERMS = st.builds(Term, term=TEXTS, plain=TEXTS, note=TEXTS)
PRESETS = st.builds(
    Preset,
    name=TEXTS,
    audience=TEXTS,
    register=st.integers(1, 3),
    intensity=st.sampled_from(Intensity),
)
REQUESTS = st.fixed_dictionaries(
    {
        "tenant_id": st.uuids().map(str) | st.just("preview"),
        "text": TEXTS,
        "kind": st.sampled_from(Kind),
        "intensity": st.none() | st.sampled_from(Intensity),
        "circumstances": st.builds(
            Circumstances,
            language=st.none() | st.sampled_from(Language),
            preset=st.none() | PRESETS,
            mode=st.sampled_from(TermMode),
            terms=st.lists(TERMS, max_size=3).map(tuple),
            provider=TEXTS,
            model=st.none() | TEXTS,
            version=TEXTS,
        ),
    }
)


@given(REQUESTS, REQUESTS)
def test_keys_are_equal_only_for_equal_requests(one, other):
    assert (transform_key(**one) == transform_key(**other)) == (one == other)


@given(REQUESTS, st.data())
def test_each_part_alone_makes_another_key(request, data):
    part = data.draw(st.sampled_from(sorted(request)))
    other = data.draw(REQUESTS)

    changed = request | {part: other[part]}

    assert (transform_key(**changed) == transform_key(**request)) == (
        changed[part] == request[part]
    )


@given(REQUESTS, st.sampled_from(["provider", "model", "version", "terms", "preset"]), st.data())
def test_each_circumstance_alone_makes_another_key(request, part, data):
    before = request["circumstances"]
    value = getattr(data.draw(REQUESTS)["circumstances"], part)
    after = msgspec.structs.replace(before, **{part: value})

    assert (transform_key(**request | {"circumstances": after}) == transform_key(**request)) == (
        after == before
    )


@given(REQUESTS, st.uuids().map(str))
def test_a_tenants_prefix_covers_its_keys_and_no_others(request, tenant_id):
    key = transform_key(**request)

    assert key.startswith(tenant_prefix(request["tenant_id"]))
    assert key.startswith(tenant_prefix(tenant_id)) == (tenant_id == request["tenant_id"])


def test_moving_a_character_between_neighbours_makes_another_key():
    def key(term, plain):
        return transform_key(
            tenant_id="t",
            text="x",
            kind=Kind.SOFTEN,
            intensity=None,
            circumstances=Circumstances(
                language=None,
                preset=None,
                mode=TermMode.EXPLAIN,
                terms=(Term(term=term, plain=plain),),
                provider="rules",
                model=None,
                version="1",
            ),
        )

    assert key("ab", "c") != key("a", "bc")


def test_a_requests_terms_do_not_fill_the_memory():
    def digest(number):
        terms = (Term(term="API", plain="interface", note="x" * 50_000 + str(number)),)
        return fingerprint(
            Circumstances(
                language=None,
                preset=None,
                mode=TermMode.EXPLAIN,
                terms=terms,
                provider="rules",
                model=None,
                version="1",
            )
        )

    tracemalloc.start()
    try:
        for number in range(100):
            digest(number)
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert held < 500_000
