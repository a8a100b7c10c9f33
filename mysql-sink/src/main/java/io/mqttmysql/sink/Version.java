// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The plugin's version, written into its jar by the build. */
final class Version {
    private static final String RESOURCE = "/mysql-sink-version.properties";

    private Version() {}

    static String current() {
        try (InputStream in = Version.class.getResourceAsStream(RESOURCE)) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + RESOURCE + " from the plugin's own jar", e);
        }
    }
}
