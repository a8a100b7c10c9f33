// SPDX-License-Identifier: Apache-2.0
/**
 * Real servers on this machine for tests and the quickstart: an MQTT broker, Kafka, Connect workers and MySQL, each a
 * child process on a loopback port of its own.
 *
 * <pre>
 * LocalStack ─▶ Preflight          can it work here?
 *            ─▶ ServerProcess      MqttBroker · KafkaBroker · ConnectWorker · MySqlServer, started in parallel
 *                 ├▶ Programs      what they run: artifact.ArtifactStore, MySqlInstallation, MissingLibraries
 *                 ├▶ Workplace     where: folder and logs
 *                 └▶ ChildProcesses  who answers for their end
 * ConnectClient                    Connect's REST interface
 * </pre>
 */
package io.mqttmysql.stack;
