-- The tables that mysql-sink.json and dead-letters.json write to. Run once:  mysql < connector-configs/tables.sql
-- MariaDB: utf8mb4_nopad_bin in place of utf8mb4_0900_bin.

CREATE DATABASE IF NOT EXISTS home CHARACTER SET utf8mb4;
USE home;

-- temperature and humidity of Zigbee2MQTT and Tasmota sensors
CREATE TABLE IF NOT EXISTS climate (
  id          BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY,
  message_id  BIGINT,
  device      VARCHAR(190) NOT NULL,
  temperature DECIMAL(5, 2),
  humidity    DECIMAL(5, 2),
  pressure    DECIMAL(6, 1),
  battery     TINYINT UNSIGNED,
  measured_at DATETIME,
  received_at DATETIME(3) NOT NULL,
  INDEX (device, received_at)
);

-- the last reading of each Zigbee2MQTT sensor: the same columns, one row a device
CREATE TABLE IF NOT EXISTS climate_now (
  device      VARCHAR(190) COLLATE utf8mb4_0900_bin PRIMARY KEY,
  temperature DECIMAL(5, 2),
  humidity    DECIMAL(5, 2),
  pressure    DECIMAL(6, 1),
  battery     TINYINT UNSIGNED,
  received_at DATETIME(3) NOT NULL
);

-- plugs that measure what flows through them
CREATE TABLE IF NOT EXISTS energy (
  id          BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY,
  message_id  BIGINT,
  device      VARCHAR(190) NOT NULL,
  power_w     DECIMAL(8, 2),
  total_kwh   DECIMAL(12, 3),
  received_at DATETIME(3) NOT NULL,
  INDEX (device, received_at)
);

-- one plain number a topic: Home/<room>/<quantity>, and Shelly's sensors
CREATE TABLE IF NOT EXISTS readings (
  id          BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY,
  message_id  BIGINT,
  place       VARCHAR(190) NOT NULL,
  quantity    VARCHAR(190) NOT NULL,
  value       DECIMAL(12, 3) NOT NULL,
  received_at DATETIME(3) NOT NULL,
  INDEX (place, quantity, received_at)
);

-- what said ON or OFF
CREATE TABLE IF NOT EXISTS switches (
  id          BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY,
  message_id  BIGINT,
  device      VARCHAR(190) NOT NULL,
  is_on       BOOLEAN      NOT NULL,
  received_at DATETIME(3)  NOT NULL,
  INDEX (device, received_at)
);

-- what a Shelly Gen2 device tells by itself; the whole message stays readable as JSON
CREATE TABLE IF NOT EXISTS events (
  id          BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY,
  message_id  BIGINT,
  device      VARCHAR(190) NOT NULL,
  method      VARCHAR(64)  NOT NULL,
  input_on    BOOLEAN,
  happened_at DATETIME(3),
  message     JSON,
  received_at DATETIME(3)  NOT NULL
);

-- loggers that collect, and send several samples in one message: one row a sample
CREATE TABLE IF NOT EXISTS samples (
  id          BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY,
  message_id  BIGINT,
  device      VARCHAR(190) NOT NULL,
  position    INT UNSIGNED NOT NULL,
  measured_at DATETIME(3)  NOT NULL,
  moisture    DECIMAL(5, 2),
  received_at DATETIME(3)  NOT NULL,
  INDEX (device, measured_at)
);

-- what no other strategy takes, so that nothing is overlooked
CREATE TABLE IF NOT EXISTS rest (
  id          BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY,
  message_id  BIGINT,
  topic       VARCHAR(190) NOT NULL,
  payload     TEXT         NOT NULL,
  received_at DATETIME(3)  NOT NULL,
  INDEX (topic, received_at)
);

-- the last thing that every topic said; topics that differ in case alone are different topics
CREATE TABLE IF NOT EXISTS latest (
  topic       VARCHAR(190) COLLATE utf8mb4_0900_bin PRIMARY KEY,
  payload     TEXT         NOT NULL,
  received_at DATETIME(3)  NOT NULL
);

-- what could not be stored, with the reason; dead-letters.json fills it. No column may refuse a letter.
CREATE TABLE IF NOT EXISTS dead_letters (
  id              BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY,
  mqtt_topic      MEDIUMTEXT,
  payload         LONGBLOB,
  reason          MEDIUMTEXT,
  kafka_topic     MEDIUMTEXT,
  kafka_partition BIGINT,
  kafka_offset    BIGINT,
  received_at     DATETIME(3)
);
