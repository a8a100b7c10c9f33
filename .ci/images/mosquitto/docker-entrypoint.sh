#!/bin/sh
# As in the official image: the volumes belong to the user that mosquitto becomes.
set -e
[ "$(id -u)" != 0 ] || chown -R mosquitto:mosquitto /mosquitto || true
exec "$@"
