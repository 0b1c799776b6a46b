#!/bin/sh
# Makes the secrets of compose.yaml, once: `secrets` for the portal (user 1000), `database-secrets` for PostgreSQL (user 999), and the
# certificate by which the one knows the other. Run as root, since it gives the files to those users.
set -eu
cd "$(dirname "$0")"
umask 077
if [ -e secrets ] || [ -e database-secrets ]; then
  echo 'There are secrets already; nothing was changed.' >&2
  exit 1
fi
mkdir secrets database-secrets

chance() { openssl rand -hex 32 | tr -d '\n'; }
for name in actor cursor marking credential backup app worker; do chance > "secrets/$name"; done
chance > database-secrets/admin
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3650 -subj /CN=database -addext subjectAltName=DNS:database \
  -keyout database-secrets/database.key -out database-secrets/database.crt 2> /dev/null
cp database-secrets/database.crt secrets/

url() { printf 'postgres://%s:%s@database/focalpoint?sslmode=verify-full&sslrootcert=/secrets/database.crt' "$1" "$(cat "$2")"; }
url admin database-secrets/admin > secrets/admin-database-url
url focalpoint_app secrets/app > secrets/database-url
url focalpoint_worker secrets/worker > secrets/worker-database-url

chown -R 1000:1000 secrets
chown -R 999:999 database-secrets
echo 'Made secrets and database-secrets. Keep copies of secrets/marking, secrets/credential and secrets/backup somewhere safe: markings, one-time codes and backups are sealed with them.'
