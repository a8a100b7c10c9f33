#!/bin/bash
# The entry point of the official image, as far as docker-compose.yml and Testcontainers use it: passwords, from files or
# not; a first start that makes the user and the database and runs /docker-entrypoint-initdb.d; options for the server.
set -eu

[ "${1:0:1}" != - ] || set -- mariadbd "$@"
[ "$1" = mariadbd ] || exec "$@"

data=/var/lib/mysql socket=/run/mysqld/mysqld.sock
if [ "$(id -u)" = 0 ]; then
    mkdir -p "$data" /run/mysqld
    chown -R mysql: "$data" /run/mysqld
    exec setpriv --reuid=mysql --regid=mysql --init-groups "${BASH_SOURCE[0]}" "$@"
fi
if [ ! -d "$data/mysql" ]; then
    root=${MYSQL_ROOT_PASSWORD:-$(<"$MYSQL_ROOT_PASSWORD_FILE")} password=${MYSQL_PASSWORD:-$(<"$MYSQL_PASSWORD_FILE")}
    mariadb-install-db --datadir="$data" --auth-root-authentication-method=normal --skip-test-db >/dev/null
    "$@" --skip-networking --socket="$socket" &
    server=$!
    until mariadb-admin --socket="$socket" --user=root --silent ping 2>/dev/null; do
        kill -0 "$server"
        sleep 0.2
    done
    mariadb --socket="$socket" --user=root <<SQL
CREATE DATABASE IF NOT EXISTS \`$MYSQL_DATABASE\`;
CREATE USER '$MYSQL_USER'@'%' IDENTIFIED BY '$password';
GRANT ALL ON \`$MYSQL_DATABASE\`.* TO '$MYSQL_USER'@'%';
ALTER USER 'root'@'localhost' IDENTIFIED BY '$root';
SQL
    for file in /docker-entrypoint-initdb.d/*; do
        case $file in
            *.sh) "$file" ;;
            *.sql) MYSQL_PWD=$root mariadb --socket="$socket" --user=root "$MYSQL_DATABASE" <"$file" ;;
        esac
    done
    MYSQL_PWD=$root mariadb-admin --socket="$socket" --user=root shutdown
    wait "$server"
fi
exec "$@" --bind-address=0.0.0.0 --socket="$socket"
