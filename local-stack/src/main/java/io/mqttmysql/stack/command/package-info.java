// SPDX-License-Identifier: Apache-2.0

/**
 * The command lines of the programs that run the stack for a person: picocli reads them, the sentences are one and the
 * same. Imports nothing of ours.
 */
package io.mqttmysql.stack.command;
