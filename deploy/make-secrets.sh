#!/bin/sh
# Makes the secrets of compose.yaml, once: `secrets` for the portal (user 1000), `admin-secrets` for what its operator does with it and no
# server may know (user 1000, but in no server's container), `database-secrets` for PostgreSQL (user 999), and the
# certificate by which the one knows the other. Run as root, since it gives the files to those users.
set -eu
cd "$(dirname "$0")"
umask 077
if [ -e secrets ] || [ -e admin-secrets ] || [ -e database-secrets ]; then
  echo 'There are secrets already; nothing was changed.' >&2
  exit 1
fi
mkdir secrets admin-secrets database-secrets

chance() { openssl rand -hex 32 | tr -d '\n'; }
for name in actor cursor marking credential; do chance > "secrets/$name"; done
for name in backup app worker; do chance > "admin-secrets/$name"; done
chance > database-secrets/admin
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3650 -subj /CN=database -addext subjectAltName=DNS:database \
  -keyout database-secrets/database.key -out database-secrets/database.crt 2> /dev/null
cp database-secrets/database.crt secrets/

url() { printf 'postgres://%s:%s@database/focalpoint?sslmode=verify-full&sslrootcert=/secrets/database.crt' "$1" "$(cat "$2")"; }
url admin database-secrets/admin > admin-secrets/database-url
url focalpoint_app admin-secrets/app > secrets/database-url
url focalpoint_worker admin-secrets/worker > secrets/worker-database-url

chown -R 1000:1000 secrets admin-secrets
chown -R 999:999 database-secrets
echo 'Made secrets, admin-secrets and database-secrets. Keep copies of secrets/marking, secrets/credential and admin-secrets/backup somewhere safe: markings, one-time codes and backups are sealed with them.'
echo 'The keys of the files will lie in the volume "keyring", which is in no backup: copy it as README.md says once files are there.'
