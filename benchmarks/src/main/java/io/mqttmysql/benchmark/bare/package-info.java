// SPDX-License-Identifier: Apache-2.0

/**
 * The bare limits: what a program of one screen reaches that does the connector's job with the same libraries and
 * settings, and nothing beside it: no failure is handled, nothing can be configured.
 */
package io.mqttmysql.benchmark.bare;
