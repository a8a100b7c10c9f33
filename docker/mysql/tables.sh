#!/bin/bash
# Run by the image once, when the database is made: the tables that the connector files write to.
client=$(command -v mariadb || command -v mysql)
collation=
case $client in *mariadb) collation='s/utf8mb4_0900_bin/utf8mb4_nopad_bin/' ;; esac
sed "$collation" /tables.sql |
    MYSQL_PWD=$(cat /run/secrets/mysql_root_password) "$client" --user=root --default-character-set=utf8mb4
