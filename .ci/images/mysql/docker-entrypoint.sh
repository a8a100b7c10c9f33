#!/bin/bash
# The entry point of the official image, as far as compose files and Testcontainers use it: the same variables (each also as
# NAME_FILE), a first start that makes users and database and runs /docker-entrypoint-initdb.d, arguments for mysqld.
set -eu

note() { printf '%s [Note] [Entrypoint]: %s\n' "$(date --rfc-3339=seconds)" "$*"; }
fail() { printf '%s [ERROR] [Entrypoint]: %s\n' "$(date --rfc-3339=seconds)" "$*" >&2; exit 1; }

variable() { # NAME [DEFAULT]: from NAME or from the file that NAME_FILE names
    local file="$1_FILE" value="${!1:-}"
    [ -z "$value" ] || [ -z "${!file:-}" ] || fail "Both $1 and $file are set (but are exclusive)"
    [ -z "${!file:-}" ] || value=$(<"${!file}")
    printf -v "$1" '%s' "${value:-${2:-}}"
    unset "$file"
}
as_root_of_mysql() { # stdin: SQL
    MYSQL_PWD=$root_now mysql --protocol=socket --socket="$socket" --user=root --comments "$@"
}
quoted() { printf "'%s'" "$(sed "s/\\\\/\\\\\\\\/g; s/'/''/g" <<<"$1")"; }

[ "${1:0:1}" != - ] || set -- mysqld "$@"
[ "$1" = mysqld ] || exec "$@"
for argument; do
    case $argument in -\? | --help | --print-defaults | -V | --version) exec "$@" ;; esac
done

data=/var/lib/mysql socket=/var/run/mysqld/mysqld.sock
if [ "$(id -u)" = 0 ]; then
    mkdir -p "$data" /var/run/mysqld /var/lib/mysql-files
    find "$data" /var/run/mysqld /var/lib/mysql-files \! -user mysql -exec chown mysql: {} +
    exec setpriv --reuid=mysql --regid=mysql --init-groups "${BASH_SOURCE[0]}" "$@"
fi
if [ ! -d "$data/mysql" ]; then
    for name in MYSQL_DATABASE MYSQL_USER MYSQL_PASSWORD MYSQL_ROOT_PASSWORD; do variable "$name"; done
    variable MYSQL_ROOT_HOST %
    [ -n "$MYSQL_ROOT_PASSWORD${MYSQL_ALLOW_EMPTY_PASSWORD:-}" ] ||
        fail 'Database is uninitialized and password option is not specified: MYSQL_ROOT_PASSWORD or MYSQL_ALLOW_EMPTY_PASSWORD'
    [ "$MYSQL_USER" != root ] || fail 'MYSQL_USER="root": use MYSQL_ROOT_PASSWORD'
    note "Initializing database files"
    "$@" --initialize-insecure --default-time-zone=SYSTEM
    note "Starting temporary server"
    "$@" --daemonize --skip-networking --default-time-zone=SYSTEM --socket="$socket"
    root_now=
    {
        echo "SET @@SESSION.SQL_LOG_BIN=0;"
        [ "$MYSQL_ROOT_HOST" = localhost ] || {
            echo "CREATE USER 'root'@$(quoted "$MYSQL_ROOT_HOST") IDENTIFIED BY $(quoted "$MYSQL_ROOT_PASSWORD");"
            echo "GRANT ALL ON *.* TO 'root'@$(quoted "$MYSQL_ROOT_HOST") WITH GRANT OPTION;"
        }
        [ -z "$MYSQL_DATABASE" ] || echo "CREATE DATABASE IF NOT EXISTS \`$MYSQL_DATABASE\`;"
        if [ -n "$MYSQL_USER" ] && [ -n "$MYSQL_PASSWORD" ]; then
            echo "CREATE USER $(quoted "$MYSQL_USER")@'%' IDENTIFIED BY $(quoted "$MYSQL_PASSWORD");"
            [ -z "$MYSQL_DATABASE" ] ||
                echo "GRANT ALL ON \`${MYSQL_DATABASE//_/\\_}\`.* TO $(quoted "$MYSQL_USER")@'%';"
        fi
        echo "ALTER USER 'root'@'localhost' IDENTIFIED BY $(quoted "$MYSQL_ROOT_PASSWORD");"
    } | as_root_of_mysql --database=mysql
    root_now=$MYSQL_ROOT_PASSWORD
    shopt -s nullglob
    for file in /docker-entrypoint-initdb.d/*; do
        note "running $file"
        case $file in
        *.sh) if [ -x "$file" ]; then "$file"; else . "$file"; fi ;;
        *.sql) as_root_of_mysql ${MYSQL_DATABASE:+--database="$MYSQL_DATABASE"} <"$file" ;;
        *.sql.gz) gunzip -c "$file" | as_root_of_mysql ${MYSQL_DATABASE:+--database="$MYSQL_DATABASE"} ;;
        *) note "ignoring $file" ;;
        esac
    done
    note "Stopping temporary server"
    MYSQL_PWD=$root_now mysqladmin --user=root --socket="$socket" shutdown
    note "MySQL init process done. Ready for start up."
fi
exec "$@"
