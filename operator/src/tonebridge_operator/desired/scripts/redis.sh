#!/bin/sh
# Runs Valkey (or Redis) on the volume below DATA.
#
# Needs valkey-server or redis-server on the path. The password is a file in SECRETS; it goes
# into a file, since arguments are for everybody to see. Arguments are further options.
set -eu
umask 077

DATA=${DATA:-/data}
SECRETS=${SECRETS:-/run/tonebridge/passwords}
FOLDER=${FOLDER:-/tmp}

server=$(command -v valkey-server || command -v redis-server)
printf 'requirepass "%s"\n' "$(cat "$SECRETS/password")" >"$FOLDER/server.conf"
# Only keys with a time to live are evicted: caches are, the queue and history never.
exec "$server" "$FOLDER/server.conf" --dir "$DATA" --appendonly yes --appendfsync everysec \
  --save '' --maxmemory-policy volatile-lfu --databases 16 --protected-mode no "$@"
