"""The OpenAPI document says what the gateway does."""

import json
from pathlib import Path

import msgspec
import pytest
from jsonschema import Draft202012Validator
from litestar import Litestar

from tonebridge.domain.message import Kind, Language
from tonebridge.domain.transform import Transformed
from tonebridge_gateway.app import routes
from tonebridge_gateway.openapi import describe
from tonebridge_gateway.wire import v1

DOCUMENT = describe(Litestar(routes(), openapi_config=None))
SCHEMAS = DOCUMENT["components"]["schemas"]
OPERATIONS = [
    pytest.param(operation, id=f"{method} {path}")
    for path, methods in DOCUMENT["paths"].items()
    for method, operation in methods.items()
]
COMMITTED = Path(__file__).parents[2] / "docs/reference/openapi.json"


def test_the_committed_document_is_the_one_that_is_served():
    assert json.loads(COMMITTED.read_text(encoding="utf-8")) == json.loads(
        msgspec.json.encode(DOCUMENT)
    )


@pytest.mark.parametrize("schema", SCHEMAS.values(), ids=SCHEMAS)
def test_each_shape_is_a_json_schema(schema):
    Draft202012Validator.check_schema(schema)


def test_what_a_client_sends_is_closed_and_what_it_gets_is_open():
    closed = {name for name, schema in SCHEMAS.items() if "additionalProperties" in schema}

    assert closed == {
        shape.__name__
        for shape in vars(v1).values()
        if isinstance(shape, type)
        and issubclass(shape, v1.Request)
        and shape is not v1.Request
        and not shape.__name__.endswith("Query")
    }


@pytest.mark.parametrize("operation", OPERATIONS)
def test_each_operation_says_what_it_does_and_what_can_go_wrong(operation):
    assert operation["summary"][:1].isupper()
    assert len(operation["responses"]) > 1
    assert all(answer["description"] for answer in operation["responses"].values())


def test_operations_have_names_of_their_own():
    names = [
        operation["operationId"]
        for methods in DOCUMENT["paths"].values()
        for operation in methods.values()
    ]

    assert len(names) == len(set(names))


def test_an_answer_as_stored_has_the_shape_that_is_documented():
    stored = {field.encode_name for field in msgspec.structs.fields(Transformed)}
    documented = {field.encode_name for field in msgspec.structs.fields(v1.TransformResponse)}

    assert stored == documented - {"analysis"}


def test_the_wire_knows_every_kind_and_language():
    assert set(v1.KindName.__args__) == set(Kind)
    assert set(v1.LanguageName.__args__) == set(Language)
