// SPDX-License-Identifier: Apache-2.0
/**
 * Random histories of the sink against a model of Kafka and of Connect's worker.
 *
 * <p>The task, its connections, the server and the links between are real; Kafka's partitions and the worker are small
 * models, so that thousands of histories can be tried and each of their steps is known. One thread drives a history; a
 * second one runs a task that is held up while others go on.
 */
package io.mqttmysql.model;
