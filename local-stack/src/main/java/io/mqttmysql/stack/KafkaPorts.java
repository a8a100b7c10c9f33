// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack;

/**
 * Where a broker listens on loopback.
 *
 * @param behindLink where it listens for clients that are told to go to {@code link}: a broker names the address itself
 *     that its clients use, so that a link to it that can fail needs an address of its own
 * @param link where nobody listens, until somebody puts a link there
 */
public record KafkaPorts(int clients, int controller, int behindLink, int link) {}
