// SPDX-License-Identifier: Apache-2.0
/** MQTT topic filters with captures, as routes of the source and strategies of the sink write them. */
package io.mqttmysql.kit.topic;
