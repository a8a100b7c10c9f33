// SPDX-License-Identifier: Apache-2.0
/** Files from Maven repositories; the only package that knows Maven Resolver. Imports nothing of ours. */
package io.mqttmysql.stack.artifact;
