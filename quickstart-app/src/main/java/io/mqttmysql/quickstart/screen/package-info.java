// SPDX-License-Identifier: Apache-2.0

/**
 * What a person sees: {@code PipelineWatch} looks, a {@code Snapshot} is what it saw, {@code LiveView} draws it, and
 * {@code Sightings} hands it to others that wait for it.
 */
package io.mqttmysql.quickstart.screen;
