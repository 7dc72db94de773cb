#!/bin/sh
# Runs PostgreSQL on the volume below DATA, which it fills at the first start.
#
# Needs PostgreSQL's programs on the path. Passwords are files in SECRETS, one a role, and are
# set at every start: a volume that outlived its Secret works with the new one. Arguments are
# further options of the server.
set -eu
umask 077

DATA=${DATA:-/data}
SECRETS=${SECRETS:-/run/tonebridge/passwords}
SOCKETS=${SOCKETS:-/tmp}
export LC_ALL=C

cluster="$DATA/cluster"
if [ ! -s "$cluster/PG_VERSION" ]; then
  # Under another name until it is whole: half a cluster is never used.
  rm -rf "$DATA/cluster.new"
  initdb --pgdata="$DATA/cluster.new" --username=postgres --auth=scram-sha-256 \
    --pwfile="$SECRETS/admin-password" --encoding=UTF8 --locale-provider=builtin \
    --builtin-locale=C.UTF-8 --locale=C --lc-ctype=C.UTF-8 --data-checksums --no-instructions
  printf 'host all all all scram-sha-256\n' >"$DATA/cluster.new/pg_hba.conf"
  mv "$DATA/cluster.new" "$cluster"
fi
chmod 700 "$cluster" # a volume that was given to its group as a whole would be refused

ordinary='LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE'
password() { cat "$SECRETS/$1-password"; }
# One statement a line. What is there already is reported and passed over.
postgres --single -D "$cluster" template1 >"$SOCKETS/roles.log" 2>&1 <<END
ALTER ROLE postgres PASSWORD '$(password admin)'
CREATE ROLE tonebridge_owner
ALTER ROLE tonebridge_owner $ordinary PASSWORD '$(password owner)'
CREATE ROLE tonebridge_app
ALTER ROLE tonebridge_app $ordinary PASSWORD '$(password app)'
CREATE ROLE tonebridge_writer
ALTER ROLE tonebridge_writer $ordinary PASSWORD '$(password writer)'
CREATE DATABASE tonebridge OWNER tonebridge_owner
END
if grep 'ERROR:' "$SOCKETS/roles.log" | grep -v 'already exists' >&2; then exit 1; fi
rm -f "$SOCKETS/roles.log"

exec postgres -D "$cluster" -c listen_addresses='*' -c unix_socket_directories="$SOCKETS" \
  -c timezone=UTC -c log_timezone=UTC "$@"
