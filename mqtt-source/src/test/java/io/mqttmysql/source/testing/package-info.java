// SPDX-License-Identifier: Apache-2.0

/** What the tests share: a scripted broker, running tasks, certificates and messages. */
package io.mqttmysql.source.testing;
