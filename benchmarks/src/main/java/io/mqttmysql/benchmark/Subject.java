// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What is measured, in the versions that the build wrote down.
 *
 * @param peer the version of the Debezium JDBC sink
 * @param versions of servers and libraries, by name
 */
record Subject(String peer, Map<String, String> versions) {
    private static final String RESOURCE = "/benchmarks.properties";

    static Subject ofThisBuild() {
        Properties properties = new Properties();
        try (InputStream resource = Subject.class.getResourceAsStream(RESOURCE)) {
            properties.load(resource);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + RESOURCE, e);
        }
        String peer = (String) properties.remove("debezium");
        Map<String, String> versions = new TreeMap<>();
        properties.forEach((name, version) -> versions.put(name.toString(), version.toString()));
        return new Subject(peer, versions);
    }
}
