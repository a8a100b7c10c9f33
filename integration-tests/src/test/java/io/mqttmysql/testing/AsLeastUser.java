// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The sinks of this class reach a {@link SqlServer} as {@link LeastUser}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface AsLeastUser {}
