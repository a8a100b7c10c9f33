// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The tests of this class meet MariaDB where they ask for a {@link SqlServer}: Debian's as a process, or the image that
 * {@code mysql.image} names.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface OnMariaDb {}
