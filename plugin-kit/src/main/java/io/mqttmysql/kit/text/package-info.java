// SPDX-License-Identifier: Apache-2.0
/** Text of strangers made fit to be shown. */
package io.mqttmysql.kit.text;
