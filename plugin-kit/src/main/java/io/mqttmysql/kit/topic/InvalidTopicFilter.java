// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.kit.topic;

/** A text that is not a topic filter; the message says where it is wrong and what to write. */
public final class InvalidTopicFilter extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    InvalidTopicFilter(String message) {
        super(message);
    }
}
