#!/bin/sh
# Puts a dump in the place of the database. DUMP names it; empty: the newest one in BACKUPS.
#
# The dump is read into a database of another name first. Only when that is whole do both change
# names, in one transaction: a dump that cannot be read changes nothing, and running this again
# after any failure is safe. Clients are cut off at that moment and connect again by themselves.
set -eu

BACKUPS=${BACKUPS:-/backups}
DUMP=${DUMP:-}
PGPASSWORD=$(cat "$PASSWORD_FILE")
PGOPTIONS='-c client_min_messages=warning'
export PGPASSWORD PGOPTIONS

if [ -z "$DUMP" ]; then
  for found in "$BACKUPS"/tonebridge-*.dump; do DUMP=${found##*/}; done
fi
if [ ! -f "$BACKUPS/$DUMP" ]; then
  echo "there is no dump '$DUMP'; there are:" >&2
  ls "$BACKUPS" >&2
  exit 2
fi

run() { psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --dbname=postgres "$@"; }
run --command="DROP DATABASE IF EXISTS tonebridge_restored WITH (FORCE)"
run --command="DROP DATABASE IF EXISTS tonebridge_replaced WITH (FORCE)"
run --command="CREATE DATABASE tonebridge_restored OWNER tonebridge_owner TEMPLATE template0"
pg_restore --exit-on-error --dbname=tonebridge_restored "$BACKUPS/$DUMP"
run <<'END'
ALTER DATABASE tonebridge ALLOW_CONNECTIONS false;
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'tonebridge' \g /dev/null
BEGIN;
ALTER DATABASE tonebridge RENAME TO tonebridge_replaced;
ALTER DATABASE tonebridge_restored RENAME TO tonebridge;
COMMIT;
DROP DATABASE tonebridge_replaced WITH (FORCE);
END
echo "restored $DUMP"
