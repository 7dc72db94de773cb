#!/bin/sh
# Dumps the database into BACKUPS and deletes all but the KEEP newest dumps.
#
# A dump has its final name only once it is whole and on disk. PGHOST, PGUSER and PGDATABASE say
# what to dump; the password is the file PASSWORD_FILE.
set -eu
umask 077

BACKUPS=${BACKUPS:-/backups}
PGPASSWORD=$(cat "$PASSWORD_FILE")
export PGPASSWORD

rm -f "$BACKUPS"/*.part
dump="$BACKUPS/tonebridge-$(date -u +%Y%m%dT%H%M%SZ).dump"
pg_dump --format=custom --file="$dump.part" "$PGDATABASE"
pg_restore --list "$dump.part" >/dev/null
sync
mv "$dump.part" "$dump"
echo "made ${dump##*/}"

# Names sort by time.
ls "$BACKUPS"/tonebridge-*.dump | sort -r | tail -n "+$((KEEP + 1))" | while read -r old; do
  rm -f "$old"
  echo "deleted ${old##*/}"
done
